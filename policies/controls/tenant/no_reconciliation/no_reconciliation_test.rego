package controls.tenant.no_reconciliation_test

import data.controls.tenant.no_reconciliation as control
import data.fixtures

test_differences_that_nobody_mends_are_counted_once if {
	counts := {"written": fixtures.counted(9), "differing": 3, "drifted": 2, "foreign": 2}
	control.findings == {{"groups": fixtures.counted(3), "drifted": fixtures.counted(2), "foreign": fixtures.counted(2)}} with input as tenant("on", counts, 0)
}

test_equal_copies_are_satisfied if {
	control.applies with input as tenant("on", {"written": fixtures.counted(9)}, 0)
	control.findings == set() with input as tenant("on", {"written": fixtures.counted(9)}, 0)
	control.undecided == set() with input as tenant("on", {"written": fixtures.counted(9)}, 0)
}

test_tenant_without_cloud_sync_is_not_applicable if {
	not control.applies with input as tenant("off", {}, 7)
	control.findings == set() with input as tenant("off", {}, 7)
	control.undecided == set() with input as tenant("off", {}, 7)
}

test_copies_that_were_not_compared_are_undecided if {
	control.undecided == {"some copies of cloud sync could not be compared"} with input as tenant("on", {"written": fixtures.counted(9), "uncompared": 1}, 0)
	undecided := {"which groups cloud sync writes is not known of all of them"}
	control.undecided == undecided with input as tenant("on", {"written": fixtures.counted(9)}, 7)
	control.undecided == undecided with input as tenant("unknown", {}, 7)
}

test_copies_that_were_not_compared_make_it_at_least if {
	counts := {"written": fixtures.counted(9), "differing": 3, "drifted": 2, "foreign": 2, "uncompared": 1}
	control.findings == {{
		"groups": fixtures.at_least(3), "drifted": fixtures.at_least(2),
		"foreign": fixtures.at_least(2),
	}} with input as tenant("on", counts, 0)
}

tenant(state, cloudsync, undecided) := object.union(fixtures.tenant, {
	"tenant": {"cloudsync": state},
	"totals": {"cloudsync": cloudsync, "undecided": undecided},
})
