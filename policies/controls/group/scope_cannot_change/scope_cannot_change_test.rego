package controls.group.scope_cannot_change_test

import data.controls.group.scope_cannot_change as control
import data.fixtures

test_global_group_in_a_global_group_is_reported if {
	control.findings == {{"scope": "global", "hinders": fixtures.counted(2), "how": "of global scope contain it"}} with input as group({"scope": "global", "above": {"global": 2}})
}

test_domain_local_group_with_domain_local_members_is_reported if {
	control.findings == {{"scope": "domain local", "hinders": fixtures.counted(1), "how": "of domain-local scope are members"}} with input as group({"scope": "domainLocal", "domain_local": 1})
}

test_scopes_that_can_change_are_satisfied if {
	every copy in [{"scope": "global", "domain_local": 3}, {"scope": "domainLocal", "above": {"global": 2}}] {
		control.applies with input as group(copy)
		control.findings == set() with input as group(copy)
		control.undecided == set() with input as group(copy)
	}
}

test_universal_group_and_one_that_does_not_move_are_not_applicable if {
	every subject in [group({"above": {"global": 2}}), object.union(group({"scope": "global", "above": {"global": 2}}), {"move": {"moves": "no"}})] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"groupType of the directory group was not read"} with input as group({"scope": "unknown"})
	every above in [{"read": "no"}, {"scope_unread": 1}] {
		control.undecided == {"the groups that contain it were not all read: export memberOf of it, and those groups"} with input as group({"scope": "global", "above": above})
	}
	every copy in [{"domain_local": null}, {"scope_unread": 1}] {
		control.undecided == {"its members, or the scope of some, were not read: export it with member, and the groups in it"} with input as group(object.union({"scope": "domainLocal"}, copy))
	}
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as object.union(group({}), {"move": {"moves": "unknown"}})
	control.undecided == {"the directory group was not read: export it"} with input as fixtures.directory_unread
}

test_groups_that_were_not_read_make_it_at_least if {
	every open in [{"scope": "global", "above": {"global": 2, "read": "no"}}, {"scope": "domainLocal", "domain_local": 1, "scope_unread": 1}] {
		some finding in control.findings with input as group(open)
		finding.hinders.exactly == null
	}
}

group(copy) := object.union(fixtures.security_group_written, {"move": {"object": copy}})
