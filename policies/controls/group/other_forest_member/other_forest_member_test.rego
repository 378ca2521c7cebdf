package controls.group.other_forest_member_test

import data.controls.group.other_forest_member as control
import data.fixtures

test_member_of_another_forest_is_reported if {
	control.findings == {{"members": fixtures.counted(2)}} with input as copy({"other_forest": 2})
}

test_equal_members_are_satisfied if {
	control.applies with input as copy({})
	control.findings == set() with input as copy({})
	control.undecided == set() with input as copy({})
}

test_other_foreign_members_are_left_to_dif_23_and_dif_34 if {
	control.findings == set() with input as copy({"plain": 1, "dangerous": 1})
	control.undecided == set() with input as copy({"plain": 1, "dangerous": 1})
}

test_group_without_copy_or_frozen_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	frozen := object.union(copy({"other_forest": 2}), {"writeback": {"expected": "no"}})
	not control.applies with input as frozen
	control.findings == set() with input as frozen
	control.undecided == set() with input as frozen
}

test_unread_domains_are_undecided if {
	count(control.undecided) == 1 with input as copy({"plain": 1, "forest_unknown": 1})
	control.findings == set() with input as copy({"plain": 1, "forest_unknown": 1})
}

test_unknown_writeback_is_undecided_where_such_members_may_be if {
	unknown := {"writeback": {"expected": "unknown"}}
	count(control.undecided) == 1 with input as object.union(copy({"other_forest": 1}), unknown)
	control.findings == set() with input as object.union(copy({"other_forest": 1}), unknown)
	control.undecided == set() with input as object.union(copy({}), unknown)
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	every unread in [
		{"members": {"cloud": "partial"}},
		{"members": {"directory": "absent"}},
	] {
		count(control.undecided) > 0 with input as object.union(copy({"plain": 1}), object.union(unread, {"writeback": {"expected": "unknown"}}))
		control.findings == set() with input as object.union(copy({"plain": 1}), object.union(unread, {"writeback": {"expected": "unknown"}}))
		control.undecided == set() with input as object.union(copy({"plain": 1}), object.union(unread, {"writeback": {"expected": "no"}}))
	}
}

test_members_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"members": {"directory": "partial"}}, {"members": {"foreign_classes": {"forest_unknown": 1}}}] {
		some finding in control.findings with input as object.union(copy({"other_forest": 2}), open)
		finding.members.exactly == null
	}
}

copy(classes) := object.union(fixtures.security_group_written, {"members": {"foreign_classes": classes}})
