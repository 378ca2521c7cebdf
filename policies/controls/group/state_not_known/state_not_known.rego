# METADATA
# title: Whether the group moves is not known
# description: >-
#   Its effective writeback is unknown or rests on a reading with low confidence, or its members were not read
#   completely: nobody can say what the move would do to it. Missing facts block here instead of being passed over. The
#   lists of the whole run are judged once for the tenant, see GOV-15. Engines that were not read are ENG-06, groups
#   that the target does not take CS-01.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CS-32
#   severity: high
#   message: Nobody can tell what the move does to {target} ({evidence.reason})
#   expected: a certain state, and members that were read
#   actual: "{evidence.reason}"
#   remediation: >-
#     Set isEnabled and onPremisesGroupType explicitly with Update-MgBetaGroup -GroupId <id> -WritebackConfiguration
#     @{isEnabled=$true; onPremisesGroupType="<type>"}, which settles what V2 does; for cloud sync state
#     cloudsync.scope. Then collect again with everything that the reason names.
#   requires: []
#   profile: migration
#   readiness: blocker
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.group.state_not_known

# What V1 keeps writing does not move.
applies if {
	input.move.candidate in {"yes", "unknown"}
	input.move.stays != "yes"
}

findings contains {"part": "state", "reason": "whether it is written is not known"} if {
	applies
	input.move.candidate == "unknown"
}

findings contains {"part": "kind", "reason": "its kind was not read"} if {
	applies
	input.move.candidate == "yes"
	input.move.takes == "unknown"
}

findings contains {"part": "confidence", "reason": "the documents leave open whether it is written"} if {
	applies
	input.cloud.kind != "synced"
	input.writeback.confidence == "low"
}

findings contains {"part": "members", "reason": "its members were not read completely"} if {
	applies
	_gap
}

_gap if input.members.cloud in {"partial", "absent"}

_gap if input.members.directory in {"partial", "absent"}
