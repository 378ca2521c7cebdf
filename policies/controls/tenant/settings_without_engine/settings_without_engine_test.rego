package controls.tenant.settings_without_engine_test

import data.controls.tenant.settings_without_engine as control
import data.fixtures

test_settings_that_no_engine_reads_are_counted_once if {
	control.findings == {{"groups": fixtures.counted(13)}} with input as tenant({"v1": "off"}, 3, 10)
}

test_groups_that_were_read_are_counted_although_another_was_not if {
	others := fixtures.at_least(3)
	control.findings == {{"groups": fixtures.at_least(13)}} with input as tenant({"v1": "off"}, others, fixtures.at_least(10))
	control.findings == {{"groups": others}} with input as tenant({"v1": "on"}, others, fixtures.at_least(10))
	control.undecided != set() with input as tenant({"v1": "on"}, others, fixtures.at_least(10))
}

test_microsoft_365_groups_are_written_by_v1_all_the_same if {
	control.findings == {{"groups": fixtures.counted(3)}} with input as tenant({"v1": "on"}, 3, 10)
	control.findings == set() with input as tenant({"v1": "on"}, 0, 10)
	control.undecided == set() with input as tenant({"v1": "on"}, 0, 10)
}

test_tenant_without_such_settings_is_satisfied if {
	control.applies with input as tenant({"v1": "off"}, 0, 0)
	control.findings == set() with input as tenant({"v1": "off"}, 0, 0)
	control.undecided == set() with input as tenant({"v1": "off"}, 0, 0)
}

test_tenant_with_v2_is_not_applicable if {
	not control.applies with input as tenant({"v2": "on"}, 3, 10)
	control.findings == set() with input as tenant({"v2": "on"}, 3, 10)
	control.undecided == set() with input as tenant({"v2": "on"}, null, null)
}

test_unread_engines_are_undecided_where_there_are_settings if {
	control.undecided == {"whether V2 is on was not read"} with input as tenant({"v2": "unknown"}, 3, 10)
	control.undecided == {"whether V1 is on was not read"} with input as tenant({"v1": "unknown"}, 0, 10)
	control.findings == {{"groups": fixtures.counted(3)}} with input as tenant({"v1": "unknown"}, 3, 10)
	control.undecided == set() with input as tenant({"v2": "unknown"}, 0, 0)
}

test_unread_configuration_is_undecided if {
	undecided := {"writebackConfiguration or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected"}
	every v1 in ["on", "off"] {
		control.undecided == undecided with input as tenant({"v1": v1}, null, null)
		control.findings == set() with input as tenant({"v1": v1}, null, null)
	}
}

tenant(facts, other, m365) := object.union(fixtures.tenant, {
	"tenant": object.union({"v2": "off"}, facts),
	"totals": {"configured": {"other_enabled": fixtures.counted(other), "m365_enabled": fixtures.counted(m365)}},
})

test_unread_engines_are_undecided_where_microsoft_365_groups_are_enabled if {
	enabled := {"totals": {"configured": {"other_enabled": fixtures.counted(0), "m365_enabled": fixtures.counted(4)}}}
	unknown := object.union(object.union(fixtures.tenant, enabled), {"tenant": {"v1": "unknown", "v2": "unknown"}})
	count(control.undecided) == 1 with input as unknown
	control.findings == set() with input as unknown
	control.undecided == set() with input as object.union(unknown, {"tenant": {"v1": "on"}})
}
