package controls.tenant.ou_mismatch_test

import data.controls.tenant.ou_mismatch as control
import data.fixtures

test_another_ou_is_reported if {
	control.findings == {{"attribute": "unifiedGroupContainer"}} with input as ou({"agrees": "no"})
}

test_equal_ou_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_nothing_configured_is_not_applicable if {
	not control.applies with input as ou({"chosen": false, "agrees": "unknown"})
	control.undecided == set() with input as ou({"chosen": false, "agrees": "unknown"})
}

test_unread_sync_configuration_is_undecided if {
	count(control.undecided) == 1 with input as ou({"agrees": "unknown"})
	control.findings == set() with input as ou({"agrees": "unknown"})
}

test_two_ous_while_none_is_configured_are_undecided if {
	count(control.undecided) == 1 with input as ou({"chosen": false, "agrees": "no"})
	control.findings == set() with input as ou({"chosen": false, "agrees": "no"})
	control.applies with input as ou({"chosen": false, "agrees": "no"})
}

ou(facts) := object.union(fixtures.tenant, {"tenant": {"ou": facts}})
