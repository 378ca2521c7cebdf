package controls.tenant.schema_too_old_test

import data.controls.tenant.schema_too_old as control
import data.fixtures

test_older_schema_is_reported if {
	control.findings == {{"version": 69}} with input as tenant("on", 69)
}

test_new_schema_is_satisfied if {
	every version in [87, 88] {
		control.applies with input as tenant("on", version)
		control.findings == set() with input as tenant("on", version)
		control.undecided == set() with input as tenant("on", version)
	}
}

test_tenant_without_cloud_sync_is_not_applicable if {
	every version in [69, null] {
		not control.applies with input as tenant("off", version)
		control.findings == set() with input as tenant("off", version)
		control.undecided == set() with input as tenant("off", version)
	}
}

test_unread_version_is_undecided if {
	count(control.undecided) == 1 with input as tenant("on", null)
	control.findings == set() with input as tenant("on", null)
}

test_unknown_engine_matters_only_for_an_older_schema if {
	count(control.undecided) == 1 with input as tenant("unknown", 69)
	count(control.undecided) == 1 with input as tenant("unknown", null)
	control.findings == set() with input as tenant("unknown", 69)
	control.undecided == set() with input as tenant("unknown", 88)
}

test_move_to_cloud_sync_is_judged_before_it_is_on if {
	every target, state in {"cloudsync": "off", "soa": "unknown"} {
		moving := object.union(tenant(state, 69), {"tenant": {"target": target}})
		control.findings == {{"version": 69}} with input as moving
		control.undecided == set() with input as moving
	}
}

tenant(cloudsync, version) := object.union(fixtures.tenant, {
	"tenant": {"cloudsync": cloudsync, "forest": {"schema_version": version}},
	"parameters": {"version": 87},
})
