package controls.group.leaver_test

import data.controls.group.leaver as control
import data.fixtures

test_leaver_in_the_copy_is_medium if {
	control.findings == {{"severity": "medium", "leavers": fixtures.counted(2)}} with input as copy({"leavers": 2}, {})
}

test_distribution_copy_is_one_step_lower if {
	subject := object.union(copy({"leavers": 1}, {}), {"directory": {"category": "distribution"}})
	control.findings == {{"severity": "low", "leavers": fixtures.counted(1)}} with input as subject
}

test_members_who_never_were_in_the_cloud_group_are_left_to_dif_23 if {
	control.applies with input as copy({"plain": 3}, {})
	control.findings == set() with input as copy({"plain": 3}, {})
	control.undecided == set() with input as copy({"plain": 3}, {})
}

test_group_created_since_is_not_applicable if {
	not control.applies with input as copy({"plain": 3}, {"known": "no", "members": "none"})
	control.undecided == set() with input as copy({"plain": 3}, {"known": "no", "members": "none"})
}

test_copy_that_may_be_unread_is_undecided if {
	subject := object.union(object.remove(copy({"leavers": 2}, {}), {"directory"}), {"directory_absent": "unknown"})
	control.undecided == {"whether the group has a copy is not known"} with input as subject
}

test_group_without_copy_or_that_is_not_written_is_not_applicable if {
	not control.applies with input as object.union(fixtures.not_written, {"history": {"known": "yes"}})
	not control.applies with input as object.union(copy({}, {}), {"writeback": {"expected": "no"}})
}

test_what_the_earlier_snapshot_does_not_tell_is_undecided if {
	every pair in [
		[{"known": "unknown", "members": "none"}, "earlier snapshot: whether it holds the group is not known"],
		[{"members": "partial"}, "earlier snapshot: the members of the group were not read completely"],
		[{"members": "absent"}, "earlier snapshot: the members of the group were not read completely"],
	] {
		control.undecided == {pair[1]} with input as copy({"plain": 1}, pair[0])
		control.undecided == set() with input as copy({}, pair[0])
	}
}

test_doubtful_members_are_undecided if {
	count(control.undecided) == 1 with input as copy({"doubtful": 1}, {})
	control.findings == set() with input as copy({"doubtful": 1}, {})
}

test_unknown_writeback_is_undecided_where_somebody_left if {
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == {"whether the group is written is not known"} with input as object.union(copy({"leavers": 1}, {}), unknown)
	control.undecided == set() with input as object.union(copy({}, {}), unknown)
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	every unread in [
		{"history": {"known": "unknown"}},
		{"members": {"cloud": "partial"}},
		{"members": {"directory": "absent"}},
		{"members": {"foreign_classes": {"doubtful": 1}}},
	] {
		count(control.undecided) > 0 with input as object.union(copy({"plain": 1}, object.union(unread, {"writeback": {"expected": "unknown"}})), object.union(unread, {"writeback": {"expected": "unknown"}}))
		control.findings == set() with input as object.union(copy({"plain": 1}, object.union(unread, {"writeback": {"expected": "unknown"}})), object.union(unread, {"writeback": {"expected": "unknown"}}))
		control.undecided == set() with input as object.union(copy({"plain": 1}, object.union(unread, {"writeback": {"expected": "no"}})), object.union(unread, {"writeback": {"expected": "no"}}))
	}
}

test_members_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"members": {"directory": "partial"}}, {"members": {"foreign_classes": {"doubtful": 1}}}] {
		some finding in control.findings with input as object.union(copy({"leavers": 2}, {}), open)
		finding.leavers.exactly == null
	}
}

copy(foreign, history) := object.union(fixtures.security_group_written, {
	"members": {"foreign_classes": foreign},
	"history": object.union({"known": "yes", "members": "complete"}, history),
})
