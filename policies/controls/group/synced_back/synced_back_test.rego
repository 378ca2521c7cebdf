package controls.group.synced_back_test

import data.controls.group.synced_back as control
import data.fixtures

test_copy_with_a_synced_twin_is_reported if {
	control.findings == {{"attribute": "objectSid"}} with input as copy({"standing": {"synced_back": "yes"}})
}

test_orphan_with_a_synced_twin_is_reported if {
	count(control.findings) == 1 with input as object.union(fixtures.orphan, {"directory": {"standing": {"synced_back": "yes"}}})
}

test_copy_without_twin_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_group_without_anchor_is_not_applicable if {
	not control.applies with input as copy({"anchor": "none", "standing": {"synced_back": "no"}})
	not control.applies with input as fixtures.not_written
}

test_unread_sids_are_undecided if {
	count(control.undecided) == 1 with input as copy({"standing": {"synced_back": "unknown"}})
	control.findings == set() with input as copy({"standing": {"synced_back": "unknown"}})
}

test_group_whose_copy_may_be_unread_is_undecided if {
	reason := "no copy was found where not every directory group and anchor was read: export adminDescription of all groups"
	control.undecided == {reason} with input as fixtures.directory_unread
	control.findings == set() with input as fixtures.directory_unread
	not reason in control.undecided with input as object.union(fixtures.directory_unread, {"cloud": {"kind": "synced"}})
}

test_group_with_unread_anchors_is_undecided if {
	"the anchor attributes were not read: export adminDescription of all groups" in control.undecided with input as copy({"anchor": "none", "anchor_state": "undecided"})
	control.findings == set() with input as copy({"anchor": "none", "anchor_state": "undecided"})
}

copy(directory) := object.union(fixtures.security_group_written, {"directory": directory})
