# METADATA
# title: Group of a kind that is never written is enabled for writeback
# description: >-
#   No engine writes mail-enabled security groups and distribution groups of the cloud, nor groups that are neither.
#   The portal accepts the setting all the same, and whoever set it waits for a copy. A group that comes from the
#   directory is CFG-03, a value outside the enumeration CFG-07; without V2 the count of ENG-36 speaks.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
# custom:
#   id: CFG-02
#   severity: medium
#   message: "{target} is enabled for writeback, and its kind is never written ({cloud.kind})"
#   expected: isEnabled only on Microsoft 365 and security groups
#   actual: isEnabled true on kind {cloud.kind}
#   remediation: >-
#     Create a Microsoft 365 group with the same members in its place, or run Update-MgBetaGroup -GroupId <id>
#     -WritebackConfiguration @{isEnabled=$false}, which changes nothing in the directory.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.group.unwritable_kind_enabled

applies if {
	input.cloud.kind in _unwritable
	input.cloud.configuration.type != "other"
	input.tenant.v2 != "off"
}

undecided contains "writebackConfiguration was not collected" if {
	input.cloud.kind in _unwritable | {"unknown"}
	not input.cloud.configuration
	input.tenant.v2 != "off"
}

undecided contains "the kind of the group was not read" if {
	input.cloud.kind == "unknown"
	input.cloud.configuration.is_enabled == true
	input.cloud.configuration.type != "other"
	input.tenant.v2 != "off"
}

findings contains {"attribute": "isEnabled"} if {
	applies
	input.cloud.configuration.is_enabled == true
}

_unwritable := {"mailEnabledSecurity", "distribution", "other"}
