package controls.group.anchor_to_copy_test

import data.controls.group.anchor_to_copy as control
import data.fixtures

test_copy_with_the_anchor_of_connect_alone_is_reported if {
	control.findings == {{"attribute": "msDS-ExternalDirectoryObjectId"}} with input as group({"object": {"external_anchor": "no"}})
}

test_copy_with_the_anchor_of_cloud_sync_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"moves": "no", "object": {"external_anchor": "no"}}
	not control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether msDS-ExternalDirectoryObjectId is set was not read: export it of all groups"} with input as group({"object": {"external_anchor": "unknown"}})
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"moves": "unknown"})
	control.undecided == {"the directory group was not read: export it"} with input as fixtures.directory_unread
}

group(move) := object.union(fixtures.security_group_written, {"move": move})
