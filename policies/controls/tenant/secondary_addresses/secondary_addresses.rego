# METADATA
# custom:
#   aggregate_of: CFG-24
#   severity: medium
#   message: >-
#     {evidence.groups|Microsoft 365 group has|Microsoft 365 groups have} secondary mail addresses, which copies lack
#   expected: the primary address only
#   actual: "{evidence.groups|group|groups} with secondary addresses"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.secondary_addresses

applies if {
	not input.parameters.each_group
	input.totals.written > 0
	input.tenant.exchange != "no"
}

undecided contains "proxyAddresses or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected" if {
	_may_apply
	input.totals.configured.secondary_mail.exactly == null
}

undecided contains "which groups are written is not known of all of them" if {
	not input.parameters.each_group
	input.totals.undecided > 0
	input.totals.configured.secondary_mail.exactly == 0
	input.tenant.exchange != "no"
}

undecided contains "whether the schema has Exchange attributes was not read" if {
	applies
	input.tenant.exchange == "unknown"
	input.totals.configured.secondary_mail.at_least > 0
}

_certain if input.tenant.exchange == "yes"

findings contains {"groups": input.totals.configured.secondary_mail} if {
	applies
	input.totals.configured.secondary_mail.at_least > 0
	_certain
}

# Whether any group is written may be unknown as well as what was not read.
_may_apply if {
	not input.parameters.each_group
	input.totals.written + input.totals.undecided > 0
	input.tenant.exchange != "no"
}
