package controls.tenant.centralised_mail_test

import data.controls.tenant.centralised_mail as control
import data.fixtures

test_centralised_transport_is_reported if {
	control.findings == {{"attribute": "RouteAllMessagesViaOnPremises"}} with input as tenant("yes", 20)
}

test_direct_transport_is_satisfied if {
	control.applies with input as tenant("no", 20)
	control.findings == set() with input as tenant("no", 20)
	control.undecided == set() with input as tenant("no", 20)
}

test_tenant_without_exchange_or_mail_groups_is_not_applicable if {
	every subject in [tenant("yes", 0), object.union(tenant("unknown", 20), {"tenant": {"exchange": "no"}})] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_unknown_transport_is_undecided if {
	count(control.undecided) == 1 with input as tenant("unknown", 20)
	control.findings == set() with input as tenant("unknown", 20)
}

test_groups_that_may_be_written_are_undecided if {
	maybe := {"totals": {"mailing": {"undecided": 3}}}
	every centralised in ["unknown", "yes"] {
		count(control.undecided) == 1 with input as object.union(tenant(centralised, 0), maybe)
		control.findings == set() with input as object.union(tenant(centralised, 0), maybe)
	}
	control.undecided == set() with input as object.union(tenant("no", 0), maybe)
}

tenant(centralised, expected) := object.union(fixtures.tenant, {
	"totals": {"mailing": {"expected": expected}},
	"parameters": {"centralised": centralised},
})
