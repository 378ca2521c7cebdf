# METADATA
# title: Copy was edited in the directory
# description: >-
#   The copy changed, the cloud group did not, and now the two differ: somebody with rights on the container decides who
#   has access, past the owners of the cloud group. Connect sets some attributes back in its next cycle, cloud sync never
#   notices a member added by hand. Names and texts are medium, members, type and container high. Tells what changed
#   between two snapshots; what differs at any time is DIF-06, DIF-09, DIF-23 and DIF-24.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/plan/security-best-practices/audit-policy-recommendations
# custom:
#   id: DRF-04
#   severity: high
#   message: "{evidence.attribute} of the copy {target} was changed in the directory and not in the cloud"
#   expected: changes made in the cloud only
#   actual: "{evidence.attribute} changed in the directory"
#   remediation: >-
#     Look for the editor in the security log of the domain controllers (events 4737, 4728 and 4732 with their global
#     and universal kin) and take the right to edit away. Save the copy with Get-ADGroup <copy> -Properties * |
#     Export-Clixml <file>, then set attributes back with Set-ADGroup and members with Add-ADGroupMember and
#     Remove-ADGroupMember, which restores what the cloud group says.
#   requires: [cloud_groups, directory_groups]
#   previous: [cloud_groups, directory_groups]
#   partial: judge
#   profile: drift
#   settling: true
#   frameworks: {ISO/IEC 27001:2022: [A.5.18, A.8.32], NIST SP 800-53r5: [AC-6, CM-5, SI-7]}
package controls.change.edited_on_premises

applies if {
	input.object == "directory_group"
	input.change in {"changed", "notCompared"}
	input.directory.copy != "no"
}

undecided contains concat(" ", [attribute, "of the cloud group was not compared"]) if {
	applies
	some attribute in input.directory.edits.undecided
	attribute != "member"
}

undecided contains "which directory group is the copy is not known (DIF-13, DIF-14)" if {
	applies
	input.directory.edits.contested
}

undecided contains "not all attributes of the copy were compared" if {
	applies
	some part in input.not_compared
	part != "members"
}

undecided contains concat(" ", [part, "was not read in both snapshots"]) if {
	input.object == "tenant"
	some part in input.not_compared
	endswith(part, " of directory groups")
}

findings contains {"part": attribute, "severity": severity, "attribute": attribute} if {
	applies
	some attribute in input.directory.edits.attributes
	attribute != "member"
	severity := object.get({"groupType": "high", "container": "high"}, attribute, "medium")
}
