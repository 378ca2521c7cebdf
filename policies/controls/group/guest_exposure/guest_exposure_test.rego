package controls.group.guest_exposure_test

import data.controls.group.guest_exposure as control
import data.fixtures

test_guest_who_owns_is_reported if {
	control.findings == {{"part": "owners", "role": "owner", "guests": fixtures.counted(1)}} with input as group({"cloud": {"owners": {"guests": 1}}})
}

test_guest_in_the_copy_is_medium if {
	control.findings == {{"part": "members", "severity": "medium", "role": "member", "guests": fixtures.counted(2)}} with input as group({"members": {"people": {"guests": 2}}})
}

test_group_without_guests_satisfies if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_owners_of_outlook_groups_are_left_to_cfg_27 if {
	outlook := {"cloud": {"kind": "m365", "visibility": "Private", "owners": {"read": "absent", "guests": 1}}}
	control.findings == set() with input as group(outlook)
	control.undecided == set() with input as group(outlook)
	count(control.findings) == 1 with input as group(object.union(outlook, {"profiles": ["governance"]}))
	count(control.findings) == 1 with input as group(object.union(outlook, {"cloud": {"dynamic": true}}))
	count(control.findings) == 1 with input as group(object.union(outlook, {"cloud": {"visibility": "Public"}}))
}

test_group_that_grants_nothing_is_not_applicable if {
	plain := {"governance": {"secured": "no"}, "cloud": {"owners": {"guests": 1}}, "members": {"people": {"guests": 2}}}
	not control.applies with input as group(plain)
	control.findings == set() with input as group(plain)
	control.undecided == set() with input as group(plain)
}

test_unread_facts_are_undecided if {
	every facts in [
		{"cloud": {"owners": {"read": "partial"}}}, {"cloud": {"owners": {"unread": 1}}}, {"members": {"classes": {"unreadable": 1}}},
		{"members": {"people": {"guests_unread": 1}}},
		{"tenant": {"governance": {"user_type": false}}}, {"members": {"cloud": "partial"}}, {"members": {"directory": "absent"}},
	] {
		count(control.undecided) == 1 with input as group(facts)
		control.findings == set() with input as group(facts)
	}
}

test_copy_that_may_be_there_is_undecided if {
	unread := object.remove(group({"members": {"directory": "absent"}}), {"directory"})
	count(control.undecided) == 1 with input as unread
	control.findings == set() with input as unread
	control.undecided == set() with input as object.union(unread, {"members": {"directory": "none"}})
}

test_group_that_may_be_written_is_undecided_where_guests_are if {
	every facts in [{"cloud": {"owners": {"guests": 1}}}, {"members": {"people": {"guests": 1}}}] {
		subject := group(object.union(facts, {"governance": {"secured": "unknown"}}))
		count(control.undecided) == 1 with input as subject
		control.findings == set() with input as subject
	}
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	every unread in [
		{"cloud": {"owners": {"read": "absent"}}},
		{"tenant": {"governance": {"user_type": false}}},
		{"members": {"directory": "absent"}},
	] {
		count(control.undecided) > 0 with input as group(object.union(unread, {"governance": {"secured": "unknown"}}))
		control.findings == set() with input as group(object.union(unread, {"governance": {"secured": "unknown"}}))
		control.undecided == set() with input as group(object.union(unread, {"governance": {"secured": "no"}}))
	}
}

test_owners_that_are_open_make_it_at_least if {
	every open in [{"cloud": {"owners": {"read": "partial"}}}, {"cloud": {"owners": {"unread": 1}}}, {"tenant": {"governance": {"user_type": false}}}] {
		some finding in control.findings with input as object.union(group({"cloud": {"owners": {"guests": 1}}}), open)
		finding.guests.exactly == null
	}
}

test_members_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"members": {"people": {"guests_unread": 1}}}, {"members": {"classes": {"unreadable": 1}}}, {"tenant": {"governance": {"user_type": false}}}] {
		some finding in control.findings with input as object.union(group({"members": {"people": {"guests": 2}}}), open)
		finding.guests.exactly == null
	}
}

group(facts) := object.union(fixtures.security_group_written, facts)
