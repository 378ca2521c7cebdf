package controls.group.dangerous_member_test

import data.controls.group.dangerous_member as control
import data.fixtures

test_dangerous_member_is_critical if {
	control.findings == {{"severity": "critical", "members": fixtures.counted(2)}} with input as copy({"dangerous": 2, "plain": 5})
}

test_distribution_copy_is_one_step_lower if {
	control.findings == {{"severity": "high", "members": fixtures.counted(1)}} with input as object.union(copy({"dangerous": 1}), {"directory": {"category": "distribution"}})
}

test_equal_members_are_satisfied if {
	control.applies with input as copy({})
	control.findings == set() with input as copy({})
	control.undecided == set() with input as copy({})
}

test_other_foreign_members_are_left_to_dif_23_and_dif_28 if {
	control.findings == set() with input as copy({"plain": 1, "other_forest": 1})
}

test_group_without_copy_or_frozen_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	frozen := object.union(copy({"dangerous": 2, "doubtful": 1}), {"writeback": {"expected": "no"}})
	not control.applies with input as frozen
	control.findings == set() with input as frozen
	control.undecided == set() with input as frozen
}

test_member_that_may_be_a_cloud_member_is_undecided if {
	count(control.undecided) == 1 with input as copy({"doubtful": 1})
	control.findings == set() with input as copy({"doubtful": 1})
}

test_foreign_member_without_a_record_is_undecided if {
	count(control.undecided) == 1 with input as copy({"plain": 1, "unread": 1})
	control.findings == set() with input as copy({"plain": 1, "unread": 1})
	every open in [{"unread": 1}, {"doubtful": 1}] {
		at_least := {{"severity": "critical", "members": fixtures.at_least(1)}}
		control.findings == at_least with input as copy(object.union({"dangerous": 1, "plain": 1}, open))
	}
}

test_unknown_writeback_is_undecided_where_such_members_may_be if {
	unknown := {"writeback": {"expected": "unknown"}}
	every classes in [{"dangerous": 1}, {"doubtful": 1}, {"plain": 1, "unread": 1}] {
		count(control.undecided) == 1 with input as object.union(copy(classes), unknown)
		control.findings == set() with input as object.union(copy(classes), unknown)
	}
	every members in [{"cloud": "partial"}, {"directory": "absent"}] {
		count(control.undecided) == 1 with input as object.union(copy({}), object.union(unknown, {"members": members}))
	}
	unread := object.union(unknown, {"tenant": {"directory_read": {"account_admin_count": false}}})
	count(control.undecided) == 1 with input as object.union(copy({"plain": 1}), unread)
	control.undecided == set() with input as object.union(copy({}), unread)
	count(control.undecided) == 1 with input as object.union(copy({}), object.union(unknown, {"cloud": {"kind": "unknown"}}))
	control.undecided == set() with input as object.union(copy({"plain": 1}), unknown)
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_strangers_whose_admin_count_was_not_read_are_undecided if {
	facts := {"members": {"foreign_classes": {"plain": 1}}, "tenant": {"directory_read": {"account_admin_count": false}}}
	subject := object.union(fixtures.security_group_written, facts)
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_members_that_were_not_read_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"members": {"directory": "partial"}}] {
		some finding in control.findings with input as object.union(copy({"dangerous": 2}), open)
		finding.members.exactly == null
	}
}

copy(classes) := object.union(fixtures.security_group_written, {"members": {"foreign_classes": classes}})
