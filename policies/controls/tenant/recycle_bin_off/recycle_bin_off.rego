# METADATA
# title: The Active Directory Recycle Bin is off
# description: >-
#   A copy that an engine or a person deletes cannot be restored with its SID and members, so every permission that
#   names it is lost for good. Nothing else guards deletions in the directory: the deletion threshold of Connect
#   counts exports to the cloud only. Copies that an engine would delete are ENG-31.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
# custom:
#   id: STR-09
#   severity: medium
#   message: The Active Directory Recycle Bin is off
#   expected: Recycle Bin Feature enabled
#   actual: not enabled
#   remediation: >-
#     Run Enable-ADOptionalFeature 'Recycle Bin Feature' -Scope ForestOrConfigurationSet -Target <forest> before anything
#     is disabled or deleted. It cannot be undone, and objects deleted before stay lost.
#   requires: []
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [CP-9], ISO/IEC 27001:2022: [A.8.13], CIS Controls v8: ["11.2"]}
package controls.tenant.recycle_bin_off

applies if input.tenant.mode != "none"

undecided contains "whether it is on was not read: export CN=Partitions,CN=Configuration with msDS-EnabledFeature" if {
	applies
	input.tenant.forest.recycle_bin == "unknown"
}

findings contains {"attribute": "msDS-EnabledFeature"} if {
	applies
	input.tenant.forest.recycle_bin == "no"
}
