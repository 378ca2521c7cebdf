package controls.group.member_limit_test

import data.controls.group.member_limit as control
import data.fixtures

test_group_over_the_limit_without_copy_is_reported if {
	control.findings == {{"members": fixtures.counted(250001), "limit": 250000}} with input as group(over("no"), {"known_count": 250001})
}

test_group_over_the_limit_with_a_copy_is_reported if {
	control.applies with input as group(over("unknown"), {"known_count": 250001})
	control.findings == {{"members": fixtures.counted(250001), "limit": 250000}} with input as group(over("unknown"), {"known_count": 250001})
}

test_lower_bound_over_the_limit_is_proof if {
	control.findings == {{"members": fixtures.at_least(250001), "limit": 250000}} with input as group(over("unknown"), {"cloud": "partial", "known_count": 250001})
}

test_group_over_every_limit_there_may_be_is_reported_without_one if {
	subject := group(object.union(over("unknown"), {"limit": null}), {"known_count": 250001})
	control.findings == {{"members": fixtures.counted(250001)}} with input as subject
}

test_group_within_the_limit_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_group_whose_limit_is_not_known_is_satisfied_while_its_engine_says_yes if {
	control.applies with input as group({"limit": null}, {})
	control.findings == set() with input as group({"limit": null}, {})
	control.undecided == set() with input as group({"limit": null}, {})
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as object.union(fixtures.not_written, {"members": {"cloud": "absent"}})
	control.undecided == set() with input as object.union(fixtures.not_written, {"members": {"cloud": "absent"}})
}

test_unread_members_are_undecided if {
	every expected in ["yes", "unknown"] {
		subject := group({"expected": expected}, {"cloud": "absent"})
		"the cloud members were not read completely" in control.undecided with input as subject
		control.findings == set() with input as subject
	}
}

test_unknown_engine_is_undecided if {
	engine := {"expected": "unknown", "row": "1.2/unknown", "v2": {"state": "unknown"}}
	control.undecided == {"which engine writes the group is not known: export onPremisesSynchronization and synchronizationJobs"} with input as group(engine, {})
	control.undecided == {"whether the group is written is not known"} with input as group({"expected": "unknown", "row": "1.3/13"}, {})
	control.findings == set() with input as group({"expected": "unknown", "row": "1.2/unknown"}, {})
}

test_limit_of_an_engine_that_does_not_decide_is_no_doubt if {
	control.undecided == set() with input as group({"v1": {"state": "on", "row": "0"}}, {})
	control.applies with input as group({"v1": {"state": "on", "row": "0"}}, {})
}

test_unclaimed_directory_group_is_not_applicable if {
	subject := object.union(fixtures.orphan, {"writeback": {"expected": "unknown"}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

over(expected) := {"expected": expected, "over_limit": true, "row": "0", "limit": 250000}

group(writeback, members) := object.union(fixtures.security_group_written, {"writeback": writeback, "members": members})

test_group_above_the_limit_of_an_engine_that_may_be_on_is_undecided if {
	facts := {"expected": "no", "engine": "", "over_limit": false, "v2": {"state": "unknown", "expected": "no", "over_limit": true}}
	subject := object.union(fixtures.security_group_written, {"writeback": facts})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}
