# METADATA
# title: The copy differs from its cloud group on the day it is to move
# description: >-
#   Nothing reconciles a copy after the move until its cloud group changes again: what is wrong today stays wrong, with
#   access that nobody granted or that somebody waits for. Names the controls that tell what differs (DIF-06 and DIF-07,
#   DIF-09, DIF-13 and DIF-14, DIF-24, DIF-31 and DIF-32, DIF-23 and its neighbours for other members), each of which
#   may be accepted there without the move being safe. What lies in the in-flight window does not count. The same for
#   copies that cloud sync writes already is CS-15.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CS-31
#   severity: high
#   message: "{target} would move with {evidence.drifts|open difference|open differences} ({evidence.controls})"
#   expected: a copy equal to its cloud group
#   actual: "{evidence.controls}"
#   remediation: >-
#     Put right what the named controls tell, let Connect run once with Start-ADSyncSyncCycle, collect again, and move
#     the group only then.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-2, CM-3], ISO/IEC 27001:2022: [A.5.18, A.8.32]}
package controls.group.open_drift

applies if input.move.moves == "yes"

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	applies
	input.directory_absent == "unknown"
}

undecided contains "groupType, cn or the anchors of the copy were not read" if {
	applies
	_unread
}

undecided contains "the members of both sides could not be compared to the last" if {
	applies
	_members_open
}

undecided contains "not every primary group was read: export (&(objectCategory=person)(!(primaryGroupID=513)))" if {
	applies
	input.directory
	input.tenant.forest.primary_groups != "yes"
}

findings contains {"drifts": {"at_least": count(_left), "exactly": _exactly}, "controls": concat(", ", _left)} if {
	applies
	count(_left) > 0
}

# What was not read or compared may be a difference too.
default _exactly := null

_exactly := count(_left) if count(undecided) == 0

_left := _open - _settling

# Members that may be on their way; no other drift is.
_settling contains id if {
	input.settling
	some id in {"DIF-23", "DIF-24", "DIF-35"}
}

_open contains "DIF-06" if {
	"unknown" != input.writeback.category
	input.directory.category != "unknown"
	input.directory.category != input.writeback.category
}

_open contains "DIF-07" if input.directory.scope in {"global", "domainLocal", "builtinLocal"}

_open contains "DIF-09" if {
	_anchored
	input.directory.cn.id == "no"
}

_open contains "DIF-09" if {
	_anchored
	input.directory.match == "adminDescription"
	input.directory.cn.format == "other"
}

_open contains "DIF-13" if input.directory_disagreeing > 0

_open contains "DIF-14" if input.directory_candidates > 0

_open contains "DIF-14" if input.directory.conflict_object

_open contains "DIF-23" if (input.members.foreign_classes.plain + input.members.foreign_at_least) - input.members.foreign > 0

_open contains "DIF-24" if input.members.missing_at_least > 0

_open contains "DIF-31" if {
	input.directory.cn.format in {"groupId", "displayName"}
	input.directory.anchor_state in {"none", "unparsable"}
}

_open contains "DIF-32" if input.directory.standing.primary_holders > 0

_open contains "DIF-28" if input.members.foreign_classes.other_forest > 0

_open contains "DIF-34" if input.members.foreign_classes.dangerous > 0

_open contains "DIF-35" if input.members.foreign_classes.leavers > 0

_anchored if {
	input.directory.match in {"externalDirectoryObjectId", "adminDescription"}
	not input.directory.conflict_object
}

_unread if "unknown" in {input.directory.scope, input.directory.category, input.directory.cn.format, input.directory.cn.id}

# A group that no engine writes asks for no category of its copy.
_unread if {
	input.writeback.expected != "no"
	input.writeback.category == "unknown"
}

_unread if input.directory.anchor_state == "undecided"

_unread if {
	input.directory
	not input.tenant.directory_read.anchors
}

_members_open if {
	input.directory
	{input.members.cloud, input.members.directory} & {"partial", "absent"} != set()
}

_members_open if (input.members.undecided + input.members.foreign_classes.doubtful) > 0
