package controls.group.unidentified_people_test

import data.controls.group.unidentified_people as control
import data.fixtures

test_members_without_or_with_a_wrong_identifier_are_reported if {
	control.findings == {{"unidentified": fixtures.counted(3), "other": fixtures.counted(1), "synced": fixtures.counted(10)}} with input as group({"people": {"unidentified": 2, "misidentified": 1}})
}

test_identified_members_are_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"moves": "no", "people": {"unidentified": 2}}
	not control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"moves": "unknown"})
	control.undecided == {"onPremisesObjectIdentifier of members, or objectGUID of their accounts, was not read"} with input as group({"people": {"unread": 1}})
	control.undecided == {"the cloud members were not read completely"} with input as object.union(group({}), {"members": {"cloud": "partial"}})
}

test_members_that_are_open_make_it_at_least if {
	lost := {"unidentified": 2}
	every subject in [
		group({"people": object.union(lost, {"unread": 1})}),
		object.union(group({"people": lost}), {"members": {"cloud": "partial"}}),
	] {
		some finding in control.findings with input as subject
		finding.unidentified.exactly == null
	}
}

group(move) := object.union(fixtures.security_group_written, {"move": move})
