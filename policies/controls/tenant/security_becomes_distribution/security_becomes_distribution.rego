# METADATA
# title: Without V2 security copies of Microsoft 365 groups become distribution groups
# description: >-
#   V1 writes distribution groups only. As soon as V2 goes, by a switch or because Microsoft ends the preview, it
#   turns these copies into distribution groups, and every access list that names them stops working. Disabled
#   Microsoft 365 groups are ENG-03 and ENG-04, what an engine deletes ENG-31.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: ENG-25
#   severity: high
#   message: >-
#     {evidence.groups|Microsoft 365 group has|Microsoft 365 groups have} a security copy, which V1 alone would turn
#     into a distribution group
#   expected: no security copy of a Microsoft 365 group while V1 is on
#   actual: "{evidence.groups|security copy|security copies}"
#   remediation: >-
#     Before V2 is switched off with Set-ADSyncAADCompanyFeature -GroupWritebackV2 $false, create a cloud security
#     group for each (Entra admin center, Groups, New group), put it into the scope of cloud sync, add its copy beside
#     the old one to every access list, and only then run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration
#     @{onPremisesGroupType='universalDistributionGroup'}.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync, v1]
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CM-4], ISO/IEC 27001:2022: [A.8.32]}
package controls.tenant.security_becomes_distribution

applies if {
	input.tenant.v1 == "on"
	input.tenant.v2 == "on"
}

undecided contains "whether V1 and V2 are on was not read" if {
	not applies
	input.tenant.v1 != "off"
	input.tenant.v2 != "off"
	input.totals.copies.m365_security.exactly != 0
}

undecided contains "which Microsoft 365 groups have security copies is not known of all" if {
	applies
	input.totals.copies.m365_security.exactly == null
}

findings contains {"groups": input.totals.copies.m365_security} if {
	applies
	input.totals.copies.m365_security.at_least > 0
}
