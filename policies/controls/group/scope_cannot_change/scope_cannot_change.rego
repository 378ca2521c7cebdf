# METADATA
# title: The scope of the directory group cannot become universal
# description: >-
#   A global group becomes universal only while no other global group contains it, a domain-local one only without
#   domain-local members: Set-ADGroup refuses otherwise, and the conversion waits. The order is parents first for global
#   groups, children first for domain-local ones. That the scope must change at all is CS-12.
# related_resources:
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-groups
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/how-to-group-source-of-authority-configure
# custom:
#   id: CS-34
#   severity: high
#   message: "{target} ({evidence.scope}) cannot become universal while {evidence.hinders|group|groups} {evidence.how}"
#   expected: a group whose scope can change
#   actual: "{evidence.hinders|group|groups} {evidence.how}"
#   remediation: >-
#     For a global group run Set-ADGroup -GroupScope Universal on the global groups that contain it first; for a
#     domain-local one convert its domain-local members first. Where a group must be taken out of another instead,
#     save the members with (Get-ADGroup <group> -Properties member).member | Set-Content <file> -Encoding UTF8 and
#     run Remove-ADGroupMember, which ends the access through that edge. Access stays while the SID does.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   targets: [soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.group.scope_cannot_change

applies if {
	input.move.moves == "yes"
	input.move.object.scope != "universal"
}

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the directory group was not read: export it" if {
	input.move.moves == "yes"
	input.move.object_absent == "unknown"
}

undecided contains "groupType of the directory group was not read" if {
	applies
	input.move.object.scope == "unknown"
}

undecided contains "the groups that contain it were not all read: export memberOf of it, and those groups" if {
	applies
	input.move.object.scope == "global"
	_above_open
}

undecided contains "its members, or the scope of some, were not read: export it with member, and the groups in it" if {
	applies
	input.move.object.scope == "domainLocal"
	_below_open
}

findings contains {"scope": "global", "hinders": {"at_least": input.move.object.above.global, "exactly": _exactly.global}, "how": "of global scope contain it"} if {
	applies
	input.move.object.scope == "global"
	input.move.object.above.global > 0
}

findings contains {"scope": "domain local", "hinders": {"at_least": input.move.object.domain_local, "exactly": _exactly.domain_local}, "how": "of domain-local scope are members"} if {
	applies
	input.move.object.scope == "domainLocal"
	input.move.object.domain_local != null
	input.move.object.domain_local > 0
}

# Groups that were not read, or whose scope was not, may hinder too.
default _exactly := {"global": null, "domain_local": null}

_exactly := {
	"global": input.move.object.above.global,
	"domain_local": input.move.object.domain_local,
} if count(undecided) == 0

_above_open if input.move.object.above.read != "yes"

_above_open if input.move.object.above.scope_unread > 0

_below_open if input.move.object.domain_local == null

_below_open if input.move.object.scope_unread > 0
