package controls.group.time_bound_membership_test

import data.controls.group.time_bound_membership as control
import data.fixtures

test_membership_outlasts_its_end_by_cycle_and_ticket if {
	control.findings == {{"memberships": fixtures.counted(3), "ending": fixtures.counted(2), "minutes": 630}} with input as group(2, {})
	hour := object.union(group(2, {}), {"parameters": {"ticket_hours": 1.5}})
	control.findings == {{"memberships": fixtures.counted(3), "ending": fixtures.counted(2), "minutes": 120}} with input as hour
}

test_group_without_assignments_satisfies if {
	control.applies with input as group(0, {})
	control.findings == set() with input as group(0, {})
	control.undecided == set() with input as group(0, {})
}

test_permanent_assignments_alone_promise_no_end if {
	permanent := group(0, {"governance": {"time_bound": {"memberships": 3}}})
	control.applies with input as permanent
	control.findings == set() with input as permanent
	control.undecided == set() with input as object.union(permanent, {"governance": {"secured": "unknown"}})
}

test_group_that_grants_nothing_is_not_applicable if {
	plain := {"governance": {"secured": "no"}}
	not control.applies with input as group(2, plain)
	control.findings == set() with input as group(2, plain)
	control.undecided == set() with input as group(2, plain)
}

test_unread_facts_are_undecided if {
	count(control.undecided) == 1 with input as group(0, {"governance": {"time_bound": {"read": "unknown"}}})
	count(control.undecided) == 1 with input as group(2, {"governance": {"secured": "unknown"}})
	control.findings == set() with input as group(2, {"governance": {"secured": "unknown"}})
	control.undecided == set() with input as group(0, {"governance": {"secured": "unknown"}})
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"governance": {"time_bound": {"read": "unknown"}}}
	count(control.undecided) > 0 with input as group(0, object.union(unread, {"governance": {"secured": "unknown"}}))
	control.findings == set() with input as group(0, object.union(unread, {"governance": {"secured": "unknown"}}))
	control.undecided == set() with input as group(0, object.union(unread, {"governance": {"secured": "no"}}))
}

test_assignments_that_were_not_read_make_it_at_least if {
	every open in ["unknown"] {
		some finding in control.findings with input as group(2, {"governance": {"time_bound": {"read": open}}})
		finding.memberships.exactly == null
		finding.ending.exactly == null
	}
}

group(ending, facts) := object.union(
	object.union(fixtures.security_group_written, {
		"governance": {"time_bound": {"memberships": 3, "ending": ending}},
		"parameters": {"ticket_hours": 10},
	}),
	facts,
)
