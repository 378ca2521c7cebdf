package controls.tenant.group_dn_not_populated_test

import data.controls.tenant.group_dn_not_populated as control
import data.fixtures

test_what_was_stated_is_reported if {
	control.findings == {{"state": "empty"}} with input as tenant("empty", {})
}

test_what_is_in_order_is_satisfied if {
	control.applies with input as tenant("populated", {})
	control.findings == set() with input as tenant("populated", {})
	control.undecided == set() with input as tenant("populated", {})
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	not control.applies with input as tenant("empty", {"move": {"any": "no"}})
	control.findings == set() with input as tenant("empty", {"move": {"any": "no"}})
	control.undecided == set() with input as tenant("unknown", {"move": {"any": "no"}})
}

test_what_nobody_stated_is_undecided if {
	control.undecided == {"no export holds it: read extension_<appId>_GroupDN of one group with Get-MgGroup and set the parameter group_dn"} with input as tenant("unknown", {})
}

tenant(state, facts) := object.union(object.union(fixtures.tenant, {"parameters": {"group_dn": state}}), facts)
