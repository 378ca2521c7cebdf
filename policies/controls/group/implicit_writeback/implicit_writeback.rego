# METADATA
# title: Microsoft 365 group is written although isEnabled was never set
# description: >-
#   While NewUnifiedGroupWritebackDefault is true or unset, V2 writes such a group and the portal shows No writeback:
#   nobody decided it or sees it. One finding for the tenant unless explicit_required; with the setting false CFG-05.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-write-back-portal
# custom:
#   id: CFG-04
#   severity: medium
#   message: "{target} is written by default; nobody set isEnabled"
#   expected: isEnabled true or false
#   actual: isEnabled not set, which writes the group
#   remediation: >-
#     Decide for each group and run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$true}, or
#     $false where no copy is wanted. With $true nothing changes; with $false a copy stays but gets no more updates.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
#   parameters:
#     explicit_required: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.implicit_writeback

applies if {
	_judged
	input.tenant.v2 == "on"
}

undecided contains "whether V2 is on was not read" if {
	_judged
	input.tenant.v2 == "unknown"
}

undecided contains "the tenant settings were not read" if {
	applies
	not input.tenant.setting_read
}

undecided contains "what V2 does with the group is not known" if {
	applies
	input.writeback.v2.expected == "unknown"
}

findings contains {"attribute": "isEnabled"} if {
	applies
	input.cloud.configuration.is_enabled == null
	input.writeback.v2.expected == "yes"
	input.tenant.setting_read
}

_judged if {
	input.parameters.explicit_required
	input.cloud.kind in {"m365", "unknown"}
	input.tenant.setting != false
	not _explicit
}

_explicit if input.cloud.configuration.is_enabled in {true, false}
