package controls.group.account_name_twice_test

import data.controls.group.account_name_twice as control
import data.fixtures

test_name_that_occurs_twice_is_reported if {
	every sam in ["custom", "generated"] {
		control.findings == {{"others": fixtures.counted(1)}} with input as copy({"sam": sam, "sam_twins": 1})
	}
}

test_unique_name_is_satisfied if {
	every sam in ["custom", "generated"] {
		control.applies with input as copy({"sam": sam})
		control.findings == set() with input as copy({"sam": sam})
		control.undecided == set() with input as copy({"sam": sam})
	}
}

test_group_without_copy_and_built_in_group_are_not_applicable if {
	not control.applies with input as fixtures.not_written
	not control.applies with input as copy({"builtin": true, "sam_twins": 1})
	control.findings == set() with input as copy({"builtin": true, "sam_twins": 1})
}

test_names_that_were_not_read_of_others_may_be_the_same if {
	reason := "sAMAccountName of other groups was not read: export it of all groups of the domain"
	control.undecided == {reason} with input as copy({"sam": "custom", "sam_twins_read": false})
	control.findings == set() with input as copy({"sam": "custom", "sam_twins_read": false})
	control.undecided == set() with input as copy({"sam": "generated", "sam_twins_read": false})
	control.undecided == set() with input as copy({"sam": "custom", "sam_twins": 1, "sam_twins_read": false})
}

test_unread_name_is_undecided if {
	control.undecided == {"sAMAccountName was not read"} with input as copy({"sam": "unknown"})
	control.findings == set() with input as copy({"sam": "unknown"})
}

test_groups_that_were_not_read_make_it_at_least if {
	every open in [false] {
		some finding in control.findings with input as copy({"sam": "custom", "sam_twins": 1, "sam_twins_read": open})
		finding.others.exactly == null
	}
}

copy(standing) := object.union(fixtures.security_group_written, {"directory": {"standing": standing}})

test_copy_that_may_lie_where_nothing_was_read_is_undecided if {
	every expected in ["yes", "unknown"] {
		subject := object.union(fixtures.not_written, {"writeback": {"expected": expected}, "directory_absent": "unknown"})
		not control.applies with input as subject
		count(control.undecided) == 1 with input as subject
		control.undecided == set() with input as object.union(subject, {"directory_absent": "yes"})
	}
}
