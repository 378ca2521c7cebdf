# METADATA
# title: Copy leads into a privileged group of the directory
# description: >-
#   The copy is a member of a privileged group, directly or through others, so whoever may change the cloud group, its
#   owners and group administrators included, administers the directory. Medium for a distribution group, which grants
#   nothing until somebody makes it a security group. Domain Admins is global and refuses a universal member, so the
#   path ends in a built-in group, a forest-wide one, or one of tier0_groups. Traces of a path are DIF-22.
# related_resources:
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-groups
#   - ref: https://learn.microsoft.com/security/privileged-access-workstations/privileged-access-access-model
# custom:
#   id: GOV-03
#   severity: critical
#   message: Members of {target} {evidence.effect} the rights of {evidence.group}, {evidence.steps|step|steps} above the copy
#   expected: no path into a privileged group
#   actual: "{evidence.steps|step|steps} to {evidence.group}"
#   remediation: >-
#     Save the members of the group above with (Get-ADGroup <group> -Properties member).member | Set-Content <file>
#     -Encoding UTF8, then take the copy, or the group between, out with Remove-ADGroupMember, which ends the rights
#     of its members. Where the path must stay, put the cloud group into a restricted management administrative unit
#     and give its memberships through PIM.
#   requires: [directory_groups]
#   partial: judge
#   profile: governance
#   readiness: blocker
#   frameworks: {NIST SP 800-53r5: [AC-6(5)], ISO/IEC 27001:2022: [A.8.2], CIS Controls v8: ["5.4"]}
package controls.group.privileged_path

applies if {
	input.directory
	input.cloud
}

applies if {
	input.directory
	input.directory.anchor != "none"
}

undecided contains reason if {
	applies
	input.governance.path.leads == "unknown"
	reason := _reasons[input.governance.path.gap]
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.directory_absent == "unknown"
}

undecided contains "the anchor attributes were not read: export adminDescription of all groups" if {
	not input.cloud
	input.directory.anchor == "none"
	input.directory.anchor_state == "undecided"
	input.governance.path.leads != "no"
}

findings contains {
	"severity": _severity, "effect": _effect,
	"steps": input.governance.path.steps,
	"group": input.governance.path.group,
} if {
	applies
	input.governance.path.leads == "yes"
}

default _severity := "critical"

_severity := "medium" if input.directory.category == "distribution"

default _effect := "get"

_effect := "would get" if input.directory.category == "distribution"

_reasons := {
	"member_of": "memberOf was not read of the copy or of a group above it: export memberOf of (objectCategory=group)",
	"parent": "a group above the copy is not in the export, so the path is not known: export memberOf of (objectCategory=group)",
	"sid": "a group above the copy was read without its SID and may be privileged: export objectSid of (objectCategory=group)",
	"domain": "groups of other domains of the forest were not read: export crossRef objects and the groups of every domain",
	"tier0": "an entry of governance.tier0_groups names no directory group that was read: correct it, or export the group",
}
