package controls.group.orphaned_copy_test

import data.controls.group.orphaned_copy as control
import data.fixtures

test_copy_of_a_cloud_group_that_is_gone_is_reported if {
	control.findings == {{"cloud_group": "gone"}} with input as orphan({"anchor_state": "gone"})
}

test_without_deleted_groups_it_is_medium if {
	control.findings == {{"severity": "medium", "cloud_group": "gone, or may be soft-deleted"}} with input as orphan({"anchor_state": "goneOrSoftDeleted"})
}

test_adopted_group_without_cloud_group_is_reported if {
	count(control.findings) == 1 with input as orphan({"anchor": "takenOver"})
}

test_live_copy_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_soft_deleted_cloud_group_is_left_to_dif_04 if {
	control.applies with input as orphan({"anchor_state": "softDeleted"})
	control.findings == set() with input as orphan({"anchor_state": "softDeleted"})
}

test_group_without_usable_anchor_is_not_applicable if {
	every state in ["none", "unparsable", "disagree"] {
		not control.applies with input as orphan({"anchor_state": state})
		control.findings == set() with input as orphan({"anchor_state": state})
		control.undecided == set() with input as orphan({"anchor_state": state})
	}
}

test_twins_are_left_to_dif_14 if {
	every state in ["gone", "goneOrSoftDeleted"] {
		not control.applies with input as orphan({"anchor_twins": 1, "anchor_state": state})
		control.findings == set() with input as orphan({"anchor_twins": 1, "anchor_state": state})
	}
}

test_tenant_without_engine_is_left_to_eng_24 if {
	subject := object.union(fixtures.orphan, {"tenant": {"mode": "none"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
}

test_unread_cloud_groups_or_anchors_are_undecided if {
	count(control.undecided) == 1 with input as orphan({"anchor_state": "undecided"})
	control.findings == set() with input as orphan({"anchor_state": "undecided"})
}

test_copy_that_a_cloud_group_claims_is_never_undecided if {
	subject := object.union(fixtures.security_group_written, {"directory": {"anchor_state": "undecided"}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

test_group_without_copy_is_not_applicable if {
	every subject in [fixtures.not_written, fixtures.directory_unread] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

orphan(directory) := object.union(fixtures.orphan, {"directory": directory})
