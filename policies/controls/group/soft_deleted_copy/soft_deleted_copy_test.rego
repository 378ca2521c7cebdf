package controls.group.soft_deleted_copy_test

import data.controls.group.soft_deleted_copy as control
import data.fixtures

test_empty_copy_of_a_soft_deleted_group_is_reported if {
	control.findings == {{"cloud_group": "softDeleted"}} with input as orphan({"members": 0})
}

test_distribution_copy_is_reported_whatever_members_it_has if {
	count(control.findings) == 1 with input as orphan({"category": "distribution"})
}

test_copy_whose_members_were_not_read_is_reported if {
	count(control.findings) == 1 with input as orphan({"members": null})
}

test_security_copy_with_members_is_left_to_dif_33 if {
	control.applies with input as orphan({"members": 3})
	control.findings == set() with input as orphan({"members": 3})
}

test_copy_of_a_group_deleted_just_now_is_reported_whatever_members_it_has if {
	count(control.findings) == 1 with input as orphan({"members": 3, "anchor_settling": true})
}

test_live_copy_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_group_that_is_gone_is_left_to_dif_03 if {
	control.findings == set() with input as orphan({"anchor_state": "gone", "members": 0})
	control.undecided == set() with input as orphan({"anchor_state": "gone", "members": 0})
}

test_unread_deleted_groups_are_undecided if {
	control.undecided == {"deleted cloud groups were not read"} with input as orphan({"anchor_state": "goneOrSoftDeleted", "members": 0})
	control.findings == set() with input as orphan({"anchor_state": "goneOrSoftDeleted", "members": 0})
}

test_unread_cloud_groups_or_anchors_are_undecided if {
	count(control.undecided) == 1 with input as orphan({"anchor_state": "undecided"})
	control.undecided == set() with input as object.union(fixtures.security_group_written, {"directory": {"anchor_state": "undecided"}})
}

test_twins_and_tenants_without_engine_are_left_to_others if {
	every subject in [orphan({"anchor_twins": 1}), object.union(orphan({"members": 0}), {"tenant": {"mode": "none"}})] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_group_without_copy_or_anchor_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	not control.applies with input as orphan({"anchor_state": "none"})
}

orphan(directory) := object.union(object.union(fixtures.orphan, {"directory": {"anchor_state": "softDeleted"}}), {"directory": directory})
