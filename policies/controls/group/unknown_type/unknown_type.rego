# METADATA
# title: Type is none of the documented values
# description: >-
#   V2 knows three types. What it writes for another value is not documented: nothing, a distribution group, or an
#   error. The value may stem from a script or from a later version of the service. Judged before every other rule on
#   the type, except on groups from the directory (CFG-03).
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
# custom:
#   id: CFG-07
#   severity: medium
#   message: "{target} asks for a type that no document knows"
#   expected: universalDistributionGroup, universalSecurityGroup or universalMailEnabledSecurityGroup
#   actual: another value
#   remediation: >-
#     Read the value with Get-MgBetaGroup -GroupId <id> -Property writebackConfiguration and set the type that is
#     meant with Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{onPremisesGroupType="<type>"}; V2 writes
#     the group as that type in the next cycle.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.group.unknown_type

applies if {
	input.cloud.configuration.type != ""
	input.cloud.kind in _own
	input.tenant.v2 != "off"
}

undecided contains "writebackConfiguration was not collected" if {
	input.cloud.kind in _own | {"unknown"}
	not input.cloud.configuration
	input.tenant.v2 != "off"
}

undecided contains "the kind of the group was not read" if {
	input.cloud.kind == "unknown"
	input.cloud.configuration.type == "other"
	input.tenant.v2 != "off"
}

findings contains {"attribute": "onPremisesGroupType"} if {
	applies
	input.cloud.configuration.type == "other"
}

_own := {"m365", "security", "mailEnabledSecurity", "distribution", "other"}
