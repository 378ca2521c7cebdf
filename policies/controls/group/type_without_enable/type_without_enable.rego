# METADATA
# title: Group has a writeback type without isEnabled true
# description: >-
#   What a type does is documented with isEnabled true only. Beside false it is inert. Beside null no document says
#   whether it counts, and choice type_without_enable decides: whether the copy of a Microsoft 365 group takes that
#   type, and whether a security group is written. The API never takes a type back to null, so it waits for the day
#   somebody enables the group. Counted for the tenant unless explicit_required asks for each group. Synced groups
#   are CFG-03, unknown values CFG-07.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
#   - ref: https://github.com/microsoftgraph/msgraph-metadata/issues/332
# custom:
#   id: CFG-06
#   severity: low
#   message: "{target} has type {actual} without isEnabled true"
#   expected: a type only on groups with isEnabled true
#   actual: "{cloud.configuration.type}"
#   remediation: >-
#     Run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$true} where the copy is wanted, which
#     writes the group as that type. Elsewhere run it with @{isEnabled=$false} where it is null and accept the inert
#     type.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
#   parameters:
#     explicit_required: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.type_without_enable

applies if {
	_judged
	input.cloud.configuration.type in _documented
	input.cloud.kind != "unknown"
}

undecided contains "writebackConfiguration was not collected" if {
	_judged
	not input.cloud.configuration
}

undecided contains "the kind of the group was not read" if {
	_judged
	input.cloud.kind == "unknown"
	input.cloud.configuration.type in _documented
	input.cloud.configuration.is_enabled != true
}

findings contains {"attribute": "onPremisesGroupType"} if {
	applies
	input.cloud.configuration.is_enabled != true
}

_documented := {"universalDistributionGroup", "universalSecurityGroup", "universalMailEnabledSecurityGroup"}

_judged if {
	input.parameters.explicit_required
	input.cloud.kind != "synced"
	input.tenant.v2 != "off"
}
