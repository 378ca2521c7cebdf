# METADATA
# title: Synchronisation has not run for hours
# description: >-
#   Nothing was written since, so what differs between the two sides may be lag and no error, and members who left the
#   cloud keep their access on-premises. Measured at the end of collection: for Connect by the tenant's last
#   synchronisation, for cloud sync by the last success of each running job. A job that does not run at all is ENG-23, a Connect of which no
#   server exports ENG-28. Every difference (DIF) is one severity lower while this holds.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization?view=graph-rest-beta
# custom:
#   id: ENG-16
#   severity: high
#   message: "{evidence.engine} last synchronised {evidence.hours|hour|hours} before the data was collected"
#   expected: at most {parameters.max_hours|hour|hours}
#   actual: "{evidence.hours|hour|hours}"
#   remediation: >-
#     On the Connect server run Get-ADSyncScheduler, then Set-ADSyncScheduler -SyncCycleEnabled $true or
#     Start-ADSyncSyncCycle -PolicyType Delta, which writes what is pending; for cloud sync read the job's last error
#     in the portal.
#   requires: []
#   profile: audit
#   left_to: {ENG-28: connect}
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.8.16]}
#   parameters:
#     max_hours: {type: number, default: 3, minimum: 0.5, description: age in hours from which it is stale}
package controls.tenant.sync_stale

applies if _connect

applies if _cloudsync

undecided contains "when Connect last synchronised was not read" if {
	_connect
	input.tenant.sync_age == null
}

undecided contains "when the cloud sync jobs last succeeded was not read" if {
	_cloudsync
	input.tenant.jobs.age == null
}

undecided contains "whether an engine of Connect is on was not read" if {
	not _connect
	"unknown" in {input.tenant.v1, input.tenant.v2}
	_may_be_old
}

undecided contains "whether cloud sync runs was not read" if {
	input.tenant.cloudsync != "off"
	"unknown" in {input.tenant.cloudsync, input.tenant.cloudsync_running}
	input.tenant.cloudsync_running != "no"
	_job_may_be_old
}

findings contains {"part": "connect", "engine": "Connect", "hours": floor(input.tenant.sync_age / 3600)} if {
	_connect
	input.tenant.sync_age > _limit
}

findings contains {"part": "cloudsync", "engine": "Cloud sync", "hours": floor(input.tenant.jobs.age / 3600)} if {
	_cloudsync
	input.tenant.jobs.age != null
	input.tenant.jobs.age > _limit
}

_connect if "on" in {input.tenant.v1, input.tenant.v2}

# A job that stands still is ENG-23.
_cloudsync if {
	input.tenant.cloudsync == "on"
	input.tenant.cloudsync_running == "yes"
}

_limit := 3600 * input.parameters.max_hours

_may_be_old if input.tenant.sync_age == null

_may_be_old if input.tenant.sync_age > _limit

_job_may_be_old if input.tenant.jobs.age == null

_job_may_be_old if input.tenant.jobs.age > _limit
