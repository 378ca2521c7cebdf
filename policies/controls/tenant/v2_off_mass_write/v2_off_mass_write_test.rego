package controls.tenant.v2_off_mass_write_test

import data.controls.tenant.v2_off_mass_write as control
import data.fixtures

test_disabled_groups_without_copy_are_reported if {
	control.findings == {{"groups": fixtures.counted(7)}} with input as tenant({}, {"m365_disabled": 9, "m365_disabled_absent": 7})
}

test_groups_that_were_read_are_reported_although_another_was_not if {
	subject := tenant({}, {"m365_disabled": fixtures.at_least(9), "m365_disabled_absent": fixtures.at_least(7)})
	control.findings == {{"groups": fixtures.at_least(7)}} with input as subject
	control.undecided != set() with input as subject
}

test_disabled_groups_that_all_have_a_copy_are_left_to_eng_04 if {
	control.applies with input as tenant({}, {"m365_disabled": 9, "m365_disabled_absent": 0})
	control.findings == set() with input as tenant({}, {"m365_disabled": 9, "m365_disabled_absent": 0})
	control.undecided == set() with input as tenant({}, {"m365_disabled": 9, "m365_disabled_absent": 0})
}

test_tenant_with_one_engine_only_is_not_applicable if {
	every off in [{"v1": "off"}, {"v2": "off"}, {"v1": "off", "v2": "unknown"}] {
		not control.applies with input as tenant(off, {"m365_disabled_absent": null})
		control.undecided == set() with input as tenant(off, {"m365_disabled_absent": null})
		control.findings == set() with input as tenant(off, {"m365_disabled_absent": 7})
	}
}

test_unread_switches_are_undecided_where_groups_may_appear if {
	every absent in [7, null] {
		every unread in [{"v1": "unknown"}, {"v2": "unknown"}, {"v1": "unknown", "v2": "unknown"}] {
			control.findings == set() with input as tenant(unread, {"m365_disabled": 9, "m365_disabled_absent": absent})
			count(control.undecided) == 1 with input as tenant(unread, {"m365_disabled": 9, "m365_disabled_absent": absent})
		}
	}
}

test_unread_switches_do_not_matter_without_disabled_groups if {
	control.undecided == set() with input as tenant({"v1": "unknown"}, {"m365_disabled_absent": 0})
}

test_unread_configuration_or_directory_is_undecided if {
	every unread in [{"m365_disabled": null, "m365_disabled_absent": null}, {"m365_disabled": 3, "m365_disabled_absent": null}] {
		count(control.undecided) == 1 with input as tenant({}, unread)
		control.findings == set() with input as tenant({}, unread)
	}
}

tenant(facts, totals) := object.union(fixtures.tenant, {
	"tenant": object.union({"v1": "on", "v2": "on"}, facts),
	"totals": {k: fixtures.counted(n) | some k, n in totals},
})
