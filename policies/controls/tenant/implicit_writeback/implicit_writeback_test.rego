package controls.tenant.implicit_writeback_test

import data.controls.tenant.implicit_writeback as control
import data.fixtures

test_groups_written_by_default_are_counted_once if {
	control.findings == {{"groups": fixtures.counted(15), "m365": fixtures.counted(20), "percent": 75}} with input as tenant({}, {"m365_implicit": 15})
}

test_groups_that_were_read_are_counted_although_another_was_not if {
	subject := tenant({}, {"m365": fixtures.at_least(20), "m365_implicit": fixtures.at_least(15)})
	finding := {"groups": fixtures.at_least(15), "m365": fixtures.at_least(20), "percent": "unknown"}
	control.findings == {finding} with input as subject
	control.undecided != set() with input as subject
}

test_groups_decided_one_by_one_are_satisfied if {
	control.applies with input as tenant({}, {"m365_implicit": 0})
	control.findings == set() with input as tenant({}, {"m365_implicit": 0})
	control.undecided == set() with input as tenant({}, {"m365_implicit": 0})
}

test_setting_false_is_left_to_cfg_05 if {
	not control.applies with input as tenant({"setting": false}, {"m365_implicit": 15})
	control.findings == set() with input as tenant({"setting": false}, {"m365_implicit": 15})
}

test_tenant_without_v2_is_not_applicable if {
	not control.applies with input as tenant({"v2": "off"}, {"m365_implicit": null})
	control.undecided == set() with input as tenant({"v2": "off"}, {"m365_implicit": null})
}

test_tenant_without_microsoft_365_groups_is_satisfied_only_if_that_is_known if {
	control.applies with input as tenant({}, {"m365": 0, "m365_implicit": 0})
	control.undecided == set() with input as tenant({}, {"m365": 0, "m365_implicit": 0})
	count(control.undecided) == 1 with input as tenant({}, {"m365": 0, "m365_implicit": null})
}

test_explicit_required_leaves_the_groups_to_speak if {
	subject := object.union(tenant({}, {"m365_implicit": 15}), {"parameters": {"explicit_required": true}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_unread_engine_is_undecided if {
	control.undecided == {"whether V2 is on was not read"} with input as tenant({"v2": "unknown"}, {"m365_implicit": null})
	control.undecided == set() with input as tenant({"v2": "unknown"}, {"m365_implicit": 0})
}

test_unread_settings_are_undecided if {
	unread := {"setting": null, "setting_read": false}
	control.undecided == {"the tenant settings were not read"} with input as tenant(unread, {"m365_implicit": 15})
	control.findings == set() with input as tenant(unread, {"m365_implicit": 15})
}

test_unread_configuration_is_undecided if {
	count(control.undecided) == 1 with input as tenant({}, {"m365_implicit": null})
	control.findings == set() with input as tenant({}, {"m365_implicit": null})
}

test_nothing_is_undecided_where_nothing_would_be_reported if {
	unread := {"setting": null, "setting_read": false}
	control.undecided == set() with input as tenant({"v2": "unknown", "setting": false}, {"m365_implicit": null})
	control.undecided == set() with input as tenant({"setting": false}, {"m365_implicit": null})
	control.undecided == set() with input as tenant(unread, {"m365_implicit": 0})
	control.undecided == set() with input as tenant(object.union(unread, {"v2": "off"}), {"m365_implicit": 3})
}

tenant(facts, totals) := object.union(fixtures.tenant, {
	"tenant": object.union({"v2": "on", "setting": true, "setting_read": true}, facts),
	"totals": {k: fixtures.counted(n) | some k, n in object.union({"m365": 20}, totals)},
	"parameters": {"explicit_required": false},
})
