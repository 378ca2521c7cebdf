package controls.group.unapproved_change_test

import data.controls.group.unapproved_change as control
import data.fixtures

test_change_without_ticket_is_reported if {
	expected := {{"part": "visibility", "severity": "medium", "attribute": "visibility", "from": "Private", "to": "Public", "by": "user"}}
	control.findings == expected with input as group({"changes": [change(false)]})
}

test_change_with_ticket_and_no_change_are_satisfied if {
	every changes in [[], [change(true)]] {
		control.applies with input as group({"changes": changes})
		control.findings == set() with input as group({"changes": changes})
		control.undecided == set() with input as group({"changes": changes})
	}
}

test_group_that_was_written_counts_though_it_is_not_now if {
	control.applies with input as object.union(fixtures.not_written, {"history": {"known": "yes", "expected": "yes"}})
}

test_group_that_was_never_written_is_not_applicable if {
	subject := object.union(fixtures.not_written, {"history": {"known": "yes", "expected": "no", "changes": [change(false)]}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_new_and_directory_groups_are_not_applicable if {
	every subject in [group({"known": "no"}), object.union(fixtures.orphan, {"history": {"known": "unknown"}})] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_what_is_not_known_is_undecided if {
	count(control.undecided) == 1 with input as group({"known": "unknown"})
	control.undecided == {"visibility was not read in this and the earlier snapshot"} with input as group({"uncompared": ["visibility"]})
}

change(approved) := {"attribute": "visibility", "from": "Private", "to": "Public", "by": "user", "approved": approved}

group(history) := object.union(fixtures.security_group_written, {"history": object.union({"known": "yes", "expected": "yes"}, history)})
