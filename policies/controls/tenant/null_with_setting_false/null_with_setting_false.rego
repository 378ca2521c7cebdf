# METADATA
# custom:
#   aggregate_of: CFG-05
#   severity: medium
#   message: >-
#     {evidence.groups|Microsoft 365 group has|Microsoft 365 groups have} no isEnabled while
#     NewUnifiedGroupWritebackDefault is false
#   expected: isEnabled true or false on every Microsoft 365 group
#   actual: "{evidence.groups|group|groups} without isEnabled, {evidence.percent} % of all"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.null_with_setting_false

applies if {
	not input.parameters.explicit_required
	input.tenant.v2 == "on"
	input.tenant.setting == false
}

undecided contains "whether V2 is on was not read" if {
	not input.parameters.explicit_required
	input.tenant.v2 == "unknown"
	input.tenant.setting == false
	input.totals.configured.m365_unset.exactly != 0
}

undecided contains "the tenant settings were not read" if {
	not input.parameters.explicit_required
	input.tenant.v2 != "off"
	not input.tenant.setting_read
	input.totals.configured.m365_unset.exactly != 0
}

undecided contains "writebackConfiguration or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected" if {
	applies
	input.totals.configured.m365_unset.exactly == null
}

findings contains {
	"groups": input.totals.configured.m365_unset,
	"percent": _percent,
} if {
	applies
	input.totals.configured.m365_unset.at_least > 0
}

default _percent := "unknown"

_percent := round((100 * input.totals.configured.m365_unset.exactly) / input.totals.m365.exactly) if {
	input.totals.configured.m365_unset.exactly > 0
	input.totals.m365.exactly > 0
}
