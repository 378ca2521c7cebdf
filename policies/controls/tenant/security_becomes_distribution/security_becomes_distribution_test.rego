package controls.tenant.security_becomes_distribution_test

import data.controls.tenant.security_becomes_distribution as control
import data.fixtures

test_security_copies_of_microsoft_365_groups_are_counted if {
	control.findings == {{"groups": fixtures.counted(7)}} with input as tenant("on", "on", 7)
}

test_copies_of_groups_that_were_read_are_counted_although_another_was_not if {
	control.findings == {{"groups": fixtures.at_least(7)}} with input as tenant("on", "on", fixtures.at_least(7))
	control.undecided == {"whether V1 and V2 are on was not read"} with input as tenant("on", "unknown", fixtures.at_least(7))
}

test_tenant_without_them_is_satisfied if {
	control.applies with input as tenant("on", "on", 0)
	control.findings == set() with input as tenant("on", "on", 0)
	control.undecided == set() with input as tenant("on", "on", 0)
}

test_tenant_with_one_engine_is_not_applicable if {
	every pair in [["on", "off"], ["off", "on"], ["off", "unknown"]] {
		not control.applies with input as tenant(pair[0], pair[1], 7)
		control.findings == set() with input as tenant(pair[0], pair[1], 7)
		control.undecided == set() with input as tenant(pair[0], pair[1], null)
	}
}

test_unread_switch_is_undecided_where_there_may_be_some if {
	every groups in [7, null] {
		control.undecided == {"whether V1 and V2 are on was not read"} with input as tenant("on", "unknown", groups)
		control.findings == set() with input as tenant("on", "unknown", groups)
	}
	control.undecided == set() with input as tenant("on", "unknown", 0)
}

test_unread_side_is_undecided if {
	undecided := {"which Microsoft 365 groups have security copies is not known of all"}
	control.undecided == undecided with input as tenant("on", "on", null)
	control.findings == set() with input as tenant("on", "on", null)
}

tenant(v1, v2, groups) := object.union(fixtures.tenant, {
	"tenant": {"v1": v1, "v2": v2},
	"totals": {"copies": {"m365_security": fixtures.counted(groups)}},
})
