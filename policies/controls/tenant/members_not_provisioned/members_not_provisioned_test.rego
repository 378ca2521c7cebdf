package controls.tenant.members_not_provisioned_test

import data.controls.tenant.members_not_provisioned as control
import data.fixtures

test_switch_that_is_off_is_reported if {
	control.findings == {{"groups": fixtures.counted(9)}} with input as tenant("on", "off")
}

test_switch_that_is_on_is_satisfied if {
	control.applies with input as tenant("on", "on")
	control.findings == set() with input as tenant("on", "on")
	control.undecided == set() with input as tenant("on", "on")
}

test_tenant_without_cloud_sync_is_not_applicable if {
	every stated in ["off", "on", "unknown"] {
		not control.applies with input as tenant("off", stated)
		control.findings == set() with input as tenant("off", stated)
		control.undecided == set() with input as tenant("off", stated)
	}
}

test_what_nobody_stated_is_undecided_and_says_where_to_look if {
	some reason in control.undecided with input as tenant("on", "unknown")
	contains(reason, "state cloudsync.onpremises_users")
	control.findings == set() with input as tenant("on", "unknown")
}

test_unread_engine_is_undecided if {
	every stated in ["off", "unknown"] {
		some reason in control.undecided with input as tenant("unknown", stated)
		startswith(reason, "whether cloud sync is on was not read")
		control.findings == set() with input as tenant("unknown", stated)
	}
	control.undecided == set() with input as tenant("unknown", "on")
}

test_move_to_cloud_sync_is_judged_before_it_is_on if {
	every target, state in {"cloudsync": "off", "soa": "unknown"} {
		moving := object.union(tenant(state, "off"), {"tenant": {"target": target}, "move": {"candidates": 4}})
		control.findings == {{"groups": fixtures.counted(13)}} with input as moving
		control.undecided == set() with input as moving
	}
}

test_groups_that_may_be_written_or_move_make_the_count_the_least if {
	every open in [{"totals": {"cloudsync": {"written": fixtures.at_least(9)}}}, {"move": {"undecided": 1}}] {
		control.findings == {{"groups": fixtures.at_least(9)}} with input as object.union(tenant("on", "off"), open)
	}
}

tenant(state, stated) := object.union(fixtures.tenant, {
	"tenant": {"cloudsync": state, "onpremises_users": stated},
	"totals": {"cloudsync": {"written": fixtures.counted(9)}},
	"move": {"candidates": 0, "undecided": 0},
})
