package controls.change.engine_switched_test

import data.controls.change.engine_switched as control
import data.fixtures

test_switch_is_reported if {
	found := {{"part": "groupWriteBackEnabled", "switch": "groupWriteBackEnabled", "from": "on", "to": "off"}}
	control.findings == found with input as tenant({"turned": [{"name": "groupWriteBackEnabled", "from": "on", "to": "off"}]})
}

test_tenant_as_before_is_satisfied if {
	control.applies with input as fixtures.change_tenant
	control.findings == set() with input as fixtures.change_tenant
	control.undecided == set() with input as fixtures.change_tenant
}

test_other_changes_are_not_applicable if {
	not control.applies with input as fixtures.change_group
}

test_unread_switch_is_undecided if {
	control.undecided == {"cloudSync was not read in both snapshots"} with input as tenant({"unread": ["cloudSync"]})
}

tenant(switches) := object.union(fixtures.change_tenant, {"switches": switches})
