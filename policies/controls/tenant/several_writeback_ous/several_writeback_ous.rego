# METADATA
# title: Copies that Connect wrote lie in more than one organizational unit
# description: >-
#   Connect knows one writeback OU, which cannot be changed once writeback is on. Copies in several unrelated OUs
#   were moved by hand or come from an earlier installation: rights, policies and searches that rely on the OU miss
#   some of them. OUs with only single strays (DIF-12), and OUs below one another, are not counted.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-disable
# custom:
#   id: STR-01
#   severity: high
#   message: Copies that Connect wrote are spread over {evidence.ous} unrelated organizational units
#   expected: one writeback OU
#   actual: "{evidence.ous} organizational units"
#   remediation: >-
#     Move the copies back into the configured writeback OU with Move-ADObject; SID and members stay. Where the
#     configured OU itself is wrong, save the copies with Get-ADGroup -Filter * -SearchBase <writeback OU> -Properties
#     * | Export-Clixml <file> first: writeback must be disabled, which deletes every copy, and enabled again.
#   requires: [directory_groups]
#   profile: audit
#   engines: [v1, v2]
#   frameworks:
#     NIST SP 800-53r5: [CM-6]
#     ISO/IEC 27001:2022: [A.8.9]
package controls.tenant.several_writeback_ous

applies if input.tenant.v1 != "off"

applies if input.tenant.v2 != "off"

undecided contains "which copies Connect wrote, or where they lie, is not known of all of them" if {
	applies
	input.totals.split_ous == null
}

undecided contains "the writeback OU is in doubt (STR-02)" if {
	applies
	input.tenant.ou.agrees == "no"
}

findings contains {"ous": input.totals.split_ous} if {
	applies
	input.tenant.ou.agrees != "no"
	input.totals.split_ous > 1
}
