package controls.group.missing_member_test

import data.controls.group.missing_member as control
import data.fixtures

test_small_difference_is_medium if {
	control.findings == {{
		"severity": "medium", "missing": fixtures.counted(9), "at_least": 9,
		"expected": fixtures.counted(100), "percent": 9, "privileged": fixtures.counted(0),
	}} with input as copy("security", missing(9, 100))
}

test_a_tenth_of_the_members_is_high if {
	severities == {"high"} with input as copy("security", missing(10, 100))
}

test_a_crowd_is_high if {
	severities == {"medium"} with input as copy("security", missing(24, 1000))
	severities == {"high"} with input as copy("security", missing(25, 1000))
}

test_a_privileged_member_is_high if {
	severities == {"high"} with input as copy("security", object.union(missing(1, 100), {"missing_privileged": 1}))
}

test_distribution_copy_is_one_step_lower if {
	severities == {"medium"} with input as copy("distribution", missing(10, 100))
	severities == {"low"} with input as copy("distribution", missing(9, 100))
	severities == {"low"} with input as copy("distribution", object.union(missing(1, 100), {"missing_privileged": 1}))
}

test_copy_of_unread_category_counts_as_security if {
	severities == {"high"} with input as copy("unknown", missing(10, 100))
}

test_thresholds_are_parameters if {
	subject := copy("security", missing(9, 100))
	severities == {"high"} with input as object.union(subject, {"parameters": {"share": 0.05}})
	severities == {"high"} with input as object.union(subject, {"parameters": {"people": 5}})
}

test_equal_members_are_satisfied if {
	control.applies with input as copy("security", {})
	control.findings == set() with input as copy("security", {})
	control.undecided == set() with input as copy("security", {})
}

test_members_excluded_by_design_are_no_difference if {
	control.findings == set() with input as copy("security", {"excluded": 5, "classes": {"guest": 5}})
	control.undecided == set() with input as copy("security", {"excluded": 5, "classes": {"guest": 5}})
}

test_foreign_members_are_left_to_dif_23 if {
	control.findings == set() with input as copy("security", {"foreign": 3, "foreign_at_least": 3})
}

test_group_without_copy_is_not_applicable if {
	every subject in [fixtures.not_written, fixtures.duplicate_anchor] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_copy_that_is_not_written_is_not_applicable if {
	subject := object.union(copy("security", missing(9, 10)), {"writeback": {"expected": "no"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_undecided_members_never_pass if {
	control.undecided == {"members that could not be decided on may be missing"} with input as copy("security", {"undecided": 1})
	control.findings == set() with input as copy("security", {"undecided": 1})
}

test_more_missing_members_than_undecided_ones_are_proof if {
	every expected in [0, 3] {
		control.findings == {{
			"severity": "high", "missing": fixtures.at_least(1), "at_least": 1,
			"expected": fixtures.at_least(expected + 1), "percent": "unknown", "privileged": fixtures.at_least(0),
		}} with input as copy("security", {"expected": expected, "undecided": 2, "missing_at_least": 1})
	}
}

test_nothing_is_undecided_without_a_written_copy if {
	doubt := {"members": {"undecided": 1, "tolerated": 1}}
	control.undecided == set() with input as object.union(object.union(fixtures.not_written, {"writeback": {"expected": "unknown"}}), doubt)
	control.undecided == set() with input as object.union(copy("security", {}), object.union(doubt, {"writeback": {"expected": "no"}}))
}

test_unknown_writeback_is_undecided if {
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == {"whether the group is written is not known"} with input as object.union(copy("security", missing(1, 10)), unknown)
	control.findings == set() with input as object.union(copy("security", missing(1, 10)), unknown)
	control.undecided == set() with input as object.union(fixtures.orphan, unknown)
}

test_equal_members_are_proof_whether_or_not_the_group_is_written if {
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == set() with input as object.union(copy("security", {}), unknown)
	count(control.undecided) == 1 with input as object.union(copy("security", {}), object.union(unknown, {"cloud": {"kind": "unknown"}}))
	count(control.undecided) == 1 with input as object.union(copy("security", {"undecided": 1}), unknown)
	count(control.undecided) == 1 with input as object.union(copy("security", {"directory": "partial"}), unknown)
}

severities contains finding.severity if some finding in control.findings

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_members_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"members": {"directory": "partial"}}, {"members": {"undecided": 1}}] {
		some finding in control.findings with input as object.union(copy("security", missing(9, 100)), open)
		finding.missing.exactly == null
		finding.expected.exactly == null
		finding.privileged.exactly == null
	}
}

missing(members, expected) := {"missing": members, "missing_at_least": members, "expected": expected}

copy(category, members) := object.union(fixtures.security_group_written, {
	"directory": {"category": category},
	"members": members,
	"parameters": {"share": 0.1, "people": 25},
})
