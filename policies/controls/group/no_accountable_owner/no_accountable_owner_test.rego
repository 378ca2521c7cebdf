package controls.group.no_accountable_owner_test

import data.controls.group.no_accountable_owner as control
import data.fixtures

test_group_without_owners_is_reported if {
	control.findings == {{"severity": "medium", "owners": 0, "active": 0}} with input as owned(0, 0, {})
}

test_owners_who_are_all_disabled_or_guests_are_none if {
	control.findings == {{"severity": "medium", "owners": 3, "active": 0}} with input as owned(3, 0, {})
}

test_one_active_owner_is_low if {
	control.findings == {{"severity": "low", "owners": 2, "active": 1}} with input as owned(2, 1, {})
}

test_two_active_owners_satisfy if {
	control.applies with input as owned(2, 2, {})
	control.findings == set() with input as owned(2, 2, {})
	control.undecided == set() with input as owned(2, 2, {"cloud": {"owners": {"read": "partial", "unsure": 4}}})
}

test_group_that_grants_nothing_is_not_applicable if {
	plain := {"governance": {"secured": "no"}}
	not control.applies with input as owned(0, 0, plain)
	control.findings == set() with input as owned(0, 0, plain)
	control.undecided == set() with input as owned(0, 0, plain)
}

test_unread_owners_are_undecided if {
	every read in ["absent", "partial"] {
		count(control.undecided) == 1 with input as owned(0, 0, {"cloud": {"owners": {"read": read}}})
		control.findings == set() with input as owned(0, 0, {"cloud": {"owners": {"read": read}}})
	}
}

test_unread_state_of_owners_is_undecided if {
	every facts in [{"cloud": {"owners": {"unsure": 1}}}, {"tenant": {"governance": {"user_type": false}}}] {
		count(control.undecided) == 1 with input as owned(2, 1, facts)
		control.findings == set() with input as owned(2, 1, facts)
	}
}

test_unknown_type_is_undecided_where_it_matters if {
	unknown := {"governance": {"secured": "unknown"}}
	control.undecided == {"whether the group is written as a security group is not known"} with input as owned(0, 0, unknown)
	control.findings == set() with input as owned(0, 0, unknown)
	control.undecided == set() with input as owned(2, 2, unknown)
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"cloud": {"owners": {"read": "absent"}}}
	count(control.undecided) > 0 with input as owned(0, 0, object.union(unread, {"governance": {"secured": "unknown"}}))
	control.findings == set() with input as owned(0, 0, object.union(unread, {"governance": {"secured": "unknown"}}))
	control.undecided == set() with input as owned(0, 0, object.union(unread, {"governance": {"secured": "no"}}))
}

owned(count_, active, facts) := object.union(
	object.union(fixtures.security_group_written, {"cloud": {"owners": {"count": count_, "active": active}}}),
	facts,
)
