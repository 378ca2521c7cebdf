package controls.group.copy_renamed_test

import data.controls.group.copy_renamed as control
import data.fixtures

test_copy_that_would_be_renamed_is_reported if {
	facts := {"move": {"object": {"keeps_name": "no", "name": "groupId"}}}
	control.findings == {{"now": "Group_<id>", "writes": "<name>_<12 digits>"}} with input as group(facts)
}

test_copy_that_keeps_its_name_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"move": {"moves": "no", "object": {"keeps_name": "no"}}}
	not control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_unread_facts_are_undecided if {
	unknown := {"move": {"object": {"keeps_name": "unknown"}}}
	control.undecided == {"the mapping of cn or the name is not known: export the job with its schema, or state cloudsync.common_name"} with input as group(unknown)
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"move": {"moves": "unknown"}})
	control.undecided == {"the directory group was not read: export it"} with input as fixtures.directory_unread
}

group(facts) := object.union(fixtures.security_group_written, facts)
