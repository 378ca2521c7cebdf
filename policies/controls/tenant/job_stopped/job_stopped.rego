# METADATA
# title: Cloud sync job does not run
# description: >-
#   A job that is paused, in quarantine or was never started writes nothing: who leaves a group in the cloud stays in
#   the copy. TooManyDeletes means that it stopped before deleting more than its threshold. While it stands still,
#   what differs in copies of cloud sync is not evaluated; a job that runs and does not succeed is ENG-16.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine
#   - ref: https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationstatus
# custom:
#   id: ENG-23
#   severity: high
#   message: >-
#     {evidence.stopped} of {evidence.jobs|cloud sync job|cloud sync jobs} for groups does not run ({evidence.status})
#   expected: every job active
#   actual: "{evidence.stopped|job|jobs} not running: {evidence.status}"
#   remediation: >-
#     Read the job's provisioning log, mend the cause, then restart it with Restart provisioning in the portal or
#     Start-MgServicePrincipalSynchronizationJob: it writes everything that changed meanwhile, deletions included.
#   requires: []
#   profile: audit
#   engines: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.8.16]}
package controls.tenant.job_stopped

applies if {
	input.tenant.cloudsync == "on"
	input.tenant.jobs.count > 0
}

undecided contains "the state of some cloud sync jobs was not read" if {
	applies
	input.tenant.jobs.unread > 0
}

undecided contains "the cloud sync jobs were not read" if {
	input.tenant.cloudsync == "on"
	input.tenant.jobs.count == 0
}

undecided contains "whether cloud sync is on was not read" if input.tenant.cloudsync == "unknown"

findings contains {
	"stopped": input.tenant.jobs.stopped,
	"jobs": input.tenant.jobs.count,
	"status": _word,
} if {
	applies
	input.tenant.jobs.stopped > 0
}

_words := [word |
	some word in [input.tenant.jobs.quarantine, input.tenant.jobs.status, "stopped by its schedule"]
	not word in {"", "Active"}
]

_word := _words[0]
