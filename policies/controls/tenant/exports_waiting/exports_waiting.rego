# METADATA
# title: Changes wait for their export to Entra ID
# description: >-
#   Connect has changes that Entra ID does not know yet, or stopped at the threshold for accidental deletions
#   (blocked). These counts are about the way to the cloud; nothing guards the way to the directory (ENG-31). Members
#   and synced groups in this run may lag behind.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization?view=graph-rest-beta
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-prevent-accidental-deletes
# custom:
#   id: ENG-20
#   severity: info
#   message: "{evidence.pending|change waits|changes wait} for export to Entra ID"
#   expected: fewer than {parameters.pending} changes, and deletions within the threshold
#   actual: "{evidence.pending|change|changes}"
#   remediation: >-
#     Look at the pending exports of the Entra connector in Synchronization Service Manager. Where deletions are
#     meant, run Disable-ADSyncExportDeletionThreshold, export, and enable it again: all pending deletions go through
#     then.
#   requires: []
#   profile: audit
#   parameters:
#     pending: {type: integer, default: 1000, minimum: 1, description: number of changes that is reported}
package controls.tenant.exports_waiting

applies if {
	_connect
	input.tenant.sync.pending != null
}

undecided contains "what waits for export was not read" if {
	_connect
	input.tenant.sync.pending == null
}

undecided contains "how many deletions wait, or the threshold for them, was not read" if {
	applies
	input.tenant.sync.pending > 0
	null in {input.tenant.sync.pending_deletions, input.tenant.sync.deletion_threshold}
	input.tenant.sync.pending_deletions != 0
}

undecided contains "whether an engine of Connect is on was not read" if {
	not _connect
	"unknown" in {input.tenant.v1, input.tenant.v2}
	input.tenant.sync.pending != 0
}

findings contains {"pending": input.tenant.sync.pending, "blocked": _blocked} if {
	applies
	_waiting
}

_connect if "on" in {input.tenant.v1, input.tenant.v2}

_waiting if _blocked

_waiting if input.tenant.sync.pending >= input.parameters.pending

default _blocked := false

_blocked if {
	input.tenant.sync.deletion_threshold > 0
	input.tenant.sync.pending_deletions > input.tenant.sync.deletion_threshold
}
