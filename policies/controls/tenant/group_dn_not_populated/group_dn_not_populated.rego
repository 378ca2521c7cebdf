# METADATA
# title: The original place of groups is not recorded before their conversion
# description: >-
#   Cloud sync puts a converted group back into its OU and under its name only where the extension GroupDN of the
#   application CloudSyncCustomExtensionsApp holds its DN. Filled afterwards it is too late: the first write moved the
#   group. The values are in no export, so that they were filled is stated by a parameter. Where the mapping leads is
#   CS-29.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-preserve-original-organizational-unit
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/how-to-group-source-of-authority-configure
# custom:
#   id: CS-13
#   severity: medium
#   message: The extension GroupDN is not filled ({evidence.state})
#   expected: GroupDN filled for every group to convert
#   actual: "{evidence.state}"
#   remediation: >-
#     Create the extension and fill it as the document writes it, with Connect's directory extension or a script over
#     Update-MgGroup, and check one group with Get-MgGroup before the first conversion.
#   requires: []
#   profile: migration
#   readiness: after
#   targets: [soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     group_dn:
#       type: string
#       default: unknown
#       enum: [unknown, populated, empty]
#       description: whether GroupDN holds the DN of every group to convert
package controls.tenant.group_dn_not_populated

applies if input.move.any != "no"

undecided contains "no export holds it: read extension_<appId>_GroupDN of one group with Get-MgGroup and set the parameter group_dn" if {
	applies
	input.parameters.group_dn == "unknown"
}

findings contains {"state": input.parameters.group_dn} if {
	applies
	input.parameters.group_dn == "empty"
}
