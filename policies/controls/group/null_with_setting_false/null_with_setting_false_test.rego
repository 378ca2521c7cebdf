package controls.group.null_with_setting_false_test

import data.controls.group.null_with_setting_false as control
import data.fixtures

test_unset_group_is_reported_where_each_must_be_explicit if {
	control.findings == {{"attribute": "isEnabled"}} with input as group({})
	control.undecided == set() with input as group({})
}

test_without_explicit_required_the_tenant_speaks if {
	quiet := group({"parameters": {"explicit_required": false}})
	not control.applies with input as quiet
	control.findings == set() with input as quiet
	control.undecided == set() with input as object.union(quiet, {"tenant": {"setting": null, "setting_read": false}})
}

test_explicit_group_is_not_applicable if {
	every enabled in [true, false] {
		not control.applies with input as group({"cloud": {"configuration": {"is_enabled": enabled}}})
		control.findings == set() with input as group({"cloud": {"configuration": {"is_enabled": enabled}}})
	}
}

test_other_setting_is_left_to_cfg_04 if {
	every value in [true, null] {
		not control.applies with input as group({"tenant": {"setting": value}})
		control.findings == set() with input as group({"tenant": {"setting": value}})
		control.undecided == set() with input as group({"tenant": {"setting": value, "v2": "unknown"}})
	}
}

test_security_group_and_tenant_without_v2_are_not_applicable if {
	every facts in [{"cloud": {"kind": "security"}}, {"tenant": {"v2": "off"}}] {
		not control.applies with input as group(facts)
		control.findings == set() with input as group(facts)
		control.undecided == set() with input as group(facts)
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether V2 is on was not read"} with input as group({"tenant": {"v2": "unknown"}})
	control.undecided == {"the tenant settings were not read"} with input as group({"tenant": {"setting": null, "setting_read": false}})
	undecided := {"the kind or the configuration of the group was not read"}
	control.undecided == undecided with input as group({"cloud": {"kind": "unknown"}})
	missing := json.remove(group({}), ["/cloud/configuration"])
	control.undecided == undecided with input as missing
	control.findings == set() with input as missing
}

group(facts) := object.union(
	object.union(fixtures.m365_implicit, {
		"tenant": {"v2": "on", "setting": false, "setting_read": true},
		"parameters": {"explicit_required": true},
	}),
	facts,
)
