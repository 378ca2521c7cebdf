package controls.tenant.null_with_setting_false_test

import data.controls.tenant.null_with_setting_false as control
import data.fixtures

test_undecided_groups_are_counted_once if {
	control.findings == {{"groups": fixtures.counted(15), "percent": 75}} with input as tenant({}, 15)
}

test_groups_that_were_read_are_counted_although_another_was_not if {
	finding := {"groups": fixtures.at_least(15), "percent": "unknown"}
	control.findings == {finding} with input as tenant({}, fixtures.at_least(15))
	control.undecided != set() with input as tenant({}, fixtures.at_least(15))
}

test_decided_groups_are_satisfied if {
	control.applies with input as tenant({}, 0)
	control.findings == set() with input as tenant({}, 0)
	control.undecided == set() with input as tenant({}, 0)
}

test_other_setting_or_tenant_without_v2_is_not_applicable if {
	every facts in [{"setting": true}, {"setting": null}, {"v2": "off"}] {
		not control.applies with input as tenant(facts, 15)
		control.findings == set() with input as tenant(facts, 15)
		control.undecided == set() with input as tenant(facts, null)
	}
}

test_explicit_required_leaves_the_groups_to_speak if {
	each := object.union(tenant({}, 15), {"parameters": {"explicit_required": true}})
	not control.applies with input as each
	control.findings == set() with input as each
	control.undecided == set() with input as object.union(each, {"tenant": {"v2": "unknown"}})
	control.undecided == set() with input as object.union(each, {"tenant": {"setting": null, "setting_read": false}})
}

test_unread_facts_are_undecided_where_groups_may_be_unset if {
	unread := {"setting": null, "setting_read": false}
	every groups in [15, null] {
		control.undecided == {"whether V2 is on was not read"} with input as tenant({"v2": "unknown"}, groups)
		control.undecided == {"the tenant settings were not read"} with input as tenant(unread, groups)
		control.findings == set() with input as tenant(unread, groups)
	}
	control.undecided == set() with input as tenant({"v2": "unknown"}, 0)
	control.undecided == set() with input as tenant(unread, 0)
	count(control.undecided) == 1 with input as tenant({}, null)
	control.findings == set() with input as tenant({}, null)
}

tenant(facts, groups) := object.union(fixtures.tenant, {
	"tenant": object.union({"v2": "on", "setting": false, "setting_read": true}, facts),
	"totals": {"m365": fixtures.counted(20), "configured": {"m365_unset": fixtures.counted(groups)}},
	"parameters": {"explicit_required": false},
})
