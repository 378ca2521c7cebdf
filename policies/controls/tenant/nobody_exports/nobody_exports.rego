# METADATA
# title: No Connect server exports
# description: >-
#   Every exported server is in staging mode, has its scheduler off or suspended: groups and members change in the cloud
#   and nothing arrives in the directory. Mostly the last step of enabling, of a roll-back or of a swing migration was
#   forgotten. Explains missing copies (DIF-01) and ENG-16. A recent synchronisation shows that another server, which
#   was not exported, does the work. MaintenanceEnabled has no part in this.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server
# custom:
#   id: ENG-28
#   severity: high
#   message: >-
#     None of {evidence.servers|Connect server|Connect servers} exports ({evidence.staging} in staging mode,
#     {evidence.off} with the scheduler off, {evidence.suspended} suspended)
#   expected: one server that exports
#   actual: none
#   remediation: >-
#     Run Set-ADSyncScheduler -SyncCycleEnabled $true (or -SchedulerSuspended $false) on the server that should write,
#     or take it out of staging mode in the Connect wizard; the next cycle writes, and deletes, everything that waits:
#     look at the pending exports first.
#   requires: [connect_scheduler]
#   partial: judge
#   profile: connect
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.8.16]}
#   parameters:
#     max_hours: {type: number, default: 3, minimum: 0.5, description: age in hours up to which a synchronisation is recent}
package controls.tenant.nobody_exports

applies if {
	count(input.tenant.connect.servers) > 0
	not _off
}

undecided contains "the scheduler or the staging mode of a server was not read" if {
	applies
	input.tenant.connect.exporting == "unknown"
	_unread
}

undecided contains "global settings and scheduler of a server say different things of staging mode: export both again" if {
	applies
	input.tenant.connect.exporting == "unknown"
	true in _contradictions
}

undecided contains "every exported server is in staging mode and Connect synchronised lately: export the active server, too" if {
	applies
	input.tenant.connect.exporting == "no"
	_elsewhere
}

undecided contains "whether an engine of Connect is on was not read" if {
	_nobody
	not _on
}

findings contains {
	"servers": count(input.tenant.connect.servers), "staging": input.tenant.connect.staging,
	"off": count([1 | some server in input.tenant.connect.servers; server.cycle == "off"]),
	"suspended": count([1 | some server in input.tenant.connect.servers; server.suspended == "yes"]),
} if {
	_nobody
	_on
}

_nobody if {
	applies
	input.tenant.connect.exporting == "no"
	not _elsewhere
}

_elsewhere if {
	input.tenant.connect.staging == count(input.tenant.connect.servers)
	input.tenant.sync_age != null
	input.tenant.sync_age <= 3600 * input.parameters.max_hours
}

_on if "on" in {input.tenant.v1, input.tenant.v2}

_off if {
	input.tenant.v1 == "off"
	input.tenant.v2 == "off"
}

# Of the servers of which it is not known whether they export: whether settings and scheduler contradict each other.
_contradictions contains server.contradicts if {
	some server in input.tenant.connect.servers
	server.exports == "unknown"
}

_unread if false in _contradictions
_unread if count(_contradictions) == 0
