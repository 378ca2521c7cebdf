# METADATA
# title: V2 and cloud sync both write the group
# description: >-
#   The group is enabled for V2 and in the scope of a cloud sync job. Without the coexistence rules of the migration
#   guide each engine overwrites the other, and Connect may delete the copy when V2 goes. Judges the configurations;
#   two directory groups with one anchor are DIF-14.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: ENG-05
#   severity: high
#   message: "{target} is written by V2 and by cloud sync"
#   expected: one engine writes the group
#   actual: V2 and cloud sync write it
#   remediation: >-
#     Add the two coexistence rules of the migration guide to Connect (cloudNoFlow and JoinNoFlow) before the job
#     runs. Or save the scope of the job with Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id> -All |
#     Export-Csv <file> and take the group out with Remove-MgServicePrincipalAppRoleAssignedTo. Do not set
#     isEnabled=$false first: that freezes the copy.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [v2, cloudsync]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.group.two_engines

applies if {
	input.writeback.v2.state == "on"
	input.writeback.cloudsync.state == "on"
	"yes" in {input.writeback.v2.expected, input.writeback.cloudsync.expected}
}

undecided contains "whether both engines write the group is not known" if {
	_possible
	not _certain
}

findings contains {"v2_row": input.writeback.v2.row, "cloudsync_row": input.writeback.cloudsync.row} if _certain

_possible if {
	input.cloud
	input.writeback.v2.state != "off"
	input.writeback.cloudsync.state != "off"
	input.writeback.v2.expected != "no"
	input.writeback.cloudsync.expected != "no"
}

_certain if {
	applies
	input.writeback.v2.expected == "yes"
	input.writeback.cloudsync.expected == "yes"
}
