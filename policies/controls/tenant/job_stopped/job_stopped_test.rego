package controls.tenant.job_stopped_test

import data.controls.tenant.job_stopped as control
import data.fixtures

test_job_in_quarantine_is_reported_with_the_reason if {
	quarantine := {"count": 2, "stopped": 1, "status": "Quarantine", "quarantine": "TooManyDeletes"}
	control.findings == {{"stopped": 1, "jobs": 2, "status": "TooManyDeletes"}} with input as tenant("on", quarantine)
}

test_paused_job_is_reported_with_its_status if {
	some finding in control.findings with input as tenant("on", {"count": 1, "stopped": 1, "status": "Paused"})
	finding.status == "Paused"
}

test_job_that_its_schedule_stops_is_reported if {
	some finding in control.findings with input as tenant("on", {"count": 1, "stopped": 1, "status": "Active", "schedule": "Disabled"})
	finding.status == "stopped by its schedule"
}

test_running_jobs_are_satisfied if {
	control.applies with input as tenant("on", {"count": 2})
	control.findings == set() with input as tenant("on", {"count": 2})
	control.undecided == set() with input as tenant("on", {"count": 2})
}

test_tenant_without_cloud_sync_is_not_applicable if {
	not control.applies with input as tenant("off", {"count": 1, "stopped": 1})
	control.findings == set() with input as tenant("off", {"count": 1, "stopped": 1})
	control.undecided == set() with input as tenant("off", {})
}

test_unread_jobs_are_undecided if {
	control.undecided == {"the state of some cloud sync jobs was not read"} with input as tenant("on", {"count": 2, "unread": 1})
	control.undecided == {"the cloud sync jobs were not read"} with input as tenant("on", {})
	control.undecided == {"whether cloud sync is on was not read"} with input as tenant("unknown", {})
	control.findings == set() with input as tenant("unknown", {})
}

tenant(state, jobs) := object.union(fixtures.tenant, {"tenant": {"cloudsync": state, "jobs": jobs}})
