package controls.tenant.accepted_domain_test

import data.controls.tenant.accepted_domain as control
import data.fixtures

test_other_domain_types_are_reported if {
	every domain in ["Authoritative", "ExternalRelay"] {
		control.findings == {{"attribute": "DomainType"}} with input as tenant(domain, "yes")
	}
}

test_internal_relay_is_satisfied if {
	control.applies with input as tenant("InternalRelay", "yes")
	control.findings == set() with input as tenant("InternalRelay", "yes")
	control.undecided == set() with input as tenant("InternalRelay", "yes")
}

test_tenant_without_exchange_or_mail_groups_is_not_applicable if {
	every subject in [tenant("Authoritative", "no"), object.union(tenant("unknown", "yes"), {"totals": {"mailing": {"expected": 0}}})] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_unknown_domain_is_undecided if {
	count(control.undecided) == 1 with input as tenant("unknown", "yes")
	control.findings == set() with input as tenant("unknown", "yes")
}

test_groups_that_may_be_written_are_undecided if {
	maybe := {"totals": {"mailing": {"expected": 0, "undecided": 3}}}
	every domain in ["unknown", "Authoritative"] {
		count(control.undecided) == 1 with input as object.union(tenant(domain, "yes"), maybe)
		control.findings == set() with input as object.union(tenant(domain, "yes"), maybe)
	}
	control.undecided == set() with input as object.union(tenant("InternalRelay", "yes"), maybe)
}

tenant(domain, exchange) := object.union(fixtures.tenant, {
	"tenant": {"exchange": exchange},
	"parameters": {"accepted_domain": domain},
})
