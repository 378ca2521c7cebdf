package controls.group.copy_in_other_domain_test

import data.controls.group.copy_in_other_domain as control
import data.fixtures

test_copy_of_another_domain_is_reported if {
	control.findings == {{"attribute": "domain"}} with input as group({"object": {"in_domain": "no"}})
}

test_copy_in_the_target_domain_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"moves": "no", "object": {"in_domain": "no"}}
	not control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_unread_facts_are_undecided if {
	control.undecided == {"the domain that the job writes to is not known: export the job with its schema, or state cloudsync.domain"} with input as group({"object": {"in_domain": "unknown"}})
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"moves": "unknown"})
	control.undecided == {"the directory group was not read: export it"} with input as fixtures.directory_unread
}

group(move) := object.union(fixtures.security_group_written, {"move": move})
