package controls.tenant.secondary_addresses_test

import data.controls.tenant.secondary_addresses as control
import data.fixtures

test_groups_are_counted_once if {
	control.findings == {{"groups": fixtures.counted(6)}} with input as tenant(6, {})
}

test_groups_that_were_read_are_counted_although_another_was_not if {
	control.findings == {{"groups": fixtures.at_least(6)}} with input as tenant(fixtures.at_least(6), {})
	control.undecided != set() with input as tenant(fixtures.at_least(6), {})
}

test_tenant_without_such_groups_is_satisfied if {
	control.applies with input as tenant(0, {})
	control.findings == set() with input as tenant(0, {})
	control.undecided == set() with input as tenant(0, {})
}

test_tenant_that_writes_nothing_is_not_applicable if {
	not control.applies with input as tenant(0, {"totals": {"written": 0}})
	control.findings == set() with input as tenant(0, {"totals": {"written": 0}})
	control.undecided == set() with input as tenant(null, {"totals": {"written": 0}})
}

test_each_group_leaves_the_groups_to_speak if {
	each := {"parameters": {"each_group": true}, "totals": {"undecided": 3}}
	not control.applies with input as tenant(6, each)
	control.findings == set() with input as tenant(6, each)
	control.undecided == set() with input as tenant(0, each)
}

test_unread_facts_are_undecided if {
	control.undecided == {"proxyAddresses or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected"} with input as tenant(null, {})
	control.findings == set() with input as tenant(null, {})
	undecided := {"which groups are written is not known of all of them"}
	control.undecided == undecided with input as tenant(0, {"totals": {"undecided": 3}})
}

test_directory_without_exchange_is_not_applicable if {
	without := {"tenant": {"exchange": "no"}}
	not control.applies with input as tenant(6, without)
	control.findings == set() with input as tenant(6, without)
	control.undecided == set() with input as tenant(0, object.union(without, {"totals": {"undecided": 3}}))
}

test_unread_schema_is_undecided if {
	count(control.undecided) == 1 with input as tenant(6, {"tenant": {"exchange": "unknown"}})
	control.findings == set() with input as tenant(6, {"tenant": {"exchange": "unknown"}})
	control.undecided == set() with input as tenant(0, {"tenant": {"exchange": "unknown"}})
}

test_unread_groups_that_may_be_written_are_undecided if {
	open := {"totals": {"written": 0, "undecided": 3}}
	control.undecided == {"proxyAddresses or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected"} with input as tenant(null, open)
	control.findings == set() with input as tenant(null, open)
}

tenant(groups, facts) := object.union(
	object.union(fixtures.tenant, {"totals": {"configured": {"secondary_mail": fixtures.counted(groups)}}, "parameters": {"each_group": false}}),
	facts,
)
