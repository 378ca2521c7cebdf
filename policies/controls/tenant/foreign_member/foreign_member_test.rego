package controls.tenant.foreign_member_test

import data.controls.tenant.foreign_member as control
import data.fixtures

test_each_ou_is_reported_once if {
	ous := [{"key": "a", "members": 12, "copies": 3}, {"key": "b", "members": 1, "copies": 1}]
	control.findings == {
		{"part": "a", "members": 12, "copies": 3},
		{"part": "b", "members": 1, "copies": 1},
	} with input as object.union(fixtures.tenant, {"totals": {"connect": {"out_of_scope": ous}}})
	control.applies with input as object.union(fixtures.tenant, {"totals": {"connect": {"out_of_scope": ous}}})
}

test_tenant_without_is_not_applicable if {
	not control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	not control.applies with input as fixtures.tenant_unknown
}
