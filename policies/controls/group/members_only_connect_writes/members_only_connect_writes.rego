# METADATA
# title: The copy holds members that only Connect writes
# description: >-
#   Synced child groups, devices and contacts are in the copy today, and cloud sync references none of them: the next
#   write after the move takes them out, and with a child group everyone who has access through it. Children that no
#   engine writes are CFG-19 and CFG-20, domain-local ones DIF-26; the same in copies that cloud sync writes already is
#   CS-11.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CS-28
#   severity: high
#   message: >-
#     {target} would lose {evidence.members|member|members} of its copy: {evidence.groups|synced group|synced groups},
#     {evidence.devices|device|devices}, {evidence.contacts|contact|contacts}
#   expected: members that cloud sync writes
#   actual: "{evidence.members|member|members} that only Connect writes"
#   remediation: >-
#     Convert the source of authority of each child group with Update-MgGroupOnPremisesSyncBehavior and add it to the
#     scope, or put its members into this group directly; give devices and contacts access by a group of the directory.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-2, CM-3], ISO/IEC 27001:2022: [A.5.18, A.8.32]}
package controls.group.members_only_connect_writes

applies if {
	input.move.moves == "yes"
	input.move.object
}

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the directory group was not read: export it" if {
	input.move.moves == "yes"
	input.move.object_absent == "unknown"
}

undecided contains "the members of both sides could not be compared" if {
	applies
	input.move.held.known != "yes"
}

findings contains {
	"members": {"at_least": _held, "exactly": _exactly.members},
	"groups": {"at_least": input.move.held.groups, "exactly": _exactly.groups},
	"devices": {"at_least": input.move.held.devices, "exactly": _exactly.devices},
	"contacts": {"at_least": input.move.held.contacts, "exactly": _exactly.contacts},
} if {
	applies
	_held > 0
}

# Members that could not be compared may be such members too.
default _exactly := {"members": null, "groups": null, "devices": null, "contacts": null}

_exactly := {
	"members": _held,
	"groups": input.move.held.groups,
	"devices": input.move.held.devices,
	"contacts": input.move.held.contacts,
} if input.move.held.known == "yes"

_held := (input.move.held.groups + input.move.held.devices) + input.move.held.contacts
