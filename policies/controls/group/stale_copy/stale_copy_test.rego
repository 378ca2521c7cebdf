package controls.group.stale_copy_test

import data.controls.group.stale_copy as control
import data.fixtures

test_stale_copy_is_reported_where_each_is if {
	control.findings == {{"attribute": "whenChanged"}} with input as copy("yes", {})
}

test_copy_in_use_satisfies if {
	control.applies with input as copy("no", {})
	control.findings == set() with input as copy("no", {})
	control.undecided == set() with input as copy("no", {})
}

test_one_count_or_a_group_that_grants_nothing_is_not_applicable if {
	every facts in [{"parameters": {"each_group": false}}, {"governance": {"secured": "no"}}] {
		not control.applies with input as copy("yes", facts)
		control.findings == set() with input as copy("yes", facts)
	}
	control.undecided == set() with input as copy("unknown", {"parameters": {"each_group": false}})
}

test_unread_dates_are_undecided if {
	count(control.undecided) == 1 with input as copy("unknown", {})
	control.findings == set() with input as copy("unknown", {})
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := object.union(fixtures.directory_unread, {"parameters": {"each_group": true}})
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_group_that_may_be_written_is_undecided if {
	count(control.undecided) == 1 with input as copy("yes", {"governance": {"secured": "unknown"}})
	control.findings == set() with input as copy("yes", {"governance": {"secured": "unknown"}})
}

copy(stale, facts) := object.union(
	object.union(fixtures.security_group_written, {"governance": {"stale": stale}, "parameters": {"each_group": true}}),
	facts,
)
