package controls.tenant.sync_stale_test

import data.controls.tenant.sync_stale as control
import data.fixtures

test_old_synchronisation_is_reported if {
	control.findings == {{"part": "connect", "engine": "Connect", "hours": 4}} with input as tenant({"sync_age": 14500})
}

test_old_job_is_reported_beside_it if {
	facts := {"sync_age": 14500, "cloudsync": "on", "cloudsync_running": "yes", "jobs": {"age": 90000}}
	control.findings == {
		{"part": "connect", "engine": "Connect", "hours": 4},
		{"part": "cloudsync", "engine": "Cloud sync", "hours": 25},
	} with input as tenant(facts)
}

test_limit_can_be_moved if {
	moved := object.union(tenant({"sync_age": 14500}), {"parameters": {"max_hours": 24}})
	control.findings == set() with input as moved
}

test_recent_synchronisation_is_satisfied if {
	control.applies with input as tenant({"sync_age": 10800})
	control.findings == set() with input as tenant({"sync_age": 10800})
	control.undecided == set() with input as tenant({"sync_age": 10800})
	job := {"v1": "off", "v2": "off", "cloudsync": "on", "cloudsync_running": "yes", "jobs": {"age": 60}}
	control.applies with input as tenant(job)
	control.findings == set() with input as tenant(job)
}

test_tenant_without_engine_is_not_applicable if {
	off := {"v1": "off", "v2": "off", "cloudsync": "off", "sync_age": null}
	not control.applies with input as tenant(off)
	control.undecided == set() with input as tenant(off)
	control.findings == set() with input as tenant(object.union(off, {"sync_age": 14500}))
}

test_job_that_stands_still_is_left_to_eng_23 if {
	job := {"v1": "off", "v2": "off", "cloudsync": "on", "cloudsync_running": "no", "jobs": {"age": 90000}}
	not control.applies with input as tenant(job)
	control.findings == set() with input as tenant(job)
}

test_unread_times_are_undecided if {
	unread := {"sync_age": null, "cloudsync": "on", "cloudsync_running": "yes", "jobs": {"age": null}}
	count(control.undecided) == 2 with input as tenant(unread)
	control.findings == set() with input as tenant(unread)
}

test_unread_engine_is_undecided_where_the_time_is_old if {
	unread := {"v1": "unknown", "v2": "off"}
	control.undecided == {"whether an engine of Connect is on was not read"} with input as tenant(object.union(unread, {"sync_age": 14500}))
	count(control.undecided) == 1 with input as tenant(object.union(unread, {"sync_age": null}))
	control.undecided == set() with input as tenant(object.union(unread, {"sync_age": 60}))
}

test_unread_cloud_sync_is_undecided_unless_a_job_succeeded_lately if {
	every facts in [
		{"cloudsync": "unknown", "cloudsync_running": "unknown", "jobs": {"age": null}},
		{"cloudsync": "on", "cloudsync_running": "unknown", "jobs": {"age": 90000}},
	] {
		control.undecided == {"whether cloud sync runs was not read"} with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(object.union(facts, {"jobs": {"age": 60}}))
		control.undecided == set() with input as tenant(object.union(facts, {"cloudsync_running": "no"}))
	}
}

tenant(facts) := object.union(fixtures.tenant, {"tenant": facts, "parameters": {"max_hours": 3}})
