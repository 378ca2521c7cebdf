package controls.tenant.automatic_writeback_test

import data.controls.tenant.automatic_writeback as control
import data.fixtures

test_setting_true_is_reported if {
	control.findings == {{"explicit": true, "settings_object": true}} with input as tenant({"setting": true})
}

test_unset_setting_counts_as_true if {
	control.findings == {{"explicit": false, "settings_object": true}} with input as tenant({"setting": null})
}

test_tenant_without_settings_object_is_reported if {
	facts := {"setting": null, "settings_object": false, "setting_object": false}
	control.findings == {{"explicit": false, "settings_object": false}} with input as tenant(facts)
}

test_setting_false_is_satisfied if {
	control.applies with input as tenant({"setting": false})
	control.findings == set() with input as tenant({"setting": false})
	control.undecided == set() with input as tenant({"setting": false})
}

test_tenant_without_v2_is_not_applicable if {
	not control.applies with input as tenant({"v2": "off", "setting": null, "setting_read": false})
	control.undecided == set() with input as tenant({"v2": "off", "setting": null, "setting_read": false})
}

test_unread_engine_is_undecided_unless_the_setting_is_false if {
	control.undecided == {"whether V2 is on was not read"} with input as tenant({"v2": "unknown", "setting": true})
	control.findings == set() with input as tenant({"v2": "unknown", "setting": true})
	control.undecided == set() with input as tenant({"v2": "unknown", "setting": false})
}

test_unread_settings_are_undecided_not_unset if {
	control.undecided == {"the tenant settings were not read"} with input as tenant({"setting": null, "setting_read": false})
	control.findings == set() with input as tenant({"setting": null, "setting_read": false})
}

tenant(facts) := object.union(fixtures.tenant, {"tenant": facts})
