package controls.group.leavers_in_copy_test

import data.controls.group.leavers_in_copy as control
import data.fixtures

test_leavers_are_reported_where_each_group_is if {
	control.findings == {{"severity": "low", "people": fixtures.counted(2)}} with input as copy(2, {})
}

test_leavers_with_a_privileged_path_are_medium if {
	path := {"governance": {"path": {"leads": "yes", "steps": 1, "group": "administrators"}}}
	control.findings == {{"severity": "medium", "people": fixtures.counted(2)}} with input as copy(2, path)
}

test_copy_without_leavers_satisfies if {
	control.applies with input as copy(0, {})
	control.findings == set() with input as copy(0, {})
	control.undecided == set() with input as copy(0, {})
}

test_one_count_or_a_group_without_copy_is_not_applicable if {
	one := {"parameters": {"each_group": false}, "members": {"people": {"leavers_unread": 1}}}
	not control.applies with input as copy(2, one)
	control.findings == set() with input as copy(2, one)
	control.undecided == set() with input as copy(2, one)
	not control.applies with input as object.union(fixtures.not_written, {"parameters": {"each_group": true}})
}

test_unread_facts_are_undecided if {
	count(control.undecided) == 1 with input as copy(0, {"members": {"people": {"leavers_unread": 1}}})
	unknown := {"writeback": {"expected": "unknown"}}
	count(control.undecided) == 1 with input as copy(2, unknown)
	control.findings == set() with input as copy(2, unknown)
	control.undecided == set() with input as copy(0, unknown)
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := object.union(fixtures.directory_unread, {"parameters": {"each_group": true}})
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	every unread in [
		{"members": {"people": {"leavers_unread": 1}}},
		{"members": {"cloud": "partial"}},
		{"members": {"directory": "absent"}},
	] {
		count(control.undecided) > 0 with input as copy(0, object.union(unread, {"writeback": {"expected": "unknown"}}))
		control.findings == set() with input as copy(0, object.union(unread, {"writeback": {"expected": "unknown"}}))
		control.undecided == set() with input as copy(0, object.union(unread, {"writeback": {"expected": "no"}}))
	}
}

test_people_who_were_not_read_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"members": {"directory": "partial"}}, {"members": {"people": {"leavers_unread": 1}}}] {
		some finding in control.findings with input as copy(2, open)
		finding.people.exactly == null
	}
}

copy(people, facts) := object.union(
	object.union(fixtures.security_group_written, {"members": {"people": {"leavers": people}}, "parameters": {"each_group": true}}),
	facts,
)
