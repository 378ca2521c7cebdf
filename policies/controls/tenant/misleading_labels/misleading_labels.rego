# METADATA
# title: Portal shows other groups as written than are written
# description: >-
#   The portal shows "No writeback" for null, although the default may write the group, and a type that V1 ignores.
#   Whoever audits with the portal or with the documented command (isEnabled -like $true, listed) looks at the wrong
#   groups. Without V2 only info, since no label means anything then. The labels stand beside every group; undecided
#   groups are CFG-04 and CFG-05.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-write-back-portal
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CFG-25
#   severity: low
#   message: >-
#     The portal shows {evidence.groups|group|groups} otherwise than written, and {evidence.hidden} of
#     {evidence.written|written group|written groups} not at all
#   expected: labels that say what is written
#   actual: >-
#     {evidence.groups|misleading label|misleading labels}; {evidence.listed} listed, {evidence.written} written
#   remediation: >-
#     V2: set isEnabled and the type explicitly with Update-MgBetaGroup -GroupId <id> -WritebackConfiguration
#     @{isEnabled=$true; onPremisesGroupType="<type>"} as the columns of this report show them; where that is what the
#     default does, nothing changes in the directory. V1 and cloud sync read neither: leave the groups as they are and
#     audit with this report.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.misleading_labels

applies if input.tenant.mode != "none"

undecided contains "writebackConfiguration or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected" if {
	applies
	input.totals.portal.listed.exactly == null
}

undecided contains "which groups are written is not known of all of them" if {
	applies
	_undecided
	_misleading.at_least == 0
}

_undecided if input.totals.undecided > 0
_undecided if input.totals.portal.hidden.exactly == null

undecided contains "the members of some groups were not read, which are not written where they are too many: export cloud/members" if {
	applies
	input.totals.portal.uncounted.at_least > 0
	_misleading.at_least == 0
}

findings contains {
	"severity": _severity,
	"groups": _misleading,
	"hidden": input.totals.portal.hidden,
	"listed": input.totals.portal.listed,
	"written": input.totals.portal.written,
} if {
	applies
	_misleading.at_least > 0
}

default _severity := "low"

_severity := "info" if input.tenant.v2 == "off"

# Without V2 nobody reads isEnabled, which ENG-36 counts.
_promised := 0 if input.tenant.v2 == "off"

_promised := input.totals.portal.promised.at_least if input.tenant.v2 != "off"

_least := (input.totals.portal.hidden.at_least + input.totals.portal.mistyped.at_least) + _promised

_misleading := {"at_least": _least, "exactly": _exactly}

# Groups that were not collected with all of it may be labelled otherwise too.
default _exactly := null

_exactly := _least if not null in {
	input.totals.portal.hidden.exactly,
	input.totals.portal.mistyped.exactly,
	input.totals.portal.promised.exactly,
	input.totals.portal.listed.exactly,
}
