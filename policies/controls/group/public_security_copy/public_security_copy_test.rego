package controls.group.public_security_copy_test

import data.controls.group.public_security_copy as control
import data.fixtures

test_public_group_with_a_security_copy_is_reported if {
	control.findings == {{"attribute": "visibility"}} with input as group("Public", {})
}

test_private_group_is_satisfied if {
	every visibility in ["Private", "HiddenMembership"] {
		control.applies with input as group(visibility, {})
		control.findings == set() with input as group(visibility, {})
		control.undecided == set() with input as group(visibility, {})
	}
}

test_others_are_not_applicable if {
	every facts in [
		{"cloud": {"kind": "security"}}, {"cloud": {"dynamic": true}}, {"writeback": {"expected": "no", "category": "unknown"}},
		{"writeback": {"category": "distribution"}},
	] {
		not control.applies with input as group("Public", facts)
		control.findings == set() with input as group("Public", facts)
		control.undecided == set() with input as group("Public", facts)
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"who may join the group was not read"} with input as group(null, {})
	control.findings == set() with input as group(null, {})
	undecided := {"whether the group is written as a security group is not known"}
	control.undecided == undecided with input as group("Public", {"writeback": {"category": "unknown"}})
	control.undecided == undecided with input as group("Public", {"writeback": {"expected": "unknown", "category": "unknown"}})
	control.undecided == set() with input as group("Private", {"writeback": {"category": "unknown"}})
	control.undecided == set() with input as group("Public", {"writeback": {"category": "unknown"}, "cloud": {"dynamic": true}})
}

test_unknown_kind_or_writeback_is_undecided if {
	every facts in [{"cloud": {"kind": "unknown"}}, {"writeback": {"expected": "unknown"}}] {
		count(control.undecided) == 1 with input as group("Public", facts)
		control.findings == set() with input as group("Public", facts)
	}
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"cloud": {"visibility": null}}
	count(control.undecided) > 0 with input as group(null, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group(null, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group(null, object.union(unread, {"writeback": {"expected": "no"}}))
}

group(visibility, facts) := object.union(
	object.union(fixtures.m365_written, {"cloud": {"visibility": visibility}, "writeback": {"category": "security"}}),
	facts,
)
