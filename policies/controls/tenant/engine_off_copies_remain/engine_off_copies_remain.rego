# METADATA
# title: Copies remain although no engine writes groups
# description: >-
#   All engines are off, and directory groups still carry the anchor of a cloud group. Nobody updates them: they grant
#   for good what they granted on the day writing ended. Medium when no security group among them has members. One
#   finding for the tenant; the single groups are not reported as DIF-02, DIF-03 or DIF-04.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-disable
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: ENG-24
#   severity: high
#   message: "{evidence.groups|directory group is|directory groups are} left from an engine that is off"
#   expected: no copies without an engine
#   actual: "{evidence.groups|copy|copies}"
#   remediation: >-
#     Find out where the groups are used and save them with Get-ADGroup <group> -Properties * | Export-Clixml <file>.
#     Where they are needed, run Set-ADGroup <group> -Clear adminDescription, which makes them ordinary groups of the
#     directory; else run Remove-ADGroup, which loses the SID.
#   requires: [directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18], CIS Controls v8: ["6.2"]}
package controls.tenant.engine_off_copies_remain

applies if input.tenant.mode == "none"

undecided contains "whether any engine is on was not read" if {
	input.tenant.mode == "unknown"
	input.totals.anchored.exactly != 0
}

undecided contains "directory groups were not read completely, or not of the whole domain" if {
	applies
	input.totals.anchored.exactly == null
}

findings contains {"severity": _severity, "groups": input.totals.anchored} if {
	applies
	input.totals.anchored.at_least > 0
}

default _severity := "high"

_severity := "medium" if input.totals.copies.security_filled.exactly == 0
