package controls.tenant.state_not_known_test

import data.controls.tenant.state_not_known as control
import data.fixtures

test_lists_that_were_not_read_block_the_move if {
	control.findings == {{"lists": 2}} with input as object.union(fixtures.tenant, {"move": {"gaps": 2}})
}

test_complete_lists_are_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	nothing := object.union(fixtures.tenant, {"move": {"any": "no", "gaps": 2}})
	not control.applies with input as nothing
	control.findings == set() with input as nothing
}
