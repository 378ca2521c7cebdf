package controls.group.foreign_member_test

import data.controls.group.foreign_member as control
import data.fixtures

test_member_added_by_hand_is_high if {
	told := "of some it was not read whether the cloud knows them"
	control.findings == {{"severity": "high", "foreign": fixtures.counted(3), "known": 2, "in_cloud": told}} with input as copy("security", plain(3, 2))
}

test_members_that_nobody_looked_up_are_not_called_unknown_to_the_cloud if {
	every known, told in {0: "whether the cloud knows them was not read", 3: "all known to the cloud"} {
		some finding in control.findings with input as copy("security", plain(3, known))
		finding.in_cloud == told
	}
}

test_distribution_copy_is_one_step_lower if {
	severities == {"medium"} with input as copy("distribution", plain(1, 0))
}

test_copy_of_unread_category_counts_as_security if {
	severities == {"high"} with input as copy("unknown", plain(1, 0))
}

test_equal_members_are_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_missing_members_are_left_to_dif_24 if {
	control.findings == set() with input as copy("security", {"missing": 3, "missing_at_least": 3})
}

test_dangerous_members_are_left_to_dif_34_and_other_forests_to_dif_28 if {
	facts := {"foreign": 3, "foreign_at_least": 3, "foreign_classes": {"dangerous": 2, "other_forest": 1}}
	control.applies with input as copy("security", facts)
	control.findings == set() with input as copy("security", facts)
}

test_member_excluded_by_design_is_tolerated if {
	control.undecided == set() with input as copy("security", {"tolerated": 2, "excluded": 2})
	control.findings == set() with input as copy("security", {"tolerated": 2, "excluded": 2})
}

test_undecided_member_that_is_found_in_the_copy_is_no_doubt if {
	control.undecided == set() with input as copy("security", {"tolerated": 1, "undecided": 1})
}

test_group_without_copy_is_not_applicable if {
	every subject in [fixtures.not_written, fixtures.duplicate_anchor] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_copy_that_is_not_written_is_left_to_dif_33 if {
	subject := object.union(copy("security", plain(1, 0)), {"writeback": {"expected": "no"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_member_that_may_be_an_undecided_one_is_undecided if {
	facts := {"undecided": 1, "tolerated": 1, "foreign_classes": {"doubtful": 1}}
	count(control.undecided) == 1 with input as copy("security", facts)
	control.findings == set() with input as copy("security", facts)
}

test_more_such_members_than_undecided_ones_are_proof if {
	facts := {"undecided": 1, "tolerated": 3, "foreign_at_least": 2, "foreign_classes": {"doubtful": 3}}
	control.findings == {{"severity": "high", "foreign": fixtures.at_least(2), "known": 0, "in_cloud": "whether the cloud knows them was not read"}} with input as copy("security", facts)
}

test_unknown_writeback_is_undecided_where_members_differ if {
	unknown := {"writeback": {"expected": "unknown"}}
	every facts in [plain(1, 0), {"foreign_classes": {"doubtful": 1}}, {"cloud": "partial"}, {"directory": "absent"}] {
		control.undecided == {"whether the group is written is not known"} with input as object.union(copy("security", facts), unknown)
		control.findings == set() with input as object.union(copy("security", facts), unknown)
	}
	control.undecided == set() with input as object.union(fixtures.orphan, unknown)
}

test_equal_members_are_proof_whether_or_not_the_group_is_written if {
	subject := object.union(fixtures.security_group_written, {"writeback": {"expected": "unknown"}})
	count(control.undecided) == 1 with input as object.union(subject, {"cloud": {"kind": "unknown"}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

severities contains finding.severity if some finding in control.findings

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

plain(n, known) := {"foreign": n, "foreign_at_least": n, "foreign_classes": {"plain": n, "known": known}}

test_members_that_were_not_read_make_it_at_least if {
	every open in [{"cloud": "partial"}, {"directory": "partial"}] {
		some finding in control.findings with input as copy("security", object.union(plain(3, 2), open))
		finding.foreign.exactly == null
	}
}

copy(category, members) := object.union(fixtures.security_group_written, {
	"directory": {"category": category},
	"members": members,
})

test_members_out_of_scope_are_left_to_the_tenant if {
	facts := {"foreign": 3, "foreign_at_least": 3, "foreign_classes": {"plain": 3, "out_of_scope": 2}}
	control.findings == {{"severity": "high", "foreign": fixtures.counted(1), "known": 0, "in_cloud": "whether the cloud knows them was not read"}} with input as copy("security", facts)
	all := object.union(facts, {"foreign_classes": {"out_of_scope": 3}})
	control.applies with input as copy("security", all)
	control.findings == set() with input as copy("security", all)
}
