package controls.tenant.nested_groups_count_once_test

import data.controls.tenant.nested_groups_count_once as control
import data.fixtures

test_nested_groups_of_cloud_sync_are_counted if {
	control.findings == {{"groups": 4}} with input as tenant("on", {"written": fixtures.counted(9), "nested": 4}, 0)
}

test_flat_groups_are_satisfied if {
	control.applies with input as tenant("on", {"written": fixtures.counted(9)}, 0)
	control.findings == set() with input as tenant("on", {"written": fixtures.counted(9)}, 0)
	control.undecided == set() with input as tenant("on", {"written": fixtures.counted(9)}, 0)
}

test_tenant_without_cloud_sync_is_not_applicable if {
	not control.applies with input as tenant("off", {}, 7)
	control.findings == set() with input as tenant("off", {}, 7)
	control.undecided == set() with input as tenant("off", {}, 7)
}

test_groups_of_unknown_engine_are_undecided if {
	undecided := {"which groups cloud sync writes is not known of all of them"}
	control.undecided == undecided with input as tenant("on", {"written": fixtures.counted(9)}, 7)
	control.undecided == undecided with input as tenant("unknown", {}, 7)
}

test_unread_members_are_undecided_where_nothing_nested_was_seen if {
	count(control.undecided) == 1 with input as tenant("on", {"written": fixtures.counted(9), "nested_unread": 2}, 0)
	control.findings == set() with input as tenant("on", {"written": fixtures.counted(9), "nested_unread": 2}, 0)
	control.undecided == set() with input as tenant("on", {"written": fixtures.counted(9), "nested": 1, "nested_unread": 2}, 0)
}

tenant(state, cloudsync, undecided) := object.union(fixtures.tenant, {
	"tenant": {"cloudsync": state},
	"totals": {"cloudsync": cloudsync, "undecided": undecided},
})
