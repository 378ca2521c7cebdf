package controls.group.anchors_disagree_test

import data.controls.group.anchors_disagree as control
import data.fixtures

test_anchors_that_name_two_groups_are_reported if {
	every read in ["yes", "unknown", "no"] {
		subject := directory({"anchor": "none", "anchor_state": "disagree"}, {"anchors_read": read})
		control.applies with input as subject
		control.findings == {{"attribute": "msDS-ExternalDirectoryObjectId"}} with input as subject
	}
}

test_anchored_group_is_satisfied if {
	every anchor in ["externalDirectoryObjectId", "adminDescription", "takenOver"] {
		control.applies with input as directory({"anchor": anchor}, {"anchors_read": "yes"})
		control.findings == set() with input as directory({"anchor": anchor}, {"anchors_read": "yes"})
		control.undecided == set() with input as directory({"anchor": anchor}, {"anchors_read": "yes"})
	}
}

test_group_without_anchor_is_not_applicable if {
	subject := directory({"anchor": "none", "anchor_state": "none"}, {"anchors_read": "yes"})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

test_group_without_directory_side_is_not_applicable if {
	every subject in [fixtures.not_written, fixtures.duplicate_anchor] {
		not control.applies with input as object.union(subject, {"tenant": {"anchors_read": "no"}})
		control.undecided == set() with input as object.union(subject, {"tenant": {"anchors_read": "no"}})
	}
}

test_unread_second_anchor_is_undecided if {
	every cloudsync in ["on", "off", "unknown"] {
		tenant := {"anchors_read": "unknown", "cloudsync": cloudsync}
		control.undecided == {"the anchor attributes were not both read"} with input as directory({}, tenant)
		control.findings == set() with input as directory({}, tenant)
	}
}

test_anchor_left_out_of_the_export_is_undecided if {
	every anchor in ["adminDescription", "none"] {
		tenant := {"anchors_read": "no", "cloudsync": "off"}
		control.undecided == {"the anchor attributes were not both read"} with input as directory({"anchor": anchor}, tenant)
	}
}

test_group_with_unread_anchors_is_undecided if {
	"the anchor attributes of this group were not read: export it again" in control.undecided with input as directory({"anchor": "none", "anchor_state": "undecided"}, {"anchors_read": "yes"})
	control.findings == set() with input as directory({"anchor": "none", "anchor_state": "undecided"}, {"anchors_read": "yes"})
}

test_group_is_decided_on_its_own_anchors_whatever_was_read_of_others if {
	subject := directory({"anchor": "adminDescription", "anchors_read": "yes"}, {"anchors_read": "no"})
	control.undecided == set() with input as subject
	control.findings == set() with input as subject
}

directory(facts, tenant) := object.union(fixtures.orphan, {
	"directory": object.union({"anchors_read": tenant.anchors_read}, facts),
	"tenant": tenant,
})

test_copy_that_may_lie_where_nothing_was_read_is_undecided if {
	every expected in ["yes", "unknown"] {
		subject := object.union(fixtures.not_written, {"writeback": {"expected": expected}, "directory_absent": "unknown"})
		not control.applies with input as subject
		count(control.undecided) == 1 with input as subject
		control.undecided == set() with input as object.union(subject, {"directory_absent": "yes"})
	}
}
