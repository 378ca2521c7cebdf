package controls.group.members_of_other_forests_test

import data.controls.group.members_of_other_forests as control
import data.fixtures

test_members_of_another_forest_are_reported if {
	control.findings == {{"people": fixtures.counted(3)}} with input as group({"members": {"classes": {"other_forest": 3}}})
}

test_members_of_one_forest_are_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"members": {"classes": {"other_forest": 3}}, "move": {"moves": "no"}}
	not control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"move": {"moves": "unknown"}})
	control.undecided == {"the cloud members were not read completely"} with input as group({"members": {"cloud": "partial"}})
	control.undecided == {"the domains of the forest were not read: export crossRef objects"} with input as group({"tenant": {"forest": {"domains_read": false}}})
}

test_members_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"tenant": {"forest": {"domains_read": false}}}] {
		some finding in control.findings with input as object.union(group({"members": {"classes": {"other_forest": 3}}}), open)
		finding.people.exactly == null
	}
}

group(facts) := object.union(fixtures.security_group_written, facts)
