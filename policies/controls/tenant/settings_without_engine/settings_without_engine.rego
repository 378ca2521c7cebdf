# METADATA
# title: Groups are enabled for writeback and no engine reads it
# description: >-
#   The portal shows and accepts both writeback columns whether or not V2 is on; V1 and cloud sync ignore them.
#   Whoever enabled these groups believes that they have copies. Microsoft 365 groups count only while V1 is off too,
#   since V1 writes them all. One finding for the tenant; labels that mislead are CFG-25.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-write-back-portal
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: ENG-36
#   severity: medium
#   message: "{evidence.groups|group is|groups are} enabled for writeback, which no engine reads"
#   expected: no group with isEnabled true while V2 is off
#   actual: "{evidence.groups|group|groups} with isEnabled true"
#   remediation: >-
#     Add the groups that need a copy to the scope of a cloud sync job (New-MgServicePrincipalAppRoleAssignedTo), and
#     run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$false} for the rest, so that nobody
#     relies on them. Nothing changes in the directory.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.settings_without_engine

applies if input.tenant.v2 == "off"

undecided contains "whether V2 is on was not read" if {
	input.tenant.v2 == "unknown"
	_may_be_ignored
}

undecided contains "writebackConfiguration or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected" if {
	applies
	input.totals.configured.other_enabled.exactly == null
}

undecided contains "whether V1 is on was not read" if {
	applies
	input.tenant.v1 == "unknown"
	input.totals.configured.other_enabled.exactly == 0
	input.totals.configured.m365_enabled.at_least > 0
}

findings contains {"groups": _ignored} if {
	applies
	_ignored.at_least > 0
}

_ignored := input.totals.configured.other_enabled if input.tenant.v1 != "off"

# With V1 on Microsoft 365 groups are written, whatever they say.
_ignored := {"at_least": _enabled, "exactly": _enabled} if {
	input.tenant.v1 == "off"
	input.totals.configured.other_enabled.exactly != null
}

_ignored := {"at_least": _enabled, "exactly": null} if {
	input.tenant.v1 == "off"
	input.totals.configured.other_enabled.exactly == null
}

_enabled := input.totals.configured.other_enabled.at_least + input.totals.configured.m365_enabled.at_least

_may_be_ignored if input.totals.configured.other_enabled.exactly != 0

_may_be_ignored if {
	input.tenant.v1 != "on"
	input.totals.configured.m365_enabled.exactly != 0
}
