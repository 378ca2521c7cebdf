package controls.tenant.setting_disagrees_test

import data.controls.tenant.setting_disagrees as control
import data.fixtures

test_false_and_new_groups_that_are_not_is_reported if {
	expected := {{"attribute": "isEnabled", "setting": "false", "groups": 3, "created": 7, "unset": 1}}
	control.findings == expected with input as tenant(false, {"m365_unset": 1, "m365_enabled": 2, "m365_disabled": 4})
}

test_true_and_new_groups_that_are_false_is_reported if {
	expected := {{"attribute": "isEnabled", "setting": "true", "groups": 4, "created": 7, "unset": 0}}
	control.findings == expected with input as tenant(true, {"m365_unset": 1, "m365_enabled": 2, "m365_disabled": 4})
}

test_new_groups_with_the_value_are_satisfied if {
	every pair in [[false, {"m365_disabled": 4}], [true, {"m365_enabled": 4, "m365_unset": 2}]] {
		control.applies with input as tenant(pair[0], pair[1])
		control.findings == set() with input as tenant(pair[0], pair[1])
		control.undecided == set() with input as tenant(pair[0], pair[1])
	}
}

test_unset_setting_and_no_new_group_are_not_applicable if {
	not control.applies with input as tenant(null, {"m365_disabled": 4})
	not control.applies with input as tenant(false, {"security": 4})
	control.findings == set() with input as tenant(null, {"m365_disabled": 4})
}

test_tenant_without_connect_engine_is_not_applicable if {
	off := object.union(tenant(false, {"m365_enabled": 4, "unread": 1}), {"tenant": {"v1": "off", "v2": "off"}})
	not control.applies with input as off
	control.undecided == set() with input as off
}

test_setting_changed_since_or_unread_is_undecided if {
	every pair in [["no", "the setting was changed after the earlier snapshot: give one taken since"], ["unknown", "the setting was not read in this and the earlier snapshot"]] {
		subject := object.union(tenant(false, {"m365_enabled": 4}), {"history": {"setting_kept": pair[0]}})
		control.undecided == {pair[1]} with input as subject
		control.findings == set() with input as subject
	}
}

test_unread_configuration_is_undecided if {
	count(control.undecided) == 1 with input as tenant(false, {"m365_disabled": 1, "unread": 1})
}

tenant(setting, new) := object.union(fixtures.tenant, {
	"tenant": {"setting": setting},
	"history": {"given": true, "setting_kept": "yes", "new": new},
})
