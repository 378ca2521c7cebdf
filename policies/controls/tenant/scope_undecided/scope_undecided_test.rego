package controls.tenant.scope_undecided_test

import data.controls.tenant.scope_undecided as control
import data.fixtures

test_groups_of_unknown_scope_are_counted if {
	control.findings == {{"groups": 11}} with input as tenant("on", "yes", 11)
}

test_known_scope_is_satisfied if {
	control.applies with input as tenant("on", "yes", 0)
	control.findings == set() with input as tenant("on", "yes", 0)
	control.undecided == set() with input as tenant("on", "yes", 0)
}

test_tenant_without_running_job_is_not_applicable if {
	every pair in [["off", "no"], ["off", "unknown"], ["on", "no"]] {
		not control.applies with input as tenant(pair[0], pair[1], 11)
		control.findings == set() with input as tenant(pair[0], pair[1], 11)
		control.undecided == set() with input as tenant(pair[0], pair[1], 11)
	}
}

test_unread_jobs_are_undecided if {
	every state in ["on", "unknown"] {
		control.undecided == {"whether a cloud sync job runs was not read"} with input as tenant(state, "unknown", 11)
		control.findings == set() with input as tenant(state, "unknown", 11)
	}
}

test_groups_of_unknown_kind_are_undecided if {
	subject := object.union(tenant("on", "yes", 0), {"totals": {"cloudsync": {"kind_unread": 2}}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

tenant(state, running, groups) := object.union(fixtures.tenant, {
	"tenant": {"cloudsync": state, "cloudsync_running": running},
	"totals": {"cloudsync": {"scope_undecided": groups}},
})
