package controls.group.copy_moved_test

import data.controls.group.copy_moved as control
import data.fixtures

test_copy_of_another_container_is_reported if {
	control.findings == {{"attribute": "parentDistinguishedName", "severity": "medium"}} with input as group({"object": {"in_container": "no"}}, false)
	control.findings == {{"attribute": "parentDistinguishedName", "severity": "high"}} with input as group({"object": {"in_container": "no"}}, true)
}

test_copy_in_the_container_is_satisfied if {
	control.applies with input as group({}, true)
	control.findings == set() with input as group({}, true)
	control.undecided == set() with input as group({}, true)
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"moves": "no", "object": {"in_container": "no"}}
	not control.applies with input as group(facts, false)
	control.findings == set() with input as group(facts, false)
	control.undecided == set() with input as group(facts, false)
}

test_unread_facts_are_undecided if {
	control.undecided == {"the container that the job writes to is not known: export the job with its schema, or state cloudsync.container"} with input as group({"object": {"in_container": "unknown"}}, false)
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"moves": "unknown"}, false)
	control.undecided == {"the directory group was not read: export it"} with input as object.union(fixtures.directory_unread, {"parameters": {"path_used": false}})
}

group(move, path_used) := object.union(fixtures.security_group_written, {"move": move, "parameters": {"path_used": path_used}})
