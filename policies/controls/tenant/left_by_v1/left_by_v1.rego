# METADATA
# title: Copies that V1 wrote outlived the switch to V2
# description: >-
#   Where V1 was on before V2, it wrote all Microsoft 365 groups. Those with isEnabled false keep their copy, frozen:
#   it still shows the members of that day. One finding for the tenant; a frozen copy of any other group is DIF-02,
#   disabled groups without a copy are ENG-03.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
# custom:
#   id: ENG-04
#   severity: medium
#   message: "{evidence.groups|copy that V1 wrote remains|copies that V1 wrote remain}, of Microsoft 365 groups with isEnabled false"
#   expected: no copy of a disabled Microsoft 365 group
#   actual: "{evidence.groups|frozen copy|frozen copies}"
#   remediation: >-
#     Review the copies. Where one is still used, run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration
#     @{isEnabled=$true}: V2 takes it up again. Save the others with Get-ADGroup <group> -Properties * | Export-Clixml
#     <file>, then run Remove-ADGroup, which loses the SID. V1 writes all of them again once V2 is switched off.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18], CIS Controls v8: ["6.2"]}
package controls.tenant.left_by_v1

applies if {
	input.tenant.v1 == "on"
	input.tenant.v2 == "on"
}

undecided contains "whether V1 and V2 are on was not read" if {
	not applies
	input.tenant.v1 != "off"
	input.tenant.v2 != "off"
	input.totals.copies.left_by_v1.exactly != 0
}

undecided contains "what V1 left is not known of all Microsoft 365 groups" if {
	applies
	input.totals.copies.left_by_v1.exactly == null
}

findings contains {"groups": input.totals.copies.left_by_v1} if {
	applies
	input.totals.copies.left_by_v1.at_least > 0
}
