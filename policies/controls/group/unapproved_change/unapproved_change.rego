# METADATA
# title: Writeback was changed without an approved ticket
# description: >-
#   Whoever changes one of these switches or attributes changes who appears in Active Directory and with which rights.
#   Judged is what differs from the earlier snapshot: the setting for new groups and the switches of V1 and V2 (high),
#   and on groups that are or were written isEnabled, type, visibility and membership rule (medium). A ticket covers a
#   change of its target and day. New groups are CFG-31 and ENG-35, changes in
#   the directory the DIF controls.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/directoryaudit
#   - ref: https://learn.microsoft.com/graph/group-directory-settings
# custom:
#   id: GOV-08
#   severity: high
#   message: "{evidence.attribute} of {target} went from {evidence.from} to {evidence.to} without a ticket"
#   expected: a ticket in changes
#   actual: "{evidence.attribute} {evidence.from}, now {evidence.to}"
#   remediation: >-
#     Have the change approved and list it under changes in wbaudit.yaml with ticket, target and date; or change it back
#     in the Connect wizard or with Update-MgBetaGroup and Update-MgBetaDirectorySetting, after whatif showed what that
#     does to the directory.
#   requires: [cloud_groups]
#   previous: [cloud_groups]
#   partial: judge
#   profile: governance
#   frameworks: {ISO/IEC 27001:2022: [A.8.32], NIST SP 800-53r5: [CM-3, CM-5], SOX ITGC: [change management]}
package controls.group.unapproved_change

applies if {
	_written
	input.history.known == "yes"
}

undecided contains "earlier snapshot: whether it holds the group is not known" if {
	_written
	input.history.known == "unknown"
}

undecided contains concat(" ", [attribute, "was not read in this and the earlier snapshot"]) if {
	applies
	some attribute in input.history.uncompared
}

findings contains {
	"part": change.attribute, "severity": "medium", "attribute": change.attribute, "from": change.from, "to": change.to, "by": change.by,
} if {
	applies
	some change in input.history.changes
	not change.approved
}

_written if {
	input.cloud
	some answer in [input.writeback.expected, input.history.expected]
	answer in {"yes", "unknown"}
}
