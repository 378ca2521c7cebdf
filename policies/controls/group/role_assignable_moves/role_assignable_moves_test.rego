package controls.group.role_assignable_moves_test

import data.controls.group.role_assignable_moves as control
import data.fixtures

test_role_assignable_group_is_reported if {
	control.findings == {{"attribute": "isAssignableToRole"}} with input as group({"cloud": {"role_assignable": true}})
}

test_other_group_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"cloud": {"role_assignable": true}, "move": {"moves": "no"}}
	not control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_unread_facts_are_undecided if {
	control.undecided == {"isAssignableToRole was not collected"} with input as group({"tenant": {"collected": {"role_assignable": false}}})
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"move": {"moves": "unknown"}})
}

group(facts) := object.union(fixtures.security_group_written, facts)
