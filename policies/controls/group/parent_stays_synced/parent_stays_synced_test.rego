package controls.group.parent_stays_synced_test

import data.controls.group.parent_stays_synced as control
import data.fixtures

test_synced_parent_is_reported if {
	control.findings == {{"parents": fixtures.counted(2)}} with input as group({"above": {"synced": 2}})
}

test_group_without_synced_parents_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	subject := object.union(group({"above": {"synced": 2}}), {"move": {"moves": "no"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_unread_facts_are_undecided if {
	every above in [{"read": "no"}, {"synced_unread": 1}] {
		control.undecided == {"the groups that contain it were not all read: export memberOf of it, and onPremisesSecurityIdentifier of groups"} with input as group({"above": above})
	}
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as object.union(group({}), {"move": {"moves": "unknown"}})
	control.undecided == {"the directory group was not read: export it"} with input as fixtures.directory_unread
}

test_groups_above_that_were_not_read_make_it_at_least if {
	every open in [{"read": "no"}, {"synced_unread": 1}] {
		some finding in control.findings with input as group({"above": object.union({"synced": 2}, open)})
		finding.parents.exactly == null
	}
}

group(copy) := object.union(fixtures.security_group_written, {"move": {"object": copy}})
