package controls.tenant.too_old_for_cloud_sync_test

import data.controls.tenant.too_old_for_cloud_sync as control
import data.fixtures

test_old_server_is_reported if {
	control.findings == {{"attribute": "synchronizationClientVersion"}} with input as tenant({"sync": {"version": [2, 2, 1, 0]}})
}

test_new_server_is_satisfied if {
	every version in [[2, 2, 8, 0], [2, 5, 79, 0]] {
		control.applies with input as tenant({"sync": {"version": version}})
		control.findings == set() with input as tenant({"sync": {"version": version}})
		control.undecided == set() with input as tenant({"sync": {"version": version}})
	}
}

test_floor_can_be_moved if {
	moved := object.union(tenant({"sync": {"version": [2, 9, 0, 0]}}), {"parameters": {"floor": "2.9.1"}})
	count(control.findings) == 1 with input as moved
}

test_tenant_without_cloud_sync_is_not_applicable if {
	not control.applies with input as tenant(object.union({"sync": {"version": [2, 2, 1, 0]}}, {"cloudsync": "off"}))
	control.findings == set() with input as tenant(object.union({"sync": {"version": [2, 2, 1, 0]}}, {"cloudsync": "off"}))
	control.undecided == set() with input as tenant({"cloudsync": "off", "sync": {"version": []}})
}

test_unread_version_is_undecided if {
	control.undecided == {"the version of the Connect server was not read, or its export and the sync configuration say different ones: export both again"} with input as tenant({"sync": {"version": []}})
	control.findings == set() with input as tenant({"sync": {"version": []}})
}

test_unread_engine_is_undecided_where_the_server_is_old if {
	control.undecided == {"whether cloud sync is on was not read"} with input as tenant(object.union({"sync": {"version": [2, 2, 1, 0]}}, {"cloudsync": "unknown"}))
	control.undecided == set() with input as tenant({"cloudsync": "unknown"})
}

test_older_causes_come_first if {
	old := {"sync": {"version": [2, 0, 25, 1]}, "below_floor": "yes"}
	control.findings == set() with input as tenant(object.union(old, {"v2": "on"}))
	control.findings == set() with input as tenant(object.union(old, {"v1": "on", "v2": "off"}))
	not control.applies with input as tenant(object.union(old, {"v1": "on", "v2": "off"}))
	count(control.findings) == 1 with input as tenant(object.union(old, {"v1": "off", "v2": "off"}))
}

test_move_to_cloud_sync_is_judged_before_it_is_on if {
	every target, state in {"cloudsync": "off", "soa": "unknown"} {
		count(control.findings) == 1 with input as tenant({"cloudsync": state, "target": target, "sync": {"version": [2, 2, 1, 0]}})
		control.undecided == set() with input as tenant({"cloudsync": state, "target": target})
	}
	not control.applies with input as tenant({"cloudsync": "off", "target": "v1"})
}

tenant(facts) := object.union(fixtures.tenant, {
	"tenant": object.union({"cloudsync": "on"}, facts),
	"parameters": {"floor": "2.2.8.0"},
})
