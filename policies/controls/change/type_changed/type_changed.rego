# METADATA
# title: Type of a written group or of its copy changed
# description: >-
#   A security group that becomes a distribution group grants nothing any more, the reverse grants what nobody meant, and
#   another scope decides where it can be used. Judged is what changed between two snapshots: as what a group is written,
#   and category and scope of a copy. A copy that differs from what writeback asks for at any time is DIF-06 and DIF-07.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-groups
# custom:
#   id: DRF-03
#   severity: high
#   message: "{evidence.attribute} of {target} changed from {evidence.from} to {evidence.to}"
#   expected: "{evidence.from}"
#   actual: "{evidence.to}"
#   remediation: >-
#     Find out who changed it. For a group that V2 writes set the type back with Update-MgBetaGroup -GroupId <id>
#     -WritebackConfiguration @{onPremisesGroupType="<type>"}, for a copy run Set-ADGroup -GroupCategory or
#     -GroupScope; where the tenant's engines changed, DRF-07 names them. Access that the copy granted works again
#     after the next sign-in.
#   requires: [cloud_groups]
#   previous: [cloud_groups]
#   partial: judge
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.8.3, A.8.32], NIST SP 800-53r5: [AC-3, CM-3]}
package controls.change.type_changed

applies if {
	input.object == "group"
	input.change in {"changed", "notCompared"}
	input.group.written_before != "no"
	input.group.written_after != "no"
}

undecided contains "as what the group is written is not known in both snapshots" if {
	applies
	"" in {input.group.type_before, input.group.type_after}
}

undecided contains "which engines run, or the setting for new groups, is not known in both snapshots" if {
	input.object == "tenant"
	not input.switches.known
}

findings contains {"part": "type", "attribute": "type", "from": input.group.type_before, "to": input.group.type_after} if {
	applies
	not "" in {input.group.type_before, input.group.type_after}
	input.group.type_before != input.group.type_after
}
