# METADATA
# title: The target does not write groups of this kind
# description: >-
#   Cloud sync writes security groups without mail only, and V1 Microsoft 365 groups only: nobody would write this group
#   after the move, and its copy freezes or is deleted. A Microsoft 365 group that V1 keeps writing is not judged: it
#   stays where it is. What a group of another kind means while nothing moves is CFG-02; mail-enabled groups on their
#   way to the cloud are CS-35.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: CS-01
#   severity: high
#   message: "{target} ({evidence.kind}) is written now, and the target does not write groups of this kind"
#   expected: a kind that the target writes
#   actual: "{evidence.kind}"
#   remediation: >-
#     Keep V1 on for Microsoft 365 groups, which it writes as distribution groups. Where access depends on the group,
#     create a security group with the same members with New-MgGroup, move the permissions to its copy, then let this
#     one go.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   targets: [cloudsync, v1]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.group.kind_not_taken

applies if input.move.candidate == "yes"

undecided contains "whether the move is about the group is not known (CS-32)" if {
	input.move.candidate == "unknown"
	input.move.takes != "yes"
	input.move.stays != "yes"
}

undecided contains "the kind of the group, or whether V1 is on, was not read" if {
	applies
	input.move.takes != "yes"
	"unknown" in {input.move.takes, input.move.stays}
}

findings contains {"kind": input.cloud.kind} if {
	applies
	input.move.takes == "no"
	input.move.stays == "no"
}
