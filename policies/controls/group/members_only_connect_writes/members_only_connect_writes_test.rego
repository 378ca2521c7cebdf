package controls.group.members_only_connect_writes_test

import data.controls.group.members_only_connect_writes as control
import data.fixtures

test_members_that_only_connect_writes_are_reported if {
	control.findings == {{"members": fixtures.counted(4), "groups": fixtures.counted(2), "devices": fixtures.counted(1), "contacts": fixtures.counted(1)}} with input as group({"held": {"groups": 2, "devices": 1, "contacts": 1}})
}

test_copy_with_people_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"moves": "no", "held": {"groups": 2}}
	not control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_unread_facts_are_undecided if {
	control.undecided == {"the members of both sides could not be compared"} with input as group({"held": {"known": "no"}})
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"moves": "unknown"})
	control.undecided == {"the directory group was not read: export it"} with input as fixtures.directory_unread
}

test_members_that_were_not_compared_make_it_at_least if {
	some finding in control.findings with input as group({"held": {"groups": 2, "known": "unknown"}})
	finding.members.exactly == null
	finding.groups.exactly == null
}

group(move) := object.union(fixtures.security_group_written, {"move": move})
