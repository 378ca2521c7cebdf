package controls.group.scope_before_conversion_test

import data.controls.group.scope_before_conversion as control
import data.fixtures

test_global_and_domain_local_groups_are_reported if {
	every scope in ["global", "domainLocal", "builtinLocal"] {
		control.findings == {{"scope": scope}} with input as group({"object": {"scope": scope}})
	}
}

test_universal_group_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"moves": "no", "object": {"scope": "global"}}
	not control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"moves": "unknown"})
	control.undecided == {"groupType of the directory group was not read"} with input as group({"object": {"scope": "unknown"}})
	control.undecided == {"the directory group was not read: export it"} with input as fixtures.directory_unread
}

group(move) := object.union(fixtures.security_group_written, {"move": move})
