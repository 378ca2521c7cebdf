package controls.tenant.unreferenced_people_test

import data.controls.tenant.unreferenced_people as control
import data.fixtures

test_people_of_another_engine_are_reported_once if {
	control.findings == {{"missing": 300, "expected": 400, "percent": 75}} with input as tenant("yes", 300, 400)
}

test_half_of_them_is_satisfied if {
	control.applies with input as tenant("yes", 200, 400)
	control.findings == set() with input as tenant("yes", 200, 400)
	control.undecided == set() with input as tenant("yes", 200, 400)
}

test_thresholds_are_parameters if {
	count(control.findings) == 1 with input as object.union(tenant("yes", 50, 400), {"parameters": {"share": 0.1}})
	count(control.findings) == 1 with input as object.union(tenant("yes", 5, 5), {"parameters": {"least": 5}})
}

test_small_numbers_and_tenants_of_one_engine_are_not_applicable if {
	every subject in [tenant("yes", 19, 19), tenant("no", 400, 400)] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_unread_jobs_are_undecided_where_people_are_missing if {
	count(control.undecided) == 1 with input as tenant("unknown", 300, 400)
	control.findings == set() with input as tenant("unknown", 300, 400)
	control.undecided == set() with input as tenant("unknown", 0, 400)
}

test_copies_that_were_not_compared_are_undecided if {
	unread := {"totals": {"references": {"undecided": 2}}}
	count(control.undecided) == 1 with input as object.union(tenant("yes", 0, 19), unread)
	control.findings == set() with input as object.union(tenant("yes", 0, 19), unread)
	control.undecided == set() with input as object.union(tenant("no", 0, 400), unread)
	control.undecided == set() with input as object.union(tenant("yes", 300, 400), unread)
}

tenant(people, missing, expected) := object.union(fixtures.tenant, {
	"totals": {"references": {"people_by_cloud_sync": people, "missing": missing, "expected": expected}},
	"parameters": {"share": 0.5, "least": 20},
})
