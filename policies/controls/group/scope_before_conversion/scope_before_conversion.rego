# METADATA
# title: Directory group is not universal before its conversion
# description: >-
#   Cloud sync writes universal groups. A group that is global or domain local when its source of authority is converted
#   cannot be provisioned back to where it was, so its membership in the directory stands still from then on. Whether
#   the scope can be changed at all is CS-34; copies of writeback that lost their scope are DIF-07.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/how-to-group-source-of-authority-configure
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
# custom:
#   id: CS-12
#   severity: high
#   message: "{target} comes from a group of scope {evidence.scope}"
#   expected: universal
#   actual: "{evidence.scope}"
#   remediation: >-
#     Run Set-ADGroup -Identity <group> -GroupScope Universal, wait for a sync cycle, then convert. A domain-local group
#     becomes universal only without domain-local members, and every domain controller replicates its members from then
#     on.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   targets: [soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.group.scope_before_conversion

applies if {
	input.move.moves == "yes"
	input.move.object
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

findings contains {"scope": input.move.object.scope} if {
	applies
	input.move.object.scope in {"global", "domainLocal", "builtinLocal"}
}
