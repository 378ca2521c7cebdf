# METADATA
# title: Privileged group is to be converted
# description: >-
#   The group came with the directory or with Exchange, or leads into a group that administers it. Converted, everyone
#   who may manage groups in the cloud decides who holds that power, and the directory cannot take it back by itself.
#   The same path from a copy that writeback made is GOV-03, a role-assignable group CS-26.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-groups
# custom:
#   id: CS-37
#   severity: high
#   message: "{target} must not be converted ({evidence.reason})"
#   expected: no system group and no path into a privileged group
#   actual: "{evidence.reason}"
#   remediation: >-
#     Leave the source of authority of this group in the directory. Where the cloud must know its members, make a group
#     of the cloud for that and keep the privileged one out of the scope of every job.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   targets: [soa]
#   frameworks: {NIST SP 800-53r5: [AC-6], ISO/IEC 27001:2022: [A.8.2]}
package controls.group.privileged_group_moves

applies if {
	input.move.moves == "yes"
	input.move.object
}

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the directory group was not read: export it" if {
	input.move.moves == "yes"
	input.move.object_absent == "unknown"
}

undecided contains reason if {
	applies
	input.move.object.path.leads == "unknown"
	reason := _reasons[input.move.object.path.gap]
}

findings contains {"reason": "it came with the directory or with Exchange"} if {
	applies
	input.move.object.builtin
}

findings contains {"reason": sprintf("%d steps to %s", [input.move.object.path.steps, input.move.object.path.group])} if {
	applies
	not input.move.object.builtin
	input.move.object.path.leads == "yes"
}

_reasons := {
	"member_of": "memberOf was not read of the group or of one above it: export memberOf of (objectCategory=group)",
	"parent": "a group above it is not in the export: export memberOf of (objectCategory=group)",
	"sid": "a group above it was read without its SID and may be privileged: export objectSid of (objectCategory=group)",
	"domain": "groups of other domains of the forest were not read: export crossRef objects and the groups of every domain",
	"tier0": "an entry of governance.tier0_groups names no directory group that was read: correct it, or export the group",
}
