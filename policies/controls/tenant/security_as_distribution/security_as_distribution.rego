# METADATA
# title: Security groups are written as distribution groups
# description: >-
#   At least three copies, and half of those that V2 should write as security groups, are distribution groups. A clone
#   of "In from AAD - Group SOAInAAD" leaves targetWritebackType empty and does that to every group: access is lost,
#   and comes back with the old members when the rule is mended. The objects are not reported again (DIF-06); the rule
#   itself is ENG-12.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
# custom:
#   id: ENG-13
#   severity: critical
#   message: >-
#     {evidence.distribution|copy|copies} of {evidence.expected} that V2 should write as security groups are
#     distribution groups
#   expected: security groups for {evidence.expected|group|groups}
#   actual: "{evidence.distribution|distribution group|distribution groups}"
#   remediation: >-
#     In the Synchronization Rules Editor save the clone of "In from AAD - Group SOAInAAD" with Export, enable the
#     default rule and disable the clone, then run Start-ADSyncSyncCycle -PolicyType Initial: Connect turns the copies
#     into security groups, keeping their SIDs.
#   requires: [cloud_groups, directory_groups]
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync, v2]
#   left_to: {ENG-12: ""}
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [AC-3], ISO/IEC 27001:2022: [A.8.3]}
package controls.tenant.security_as_distribution

applies if {
	input.tenant.v2 == "on"
	input.totals.observation.read
	input.totals.observation.v2_security > 0
}

undecided contains "one side was not read completely" if {
	input.tenant.v2 == "on"
	not input.totals.observation.read
}

undecided contains "the groupType of copies, or which groups V2 writes as security groups, was not read of enough groups" if {
	input.tenant.v2 == "on"
	input.totals.observation.read
	input.tenant.security_as_distribution == "unknown"
}

undecided contains "whether V2 is on was not read" if input.tenant.v2 == "unknown"

findings contains {
	"severity": _severity,
	"distribution": input.totals.observation.v2_distribution,
	"expected": input.totals.observation.v2_security,
	"documented": input.totals.observation.v2_documented,
} if {
	applies
	input.tenant.security_as_distribution == "yes"
}

default _severity := "critical"

# Of Microsoft 365 groups with universalSecurityGroup one public dump shows the same (C19).
_severity := "high" if input.totals.observation.v2_documented == 0
