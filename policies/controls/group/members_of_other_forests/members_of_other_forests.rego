# METADATA
# title: Members of another forest are never in a copy of cloud sync
# description: >-
#   All members that cloud sync writes are of one forest. These people are members in the cloud and have their account
#   in another one, so the copy will not hold them, whatever holds them today. In an audit they are excluded by design;
#   that the tenant has several forests is STR-10.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: CS-38
#   severity: high
#   message: "{target} has {evidence.people|member|members} of another forest"
#   expected: members of the forest of the copy
#   actual: "{evidence.people|member|members} of another forest"
#   remediation: >-
#     Give these people access in their own forest, or by a domain-local group of the resource's domain that holds both
#     this copy and a group of the other forest; then tell the owner whom the copy leaves out.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [AC-2, CM-3], ISO/IEC 27001:2022: [A.5.18, A.8.32]}
package controls.group.members_of_other_forests

applies if input.move.moves == "yes"

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the cloud members were not read completely" if {
	applies
	input.members.cloud != "complete"
}

undecided contains "the domains of the forest were not read: export crossRef objects" if {
	applies
	not input.tenant.forest.domains_read
}

findings contains {"people": {"at_least": input.members.classes.other_forest, "exactly": _exactly}} if {
	applies
	input.members.classes.other_forest > 0
}

# Members that were not read, or whose forest is not known, may be of another too.
default _exactly := null

_exactly := input.members.classes.other_forest if count(undecided) == 0
