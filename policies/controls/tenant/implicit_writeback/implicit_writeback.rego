# METADATA
# custom:
#   aggregate_of: CFG-04
#   severity: medium
#   message: >-
#     V2 writes {evidence.groups} of {evidence.m365|Microsoft 365 group|Microsoft 365 groups} by default; nobody set
#     isEnabled
#   expected: isEnabled true or false on every Microsoft 365 group
#   actual: "{evidence.groups|group|groups} without isEnabled, {evidence.percent} % of all"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.implicit_writeback

applies if {
	_judged
	input.tenant.v2 == "on"
}

undecided contains "whether V2 is on was not read" if {
	_judged
	input.tenant.v2 == "unknown"
	input.totals.m365_implicit.exactly != 0
}

undecided contains "the tenant settings were not read" if {
	applies
	not input.tenant.setting_read
	input.totals.m365_implicit.exactly != 0
}

undecided contains "which groups V2 writes by default is not known of all of them" if {
	applies
	input.totals.m365_implicit.exactly == null
}

findings contains {
	"groups": input.totals.m365_implicit,
	"m365": input.totals.m365,
	"percent": _percent,
} if {
	applies
	input.tenant.setting_read
	input.totals.m365_implicit.at_least > 0
}

default _percent := "unknown"

_percent := round((100 * input.totals.m365_implicit.exactly) / input.totals.m365.exactly) if {
	input.totals.m365_implicit.exactly > 0
	input.totals.m365.exactly > 0
}

_judged if {
	not input.parameters.explicit_required
	input.tenant.setting != false
}
