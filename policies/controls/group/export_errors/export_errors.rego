# METADATA
# title: Connect could not export the copy of the group
# description: >-
#   The run history of a server that may write names this copy with an error, so it is missing or not up to date. It is
#   the cause of a missing copy, which is then not reported again (DIF-01). Objects in a container outside the scope
#   (0x80230218) are DIF-30, errors that Entra ID reports CFG-11.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-configure-ad-ds-connector-account
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler
# custom:
#   id: DIF-36
#   severity: high
#   message: "Connect has {evidence.errors|export error|export errors} for {target} ({evidence.reason})"
#   expected: no export errors
#   actual: "{evidence.errors|error|errors}, {evidence.reason}"
#   remediation: >-
#     Open the error in Synchronization Service Manager. Permission: run Set-ADSyncUnifiedGroupWritebackPermissions
#     for the connector account, which adds entries to the OU's access list (STR-05). Local member: make the
#     domain-local group universal with Set-ADGroup -GroupScope Universal, or take it out of the cloud group.
#     Duplicate: rename the other object with Rename-ADObject, or save it with Get-ADObject <object> -Properties * |
#     Export-Clixml <file> and run Remove-ADObject. Then run Start-ADSyncSyncCycle -PolicyType Delta, which exports
#     again.
#   requires: [connect_errors, cloud_groups]
#   partial: judge
#   profile: connect
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [SI-11], ISO/IEC 27001:2022: [A.8.16]}
package controls.group.export_errors

applies if {
	input.cloud
	input.cloud.kind != "synced"
	_written
	input.tenant.connect.active + input.tenant.connect.undecided > 0
}

undecided contains "the server that writes was not exported" if {
	input.cloud
	_written
	count(input.tenant.connect.servers) > 0
	input.tenant.connect.active + input.tenant.connect.undecided == 0
}

undecided contains "Connect could not export a group of which the error does not tell which it is: export its DN and adminDescription with the error" if {
	applies
	input.export_errors.count == 0
	input.tenant.connect.unplaced > 0
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected == "no"
	input.export_errors.count > input.export_errors.phantom
	input.directory_absent == "unknown"
}

findings contains {
	"errors": input.export_errors.count - input.export_errors.phantom, "reason": concat(", ", _reasons),
} if {
	applies
	input.export_errors.count > input.export_errors.phantom
}

_written if input.writeback.expected != "no"

_written if input.directory

_reasons contains "permission" if input.export_errors.permission > 0

_reasons contains "local group as a member" if input.export_errors.local_member > 0

_reasons contains "duplicate" if input.export_errors.duplicate > 0

_reasons contains "referral" if input.export_errors.referral > 0

_reasons contains "another error" if input.export_errors.other > 0
