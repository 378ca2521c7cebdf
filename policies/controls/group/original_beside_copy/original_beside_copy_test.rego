package controls.group.original_beside_copy_test

import data.controls.group.original_beside_copy as control
import data.fixtures

test_original_beside_a_copy_is_reported if {
	control.findings == {{"attribute": "objectSid"}} with input as group("yes", {})
}

test_group_whose_original_is_gone_is_satisfied if {
	control.applies with input as group("no", {})
	control.findings == set() with input as group("no", {})
	control.undecided == set() with input as group("no", {})
}

test_others_are_not_applicable if {
	every facts in [{"cloud": {"was_synced": false}}, {"writeback": {"expected": "no"}}] {
		not control.applies with input as group("yes", facts)
		control.findings == set() with input as group("yes", facts)
		control.undecided == set() with input as group("unknown", facts)
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether the old directory group still exists was not read"} with input as group("unknown", {})
	control.findings == set() with input as group("unknown", {})
	control.undecided == {"whether the group is written is not known"} with input as group("yes", {"writeback": {"expected": "unknown"}})
	control.undecided == set() with input as group("no", {"writeback": {"expected": "unknown"}})
}

test_unread_history_is_undecided_where_the_group_has_a_sid if {
	unread := {"cloud": {"was_synced": false, "soa_converted": "likely"}, "writeback": {"expected": "unknown"}, "tenant": {"collected": {"sync": false}}}
	count(control.undecided) == 1 with input as group("yes", unread)
	control.findings == set() with input as group("yes", unread)
	control.undecided == set() with input as group("yes", object.union(unread, {"cloud": {"soa_converted": "no"}}))
}

test_neither_history_nor_sid_read_is_undecided if {
	unread := {
		"cloud": {"was_synced": false, "soa_converted": "unknown"},
		"tenant": {"collected": {"sync": false, "security_identifier": false}},
	}
	count(control.undecided) == 1 with input as group("unknown", unread)
	control.findings == set() with input as group("unknown", unread)
	control.undecided == set() with input as group("unknown", object.union(unread, {"writeback": {"expected": "no"}}))
}

group(original, facts) := object.union(
	object.union(fixtures.security_group_written, {"cloud": {"was_synced": true}, "directory_original": original}),
	facts,
)
