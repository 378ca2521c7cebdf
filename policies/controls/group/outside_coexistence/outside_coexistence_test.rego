package controls.group.outside_coexistence_test

import data.controls.group.outside_coexistence as control
import data.fixtures

test_security_group_with_mail_is_reported if {
	control.findings == {{"attribute": "mail"}} with input as group({"cloud": {"mail": true}})
}

test_security_group_without_mail_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_connect_does_not_write_is_not_applicable if {
	every move in [{"moves": "no"}, {"by_connect": "no"}] {
		not control.applies with input as group({"cloud": {"mail": true}, "move": move})
		control.findings == set() with input as group({"cloud": {"mail": true}, "move": move})
		control.undecided == set() with input as group({"cloud": {"mail": true}, "move": move})
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"mail was not collected"} with input as group({"tenant": {"collected": {"mail": false}}})
	every move in [{"moves": "unknown"}, {"by_connect": "unknown"}] {
		control.undecided == {"whether the group moves, and whether Connect writes it, is not known (CS-32)"} with input as group({"cloud": {"mail": true}, "move": move})
	}
}

test_unread_mail_of_a_group_that_may_move_is_undecided if {
	unread := {"tenant": {"collected": {"mail": false}}}
	count(control.undecided) > 0 with input as group(object.union(unread, {"move": {"moves": "unknown", "by_connect": "yes"}}))
	control.findings == set() with input as group(object.union(unread, {"move": {"moves": "unknown", "by_connect": "yes"}}))
	control.undecided == set() with input as group(object.union(unread, {"move": {"moves": "no"}}))
}

group(facts) := object.union(fixtures.security_group_written, facts)
