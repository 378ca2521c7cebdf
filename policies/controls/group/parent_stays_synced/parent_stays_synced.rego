# METADATA
# title: A synced group would lose this one as its member
# description: >-
#   A group of the directory that is synced to the cloud contains this one. After the move the reference does not come
#   up any more, by design (nothing is written in both directions): the parent keeps its name in the cloud and loses
#   everyone who is in it through this group. Children are converted before their parents, so this holds from the wave
#   of the child to that of the parent, and for good where the parent stays. Children that the target does not write
#   are CS-28.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
# custom:
#   id: CS-36
#   severity: high
#   message: "{target} is a member of {evidence.parents|synced group|synced groups}, which would lose it in the cloud"
#   expected: no synced group above it
#   actual: "{evidence.parents|synced parent|synced parents}"
#   remediation: >-
#     Put the people of this group directly into the parents in the directory (Add-ADGroupMember) and let them come up
#     before this group moves: a synced parent cannot be changed in the cloud. Parents that move follow in a later wave,
#     never before their children; once they are converted with Update-MgGroupOnPremisesSyncBehavior, add this group to
#     them in the cloud and take the people out again.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [AC-2, CM-3], ISO/IEC 27001:2022: [A.5.18, A.8.32]}
package controls.group.parent_stays_synced

applies if {
	input.move.moves == "yes"
	input.move.object
}

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the directory group was not read: export it" if {
	input.move.moves == "yes"
	input.move.object_absent == "unknown"
}

undecided contains "the groups that contain it were not all read: export memberOf of it, and onPremisesSecurityIdentifier of groups" if {
	applies
	_open
}

findings contains {"parents": {"at_least": input.move.object.above.synced, "exactly": _exactly}} if {
	applies
	input.move.object.above.synced > 0
}

# A group above it that was not read may be synced too.
default _exactly := null

_exactly := input.move.object.above.synced if count(undecided) == 0

_open if input.move.object.above.read != "yes"

_open if input.move.object.above.synced_unread > 0
