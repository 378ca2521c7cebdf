package controls.group.near_member_limit_test

import data.controls.group.near_member_limit as control
import data.fixtures

test_group_near_the_limit_is_reported if {
	control.findings == {{"percent": fixtures.counted(80)}} with input as group({"members": {"limit_percent": 80}})
	control.findings == {{"percent": fixtures.counted(100)}} with input as group({"members": {"limit_percent": 100}})
}

test_share_can_be_moved if {
	control.findings == set() with input as group({"members": {"limit_percent": 85}, "parameters": {"share": 0.9}})
}

test_smaller_group_is_satisfied if {
	control.applies with input as group({"members": {"limit_percent": 79}})
	control.findings == set() with input as group({"members": {"limit_percent": 79}})
	control.undecided == set() with input as group({"members": {"limit_percent": 79}})
}

test_group_over_the_limit_is_left_to_cfg_13 if {
	over := {"members": {"limit_percent": 101}, "writeback": {"over_limit": true}}
	not control.applies with input as group(over)
	control.findings == set() with input as group(over)
}

test_group_that_is_not_written_is_not_applicable if {
	every expected in ["no", "unknown"] {
		not control.applies with input as group({"members": {"limit_percent": 90}, "writeback": {"expected": expected}})
		control.findings == set() with input as group({"members": {"limit_percent": 90}, "writeback": {"expected": expected}})
	}
}

test_unread_members_are_undecided_unless_enough_were_read if {
	control.undecided == {"the cloud members were not read completely"} with input as group({"members": {"cloud": "partial", "limit_percent": 3}})
	control.findings == {{"percent": fixtures.at_least(90)}} with input as group({"members": {"cloud": "partial", "limit_percent": 90}})
}

test_unknown_limit_is_undecided if {
	count(control.undecided) == 1 with input as group({"writeback": {"limit": null}})
	control.findings == set() with input as group({"writeback": {"limit": null}})
}

test_unknown_engine_is_undecided_near_the_limit if {
	near := {"members": {"limit_percent": 90}}
	engine := object.union(near, {"writeback": {"expected": "unknown", "v2": {"state": "unknown"}}})
	control.undecided == {"which engine writes the group is not known: export onPremisesSynchronization and synchronizationJobs"} with input as group(engine)
	control.undecided == {"whether the group is written is not known"} with input as group(object.union(near, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group({"members": {"limit_percent": 90}, "writeback": {"expected": "unknown"}})
	count(control.undecided) == 1 with input as group({"writeback": {"expected": "unknown", "limit": null}})
	control.undecided == set() with input as group({"writeback": {"expected": "unknown"}})
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"members": {"cloud": "absent", "limit_percent": 0}}
	count(control.undecided) > 0 with input as group(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group(object.union(unread, {"writeback": {"expected": "no"}}))
}

group(facts) := object.union(object.union(fixtures.security_group_written, {"parameters": {"share": 0.8}}), facts)
