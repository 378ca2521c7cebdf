package controls.tenant.left_by_v1_test

import data.controls.tenant.left_by_v1 as control
import data.fixtures

test_copies_of_disabled_groups_are_counted_once if {
	control.findings == {{"groups": fixtures.counted(12)}} with input as tenant("on", "on", 12)
}

test_copies_of_groups_that_were_read_are_reported_although_another_was_not if {
	control.findings == {{"groups": fixtures.at_least(12)}} with input as tenant("on", "on", fixtures.at_least(12))
	control.undecided == {"whether V1 and V2 are on was not read"} with input as tenant("unknown", "on", fixtures.at_least(12))
}

test_tenant_without_such_copies_is_satisfied if {
	control.applies with input as tenant("on", "on", 0)
	control.findings == set() with input as tenant("on", "on", 0)
	control.undecided == set() with input as tenant("on", "on", 0)
}

test_tenant_with_one_engine_is_not_applicable if {
	every pair in [["on", "off"], ["off", "on"], ["off", "unknown"]] {
		not control.applies with input as tenant(pair[0], pair[1], 12)
		control.findings == set() with input as tenant(pair[0], pair[1], 12)
		control.undecided == set() with input as tenant(pair[0], pair[1], null)
	}
}

test_unread_switch_is_undecided_where_there_may_be_copies if {
	every groups in [12, null] {
		control.undecided == {"whether V1 and V2 are on was not read"} with input as tenant("unknown", "on", groups)
		control.findings == set() with input as tenant("unknown", "on", groups)
	}
	control.undecided == set() with input as tenant("unknown", "on", 0)
}

test_unread_side_is_undecided if {
	control.undecided == {"what V1 left is not known of all Microsoft 365 groups"} with input as tenant("on", "on", null)
	control.findings == set() with input as tenant("on", "on", null)
}

tenant(v1, v2, groups) := object.union(fixtures.tenant, {
	"tenant": {"v1": v1, "v2": v2},
	"totals": {"copies": {"left_by_v1": fixtures.counted(groups)}},
})
