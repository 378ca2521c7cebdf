package controls.group.empty_used_copy_test

import data.controls.group.empty_used_copy as control
import data.fixtures

test_used_copy_without_members_is_reported_with_its_reason if {
	control.findings == {finding("cloud_group_empty")} with input as copy({"members": {"cloud_count": 0, "nobody": "yes"}})
	control.findings == {finding("nobody_can_be_written")} with input as copy({"members": {"cloud_count": 4, "nobody": "yes"}})
	control.findings == {finding("members_missing")} with input as copy({"members": {"nobody": "no"}})
	control.findings == {finding("unknown")} with input as copy({"members": {"cloud": "partial", "nobody": "unknown"}})
}

test_copy_with_members_or_without_use_satisfies if {
	every directory in [{"members": 3}, {"member_of": fixtures.counted(0)}, {"standing": {"primary_holders": 1}}] {
		control.applies with input as copy({"directory": directory})
		control.findings == set() with input as copy({"directory": directory})
		control.undecided == set() with input as copy({"directory": directory})
	}
}

test_others_are_not_applicable if {
	plain := {"governance": {"secured": "no"}}
	not control.applies with input as copy(plain)
	control.findings == set() with input as copy(plain)
	control.undecided == set() with input as copy(plain)
	not control.applies with input as fixtures.not_written
}

test_unread_facts_are_undecided if {
	every facts in [{"directory": {"members": null}}, {"directory": {"member_of": fixtures.at_least(0)}}, {"governance": {"secured": "unknown"}}] {
		count(control.undecided) == 1 with input as copy(facts)
		control.findings == set() with input as copy(facts)
	}
	control.undecided == set() with input as copy({"directory": {"members": null, "member_of": fixtures.counted(0)}})
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	every unread in [
		{"directory": {"members": null, "member_of": fixtures.counted(1)}},
		{"directory": {"members": 0, "member_of": fixtures.at_least(0)}},
	] {
		count(control.undecided) > 0 with input as copy(object.union(unread, {"governance": {"secured": "unknown"}}))
		control.findings == set() with input as copy(object.union(unread, {"governance": {"secured": "unknown"}}))
		control.undecided == set() with input as copy(object.union(unread, {"governance": {"secured": "no"}}))
	}
}

finding(reason) := {"attribute": "member", "groups": fixtures.counted(2), "reason": reason}

copy(facts) := object.union(
	object.union(fixtures.security_group_written, {"directory": {"members": 0, "member_of": fixtures.counted(2)}}),
	facts,
)
