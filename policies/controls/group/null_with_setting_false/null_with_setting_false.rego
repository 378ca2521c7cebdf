# METADATA
# title: Microsoft 365 group is undecided while the setting says false
# description: >-
#   NewUnifiedGroupWritebackDefault is false and this group has no isEnabled. By one reading the setting gives a value
#   to new groups only, so a group without one is older and is written; by another it is not (conflict C3). The portal
#   does not tell, and a copy may be there that nobody decided on. One finding for the tenant unless explicit_required;
#   with the setting true or unset CFG-04.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/group-directory-settings
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CFG-05
#   severity: medium
#   message: "{target} has no isEnabled while NewUnifiedGroupWritebackDefault is false"
#   expected: isEnabled true or false
#   actual: isEnabled not set
#   remediation: >-
#     Look whether the group has a copy (ENG-22 shows the rule), then run Update-MgBetaGroup -GroupId <id>
#     -WritebackConfiguration @{isEnabled=$true} to keep it, or $false, which freezes it.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
#   parameters:
#     explicit_required: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.null_with_setting_false

applies if {
	_judged
	input.tenant.v2 == "on"
	input.tenant.setting == false
	input.cloud.kind == "m365"
}

undecided contains "whether V2 is on was not read" if {
	_judged
	input.tenant.v2 == "unknown"
	_maybe_false
}

undecided contains "the tenant settings were not read" if {
	_judged
	input.tenant.v2 == "on"
	not input.tenant.setting_read
}

undecided contains "the kind or the configuration of the group was not read" if {
	_judged
	input.tenant.v2 == "on"
	_maybe_false
	not _known
}

findings contains {"attribute": "isEnabled"} if {
	applies
	input.cloud.configuration.is_enabled == null
}

_judged if {
	input.parameters.explicit_required
	input.cloud.kind in {"m365", "unknown"}
	not _explicit
}

_explicit if input.cloud.configuration.is_enabled in {true, false}

_maybe_false if input.tenant.setting == false

_maybe_false if not input.tenant.setting_read

_known if {
	input.cloud.kind == "m365"
	input.cloud.configuration
}
