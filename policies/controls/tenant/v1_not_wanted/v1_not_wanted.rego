# METADATA
# title: V1 writes Microsoft 365 groups that nobody needs on-premises
# description: >-
#   V1 knows no choice per group: it writes every Microsoft 365 group, with its members, into the directory. Where no
#   application, mailbox or share there uses them, the copies only reveal who works with whom. Runs once m365_expected
#   is set to false; what V1 would write beside V2 is ENG-03.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-enable
# custom:
#   id: ENG-02
#   severity: medium
#   message: >-
#     V1 is on and writes Microsoft 365 groups, which are not expected on-premises ({evidence.groups} in the tenant)
#   expected: unifiedGroupWritebackEnabled false, since Microsoft 365 groups are not needed on-premises
#   actual: unifiedGroupWritebackEnabled true
#   remediation: >-
#     Save the copies with Get-ADGroup -Filter * -SearchBase <writeback OU> -Properties * | Export-Clixml <file>, look
#     at ENG-31 for what is lost, then take group writeback out of the optional features in the Connect wizard. At the
#     next full sync Connect deletes every copy that it wrote.
#   requires: []
#   profile: audit
#   engines: [v1]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
#   parameters:
#     m365_expected: {type: boolean, default: true, description: Microsoft 365 groups are used on-premises}
package controls.tenant.v1_not_wanted

applies if {
	not input.parameters.m365_expected
	input.tenant.v1 != "unknown"
}

undecided contains "whether V1 is on was not read" if {
	not input.parameters.m365_expected
	input.tenant.v1 == "unknown"
}

findings contains {"groups": input.totals.m365} if {
	applies
	input.tenant.v1 == "on"
}
