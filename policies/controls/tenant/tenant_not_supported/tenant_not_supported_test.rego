package controls.tenant.tenant_not_supported_test

import data.controls.tenant.tenant_not_supported as control
import data.fixtures

test_tenant_for_customers_is_reported if {
	control.findings == {{"part": "kind", "reason": "a tenant for customers"}} with input as tenant({"tenant": {"b2c": "yes"}})
}

test_national_cloud_is_reported_as_a_doubt if {
	control.findings == {{"part": "cloud", "severity": "medium", "reason": "a national cloud"}} with input as tenant({"parameters": {"cloud": "usgov"}})
}

test_workforce_tenant_is_satisfied if {
	control.applies with input as tenant({})
	control.findings == set() with input as tenant({})
	control.undecided == set() with input as tenant({})
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every facts in [{"move": {"any": "no"}, "tenant": {"b2c": "yes"}}] {
		not control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unread_kind_is_undecided if {
	control.undecided == {"tenantType of the organization was not read"} with input as tenant({"tenant": {"b2c": "unknown"}})
}

tenant(facts) := object.union(object.union(fixtures.tenant, {"parameters": {"cloud": "global"}}), facts)
