# METADATA
# custom:
#   aggregate_of: CFG-06
#   severity: low
#   message: "{evidence.groups|group has|groups have} a writeback type without isEnabled true"
#   expected: a type only on groups with isEnabled true
#   actual: "{evidence.groups|group|groups} with a type and isEnabled false or not set"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.type_without_enable

applies if {
	not input.parameters.explicit_required
	input.tenant.v2 != "off"
}

undecided contains "writebackConfiguration or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected" if {
	applies
	input.totals.type_without_enable.exactly == null
}

findings contains {"groups": input.totals.type_without_enable} if {
	applies
	input.totals.type_without_enable.at_least > 0
}
