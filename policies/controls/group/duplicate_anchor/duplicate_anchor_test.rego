package controls.group.duplicate_anchor_test

import data.controls.group.duplicate_anchor as control
import data.fixtures

test_two_directory_groups_of_one_cloud_group_are_critical if {
	control.applies with input as fixtures.duplicate_anchor
	control.findings == {{"objects": fixtures.counted(2), "conflicts": fixtures.counted(0)}} with input as fixtures.duplicate_anchor
}

test_directory_groups_that_were_not_read_make_it_at_least if {
	every facts in [{"directory_read": {"every": false}}, {"anchors_read": "no"}] {
		control.findings == {{"objects": fixtures.at_least(2), "conflicts": fixtures.at_least(0)}} with input as object.union(fixtures.duplicate_anchor, {"tenant": facts})
		twin := object.union(fixtures.orphan, {"directory": {"anchor_twins": 1}, "tenant": facts})
		control.findings == {{"severity": "high", "objects": fixtures.at_least(2), "conflicts": 0}} with input as twin
	}
}

test_replication_conflict_among_them_is_said if {
	subject := object.union(fixtures.duplicate_anchor, {"directory_candidates": 3, "directory_conflicts": 1})
	control.findings == {{"objects": fixtures.counted(3), "conflicts": fixtures.counted(1)}} with input as subject
}

test_twins_of_an_orphan_are_high if {
	subject := object.union(fixtures.orphan, {"directory": {"anchor_twins": 1}})
	control.findings == {{"severity": "high", "objects": fixtures.counted(2), "conflicts": 0}} with input as subject
}

test_twin_that_is_a_conflict_object_says_so if {
	subject := object.union(fixtures.orphan, {"directory": {"anchor_twins": 1, "conflict_object": true}})
	control.findings == {{"severity": "high", "objects": fixtures.counted(2), "conflicts": 1}} with input as subject
}

test_twins_are_seen_even_where_cloud_groups_were_not_read if {
	subject := object.union(fixtures.orphan, {"directory": {"anchor_twins": 1, "anchor_state": "undecided"}})
	count(control.findings) == 1 with input as subject
}

test_lone_conflict_object_is_high if {
	subject := object.union(fixtures.security_group_written, {"directory": {"conflict_object": true}})
	control.findings == {{"severity": "high", "objects": fixtures.counted(1), "conflicts": 1}} with input as subject
}

test_one_copy_is_satisfied if {
	every subject in [fixtures.security_group_written, fixtures.orphan] {
		control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as object.union(subject, {"tenant": {"anchors_read": "yes"}})
	}
}

test_disagreeing_anchors_are_left_to_dif_13 if {
	every twins in [0, 1] {
		facts := {"anchor_state": "disagree", "conflict_object": true, "anchor_twins": twins}
		not control.applies with input as object.union(fixtures.orphan, {"directory": facts})
		control.findings == set() with input as object.union(fixtures.orphan, {"directory": facts})
	}
}

test_group_without_directory_side_is_not_applicable if {
	every subject in [fixtures.not_written] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as object.union(subject, {"tenant": {"anchors_read": "no"}})
	}
}

test_unread_anchors_are_undecided if {
	every tenant in [
		{"anchors_read": "no", "cloudsync": "off"},
		{"anchors_read": "unknown", "cloudsync": "on"},
		{"anchors_read": "unknown", "cloudsync": "unknown"},
	] {
		subject := object.union(fixtures.security_group_written, {"tenant": tenant})
		control.undecided == {"adminDescription and msDS-ExternalDirectoryObjectId were not both read of every directory group"} with input as subject
		control.findings == set() with input as subject
	}
}

test_group_elsewhere_may_have_the_same_anchor if {
	every subject in [fixtures.security_group_written, fixtures.orphan] {
		part := object.union(subject, {"tenant": {"anchors_read": "yes", "directory_read": {"every": false}}})
		count(control.undecided) == 1 with input as part
		control.findings == set() with input as part
	}
	twin := object.union(fixtures.orphan, {"directory": {"anchor_twins": 1}, "tenant": {"anchors_read": "yes", "directory_read": {"every": false}}})
	control.undecided == set() with input as twin
}

test_anchor_of_cloud_sync_that_nobody_has_is_unset_without_cloud_sync if {
	subject := object.union(fixtures.security_group_written, {"tenant": {"anchors_read": "unknown", "cloudsync": "off"}})
	control.undecided == set() with input as subject
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_groups_that_may_each_be_the_copy_of_a_domain_are_undecided if {
	subject := object.union(fixtures.duplicate_anchor, {"directory_candidates": 0, "directory_spread": "unknown"})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_twins_in_other_domains_that_engines_may_write_into_are_undecided if {
	subject := object.union(fixtures.orphan, {"directory": {"anchor_elsewhere": true}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}
