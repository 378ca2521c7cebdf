package controls.tenant.setting_in_us_gov_test

import data.controls.tenant.setting_in_us_gov as control
import data.fixtures

test_setting_false_in_us_gov_is_reported if {
	control.findings == {{"attribute": "NewUnifiedGroupWritebackDefault"}} with input as tenant("usgov", {"setting": false})
}

test_other_setting_is_satisfied if {
	every value in [true, null] {
		control.applies with input as tenant("usgov", {"setting": value})
		control.findings == set() with input as tenant("usgov", {"setting": value})
		control.undecided == set() with input as tenant("usgov", {"setting": value})
	}
}

test_other_cloud_or_tenant_without_v2_is_not_applicable if {
	every subject in [tenant("global", {"setting": false}), tenant("china", {"setting": false}), tenant("usgov", {"setting": false, "v2": "off"})] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_unread_settings_are_undecided if {
	unread := tenant("usgov", {"setting": null, "setting_read": false})
	control.undecided == {"the tenant settings were not read"} with input as unread
	control.findings == set() with input as unread
}

test_unread_engine_is_undecided if {
	control.undecided == {"whether V2 is on was not read"} with input as tenant("usgov", {"setting": false, "v2": "unknown"})
	control.undecided == set() with input as tenant("usgov", {"setting": true, "v2": "unknown"})
}

tenant(cloud, facts) := object.union(fixtures.tenant, {
	"tenant": object.union({"v2": "on", "setting_read": true}, facts),
	"parameters": {"cloud": cloud},
})
