package controls.group.owners_steer_access_test

import data.controls.group.owners_steer_access as control
import data.fixtures

test_owners_of_a_security_copy_are_reported if {
	control.findings == {{"severity": "medium", "owners": fixtures.counted(2), "guests": fixtures.counted(0)}} with input as group({})
}

test_guest_among_them_is_grave if {
	guest := {"cloud": {"owners": {"guests": 1}}}
	control.findings == {{"severity": "high", "owners": fixtures.counted(2), "guests": fixtures.counted(1)}} with input as group(guest)
	only := {"parameters": {"guests_only": true}}
	count(control.findings) == 1 with input as group(object.union(guest, only))
	control.findings == set() with input as group(only)
}

test_owners_who_are_administrators_are_satisfied if {
	control.applies with input as group({"cloud": {"owners": {"others": 0}}})
	control.findings == set() with input as group({"cloud": {"owners": {"others": 0}}})
	control.undecided == set() with input as group({"cloud": {"owners": {"others": 0}}})
}

test_another_owner_beside_an_administrator_is_reported if {
	control.findings == {{"severity": "medium", "owners": fixtures.counted(1), "guests": fixtures.counted(0)}} with input as group({"cloud": {"owners": {"others": 1}}})
}

test_group_without_owners_is_satisfied if {
	none := {"cloud": {"owners": {"count": 0, "others": 0}}}
	control.applies with input as group(none)
	control.findings == set() with input as group(none)
	control.undecided == set() with input as group(none)
}

test_public_group_is_left_to_cfg_26 if {
	public := {"cloud": {"visibility": "Public", "owners": {"read": "absent"}}}
	control.findings == set() with input as group(public)
	control.undecided == set() with input as group(object.union(public, {"parameters": {"guests_only": true}, "cloud": {"owners": {"unread": 1}}}))
}

test_others_are_not_applicable if {
	every facts in [
		{"cloud": {"kind": "security"}}, {"cloud": {"dynamic": true}}, {"writeback": {"expected": "no", "category": "unknown"}},
		{"writeback": {"category": "distribution"}},
	] {
		not control.applies with input as group(facts)
		control.findings == set() with input as group(facts)
		control.undecided == set() with input as group(facts)
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"the owners were not read completely"} with input as group({"cloud": {"owners": {"read": "absent", "count": 0, "others": 0}}})
	unread := {"cloud": {"owners": {"unread": 1}}, "parameters": {"guests_only": true}}
	control.undecided == {"whether some owners are guests was not read"} with input as group(unread)
	undecided := {"whether the group is written as a security group is not known"}
	control.undecided == undecided with input as group({"writeback": {"category": "unknown"}})
	control.undecided == set() with input as group({"writeback": {"category": "unknown"}, "cloud": {"dynamic": true}})
}

test_unknown_kind_or_writeback_is_undecided if {
	every facts in [{"cloud": {"kind": "unknown"}}, {"writeback": {"expected": "unknown"}}] {
		count(control.undecided) == 1 with input as group(facts)
		control.findings == set() with input as group(facts)
	}
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"cloud": {"owners": {"read": "absent", "count": 0, "others": 0, "guests": 0}}}
	count(control.undecided) > 0 with input as group(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group(object.union(unread, {"writeback": {"expected": "no"}}))
}

test_owners_that_are_open_make_it_at_least if {
	steered := {"severity": "medium", "owners": fixtures.counted(2), "guests": fixtures.at_least(0)}
	control.findings == {steered} with input as group({"cloud": {"owners": {"unread": 1}}})
	control.findings == {object.union(steered, {"owners": fixtures.at_least(2)})} with input as group({"cloud": {"owners": {"read": "partial"}}})
}

group(facts) := object.union(
	object.union(fixtures.m365_written, {"writeback": {"category": "security"}, "parameters": {"guests_only": false}}),
	facts,
)
