package controls.group.implicit_writeback_test

import data.controls.group.implicit_writeback as control
import data.fixtures

test_group_written_by_default_is_reported_where_each_must_be_explicit if {
	control.findings == {{"attribute": "isEnabled"}} with input as group({})
}

test_group_that_is_not_written_is_satisfied if {
	subject := group({"writeback": {"v2": {"expected": "no"}}})
	control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_without_explicit_required_the_tenant_speaks if {
	subject := group({"parameters": {"explicit_required": false}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_decided_group_is_not_applicable if {
	every enabled in [true, false] {
		subject := group({"cloud": {"configuration": {"is_enabled": enabled}}})
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_setting_false_is_left_to_cfg_05 if {
	not control.applies with input as group({"tenant": {"setting": false}})
	control.findings == set() with input as group({"tenant": {"setting": false}})
}

test_security_group_and_tenant_without_v2_are_not_applicable if {
	not control.applies with input as group({"cloud": {"kind": "security"}})
	not control.applies with input as group({"tenant": {"v2": "off"}})
	control.undecided == set() with input as group({"tenant": {"v2": "off"}})
}

test_unread_engine_is_undecided if {
	control.undecided == {"whether V2 is on was not read"} with input as group({"tenant": {"v2": "unknown"}})
	control.findings == set() with input as group({"tenant": {"v2": "unknown"}})
}

test_unread_settings_are_undecided if {
	subject := group({"tenant": {"setting": null, "setting_read": false}})
	control.undecided == {"the tenant settings were not read"} with input as subject
	control.findings == set() with input as subject
}

test_missing_configuration_is_undecided if {
	subject := json.remove(group({"writeback": {"v2": {"expected": "unknown"}}}), ["/cloud/configuration"])
	control.undecided == {"what V2 does with the group is not known"} with input as subject
	control.findings == set() with input as subject
}

test_missing_configuration_is_never_reported if {
	control.findings == set() with input as json.remove(group({}), ["/cloud/configuration"])
}

test_unread_kind_is_undecided if {
	subject := group({"cloud": {"kind": "unknown"}, "writeback": {"v2": {"expected": "unknown"}}})
	control.undecided == {"what V2 does with the group is not known"} with input as subject
}

test_nothing_is_undecided_where_nothing_would_be_reported if {
	doubts := [
		{"tenant": {"v2": "unknown"}},
		{"tenant": {"setting_read": false}},
		{"writeback": {"v2": {"expected": "unknown"}}},
	]
	every doubt in doubts {
		control.undecided == set() with input as group(object.union(doubt, {"parameters": {"explicit_required": false}}))
	}
}

group(facts) := object.union(
	object.union(fixtures.m365_implicit, {
		"tenant": {"v2": "on", "setting": null, "setting_read": true},
		"writeback": {"v2": {"expected": "yes"}},
		"parameters": {"explicit_required": true},
	}),
	facts,
)
