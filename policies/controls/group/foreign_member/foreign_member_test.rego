package controls.group.foreign_member_test

import data.controls.group.foreign_member as control
import data.fixtures

test_member_added_by_hand_is_high if {
	control.findings == {{
		"severity": "high", "foreign": 3, "at_least": 3, "known": 2,
		"no_cloud_object": 0, "unread": 1, "dangerous": 0,
	}} with input as copy("security", {"foreign": 3, "foreign_at_least": 3, "foreign_known": 2, "foreign_unread": 1})
}

test_distribution_copy_is_one_step_lower if {
	severities == {"medium"} with input as copy("distribution", {"foreign": 1, "foreign_at_least": 1})
}

test_dangerous_member_of_a_distribution_copy_is_high if {
	severities == {"high"} with input as copy("distribution", {"foreign": 1, "foreign_at_least": 1, "foreign_dangerous": 1})
}

test_copy_of_unread_category_counts_as_security if {
	severities == {"high"} with input as copy("unknown", {"foreign": 1, "foreign_at_least": 1})
}

test_equal_members_are_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_missing_members_are_left_to_dif_24 if {
	control.findings == set() with input as copy("security", {"missing": 3, "missing_at_least": 3})
}

test_member_excluded_by_design_is_tolerated if {
	control.undecided == set() with input as copy("security", {"tolerated": 2, "excluded": 2})
	control.findings == set() with input as copy("security", {"tolerated": 2, "excluded": 2})
}

test_group_without_copy_is_not_applicable if {
	every subject in [fixtures.not_written, fixtures.duplicate_anchor, fixtures.directory_unread] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_copy_that_is_not_written_is_left_to_dif_33 if {
	subject := object.union(copy("security", {"foreign": 1, "foreign_at_least": 1}), {"writeback": {"expected": "no"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_undecided_member_may_be_the_foreign_one if {
	every facts in [{"undecided": 1, "foreign": 1, "foreign_at_least": 0}, {"undecided": 1, "tolerated": 1}] {
		count(control.undecided) == 1 with input as copy("security", facts)
		control.findings == set() with input as copy("security", facts)
	}
}

test_undecided_member_is_no_doubt_where_every_member_of_the_copy_is_matched if {
	control.undecided == set() with input as copy("security", {"undecided": 1})
}

test_more_foreign_members_than_undecided_ones_are_proof if {
	facts := {"undecided": 1, "foreign": 3, "foreign_at_least": 2}
	severities == {"high"} with input as copy("security", facts)
}

test_nothing_is_undecided_without_a_written_copy if {
	doubt := {"members": {"undecided": 1, "tolerated": 1}}
	control.undecided == set() with input as object.union(object.union(fixtures.not_written, {"writeback": {"expected": "unknown"}}), doubt)
	control.undecided == set() with input as object.union(copy("security", {}), object.union(doubt, {"writeback": {"expected": "no"}}))
}

test_unknown_writeback_is_undecided if {
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == {"whether the group is written is not known"} with input as object.union(copy("security", {"foreign": 1}), unknown)
	control.findings == set() with input as object.union(copy("security", {"foreign": 1}), unknown)
	control.undecided == set() with input as object.union(fixtures.orphan, unknown)
}

severities contains finding.severity if some finding in control.findings

copy(category, members) := object.union(fixtures.security_group_written, {
	"directory": {"category": category},
	"members": members,
})
