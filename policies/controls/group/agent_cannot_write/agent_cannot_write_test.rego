package controls.group.agent_cannot_write_test

import data.controls.group.agent_cannot_write as control
import data.fixtures

test_agent_without_rights_is_reported if {
	finding := {"part": "rights", "reason": "no rights on the container"}
	control.findings == {finding} with input as group({"agent_writes": "no"}, "unknown")
	control.findings == {finding} with input as group({"agent_writes": "unknown"}, "missing")
}

test_protected_copy_is_reported if {
	control.findings == {{"part": "protected", "reason": "adminCount is 1"}} with input as group({"admin_count": 1}, "unknown")
}

test_agent_with_rights_is_satisfied if {
	every subject in [group({}, "unknown"), group({"agent_writes": "unknown"}, "granted")] {
		control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_group_that_does_not_move_is_not_applicable if {
	subject := object.union(group({"agent_writes": "no", "admin_count": 1}, "missing"), {"move": {"moves": "no"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_unread_facts_are_undecided if {
	control.undecided == {"the rights of the agent were not read: export nTSecurityDescriptor of the container, or set the parameter rights"} with input as group({"agent_writes": "unknown"}, "unknown")
	control.undecided == {"adminCount was not read"} with input as object.union(group({}, "unknown"), {"tenant": {"directory_read": {"admin_count": false}}})
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as object.union(group({}, "unknown"), {"move": {"moves": "unknown"}})
	control.undecided == {"the directory group was not read: export it"} with input as object.union(fixtures.directory_unread, {"parameters": {"rights": "unknown"}})
}

group(copy, rights) := object.union(fixtures.security_group_written, {"move": {"object": copy}, "parameters": {"rights": rights}})
