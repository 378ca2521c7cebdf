# METADATA
# title: Security group asks for a type that security groups cannot have
# description: >-
#   V2 can write a security group as a security group only. What it does with another type is not documented, so
#   access through the copy is luck. Judges enabled groups with a documented value: a type on a group that is not
#   enabled is CFG-06, a value outside the enumeration CFG-07, a kind that is never written CFG-02.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CFG-01
#   severity: high
#   message: "{target} is a security group and asks to be written as {actual}"
#   expected: universalSecurityGroup
#   actual: "{cloud.configuration.type}"
#   remediation: >-
#     Run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$true;
#     onPremisesGroupType="universalSecurityGroup"}. Connect writes the group as a security group in the next cycle.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [v2]
#   frameworks:
#     NIST SP 800-53r5: [CM-6]
#     ISO/IEC 27001:2022: [A.8.9]
package controls.group.illegal_type

applies if {
	input.cloud.kind == "security"
	input.cloud.configuration.is_enabled == true
	input.cloud.configuration.type != "other"
	input.tenant.v2 != "off"
}

undecided contains "writebackConfiguration was not collected" if {
	input.cloud.kind in {"security", "unknown"}
	not input.cloud.configuration
	input.tenant.v2 != "off"
}

undecided contains "the kind of the group was not read" if {
	input.cloud.kind == "unknown"
	input.cloud.configuration.is_enabled == true
	input.cloud.configuration.type in {"universalDistributionGroup", "universalMailEnabledSecurityGroup"}
	input.tenant.v2 != "off"
}

findings contains {"attribute": "onPremisesGroupType"} if {
	applies
	input.cloud.configuration.type in {"universalDistributionGroup", "universalMailEnabledSecurityGroup"}
}
