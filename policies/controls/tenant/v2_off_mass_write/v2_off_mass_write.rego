# METADATA
# title: Switching V2 off would write Microsoft 365 groups that are disabled today
# description: >-
#   V1 knows no setting per group. As soon as V2 goes, it writes every Microsoft 365 group, those with isEnabled
#   false included: names and members appear in the directory that somebody decided to keep out. Counts only
#   disabled groups that have no copy yet; those that have one are ENG-04.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
# custom:
#   id: ENG-03
#   severity: high
#   message: >-
#     Without V2, V1 would write {evidence.groups|disabled Microsoft 365 group|disabled Microsoft 365 groups} without a
#     copy today
#   expected: no disabled Microsoft 365 group waiting for V1, or V1 off
#   actual: "{evidence.groups|disabled Microsoft 365 group|disabled Microsoft 365 groups} without a copy"
#   remediation: >-
#     Before Set-ADSyncAADCompanyFeature -GroupWritebackV2 $false, have the owners of these groups accept the copy, or
#     delete groups that nobody needs (Remove-MgGroup; Restore-MgDirectoryDeletedItem brings them back within 30
#     days). Or save the copies with Get-ADGroup -Filter * -SearchBase <writeback OU> -Properties * | Export-Clixml
#     <file> and take group writeback out of the Connect wizard's optional features first, which deletes every copy
#     that Connect wrote.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync, v1]
#   engines: [v1, v2]
#   frameworks:
#     NIST SP 800-53r5: [CM-4]
#     ISO/IEC 27001:2022: [A.8.32]
package controls.tenant.v2_off_mass_write

applies if {
	input.tenant.v1 == "on"
	input.tenant.v2 == "on"
}

undecided contains "whether V1 and V2 are on was not read" if {
	not applies
	input.tenant.v1 != "off"
	input.tenant.v2 != "off"
	input.totals.m365_disabled_absent.exactly != 0
}

undecided contains "writebackConfiguration or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected, or directory groups were not read completely, or not of the whole domain" if {
	applies
	input.totals.m365_disabled_absent.exactly == null
}

findings contains {"groups": input.totals.m365_disabled_absent} if {
	applies
	input.totals.m365_disabled_absent.at_least > 0
}
