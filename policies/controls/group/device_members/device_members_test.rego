package controls.group.device_members_test

import data.controls.group.device_members as control
import data.fixtures

test_devices_that_are_not_written_are_reported if {
	control.findings == {{"devices": fixtures.counted(3)}} with input as group(3, "off", {})
}

test_group_without_devices_is_satisfied if {
	control.applies with input as group(0, "off", {})
	control.findings == set() with input as group(0, "off", {})
	control.undecided == set() with input as group(0, "off", {})
	control.undecided == set() with input as group(0, "unknown", {})
}

test_tenant_that_writes_devices_is_not_applicable if {
	not control.applies with input as group(3, "on", {})
	control.findings == set() with input as group(3, "on", {})
	control.undecided == set() with input as group(3, "on", {"members": {"cloud": "absent"}})
	control.undecided == set() with input as group(3, "on", {"writeback": {"expected": "unknown"}})
}

test_cloud_sync_writes_no_devices if {
	by_cloud_sync := {"writeback": {"engine": "cloudsync"}}
	control.findings == {{"devices": fixtures.counted(3)}} with input as group(3, "on", by_cloud_sync)
	control.findings == {{"devices": fixtures.counted(3)}} with input as group(3, "unknown", by_cloud_sync)
	control.undecided == set() with input as group(3, "unknown", by_cloud_sync)
	control.findings == set() with input as group(0, "on", by_cloud_sync)
}

test_unknown_engine_may_write_devices if {
	by_one_of_them := {"writeback": {"engine": ""}}
	control.undecided == {"whether devices are written is not known"} with input as group(3, "on", by_one_of_them)
	control.findings == set() with input as group(3, "on", by_one_of_them)
	control.findings == {{"devices": fixtures.counted(3)}} with input as group(3, "off", by_one_of_them)
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as group(3, "off", {"writeback": {"expected": "no"}})
	control.findings == set() with input as group(3, "off", {"writeback": {"expected": "no"}})
	control.undecided == set() with input as group(3, "unknown", {"writeback": {"expected": "no"}})
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether devices are written is not known"} with input as group(3, "unknown", {})
	control.undecided == {"whether the group is written is not known"} with input as group(3, "off", {"writeback": {"expected": "unknown"}})
	control.undecided == set() with input as group(0, "off", {"writeback": {"expected": "unknown"}})
	control.undecided == {"the cloud members were not read completely"} with input as group(0, "off", {"members": {"cloud": "partial"}})
	control.findings == {{"devices": fixtures.at_least(3)}} with input as group(3, "off", {"members": {"cloud": "partial"}})
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"members": {"cloud": "partial"}}
	count(control.undecided) > 0 with input as group(0, "off", object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group(0, "off", object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group(0, "off", object.union(unread, {"writeback": {"expected": "no"}}))
}

group(devices, state, facts) := object.union(
	object.union(fixtures.security_group_written, {
		"members": {"classes": {"device": devices}},
		"tenant": {"device_writeback": state},
	}),
	facts,
)
