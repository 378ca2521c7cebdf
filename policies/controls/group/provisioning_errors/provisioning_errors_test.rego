package controls.group.provisioning_errors_test

import data.controls.group.provisioning_errors as control
import data.fixtures

test_errors_are_reported if {
	control.findings == {{"errors": 2}} with input as group({"cloud": {"provisioning_errors": 2}})
}

test_group_without_errors_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_synced_group_is_not_applicable if {
	not control.applies with input as group({"cloud": {"kind": "synced", "provisioning_errors": 2}})
	control.findings == set() with input as group({"cloud": {"kind": "synced", "provisioning_errors": 2}})
	not control.applies with input as fixtures.orphan
}

test_errors_that_were_not_collected_are_undecided if {
	unread := {"tenant": {"collected": {"provisioning_errors": false}}}
	control.undecided == {"onPremisesProvisioningErrors was not collected"} with input as group(unread)
	control.findings == set() with input as group(unread)
	control.undecided == set() with input as group(object.union(unread, {"cloud": {"kind": "synced"}}))
}

group(facts) := object.union(fixtures.m365_written, facts)
