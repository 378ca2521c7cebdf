# METADATA
# title: Cloud sync does not find the accounts of members
# description: >-
#   Cloud sync references a member by onPremisesObjectIdentifier, which must be the objectGUID of the account in the
#   target domain. People without it, or with that of another object, lose the membership with the first change after
#   the move, though Connect writes them today. What the server must have for it is ENG-09; people of other forests are
#   CS-38.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: CS-09
#   severity: high
#   message: >-
#     {target} has {evidence.unidentified|member|members} whom cloud sync would not find in the directory,
#     {evidence.other} of them by a wrong identifier
#   expected: an onPremisesObjectIdentifier for every synced member, equal to its objectGUID
#   actual: "{evidence.unidentified} of {evidence.synced|synced person|synced people} not identified"
#   remediation: >-
#     Upgrade Connect to 2.2.8.0 or newer and run Start-ADSyncSyncCycle -PolicyType Initial, which fills the attribute
#     for every synced person; compare with Get-MgUser -Property onPremisesObjectIdentifier before the group moves.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [AC-2, CM-3], ISO/IEC 27001:2022: [A.5.18, A.8.32]}
package controls.group.unidentified_people

applies if input.move.moves == "yes"

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the cloud members were not read completely" if {
	applies
	input.members.cloud != "complete"
}

undecided contains "onPremisesObjectIdentifier of members, or objectGUID of their accounts, was not read" if {
	applies
	input.move.people.unread > 0
}

findings contains {
	"unidentified": {"at_least": _lost, "exactly": _exactly.unidentified},
	"other": {"at_least": input.move.people.misidentified, "exactly": _exactly.other},
	"synced": {"at_least": input.move.people.synced, "exactly": _exactly.synced},
} if {
	applies
	_lost > 0
}

# Members that were not read, or whose identifiers were not, may be such people too.
default _exactly := {"unidentified": null, "other": null, "synced": null}

_exactly := {
	"unidentified": _lost,
	"other": input.move.people.misidentified,
	"synced": input.move.people.synced,
} if count(undecided) == 0

_lost := input.move.people.unidentified + input.move.people.misidentified
