package controls.tenant.long_name_test

import data.controls.tenant.long_name as control
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
	control.undecided == {"the display name was not collected of every group"} with input as tenant(null, {})
	control.findings == set() with input as tenant(null, {})
	undecided := {"which groups are written is not known of all of them"}
	control.undecided == undecided with input as tenant(0, {"totals": {"undecided": 3}})
}

test_tenant_that_names_by_id_is_not_applicable if {
	by_id := {"totals": {"naming": {"display_name": 0}}}
	not control.applies with input as tenant(6, by_id)
	control.findings == set() with input as tenant(6, by_id)
	control.undecided == set() with input as tenant(0, object.union(by_id, {"totals": {"undecided": 3}}))
	control.findings == {{"groups": fixtures.counted(6)}} with input as tenant(6, object.union(by_id, {"tenant": {"cloudsync": "on"}}))
}

test_unread_cloud_sync_is_undecided if {
	subject := tenant(3, {"tenant": {"cloudsync": "unknown"}, "totals": {"naming": {"display_name": 0}}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_copies_that_were_not_read_are_undecided_where_names_are_long if {
	unread := {"totals": {"naming": {"display_name": 0, "copies_read": false}}}
	count(control.undecided) == 1 with input as tenant(3, unread)
	control.findings == set() with input as tenant(3, unread)
	control.undecided == set() with input as tenant(0, unread)
}

test_unread_groups_that_may_be_written_are_undecided if {
	open := {"totals": {"written": 0, "undecided": 3}}
	control.undecided == {"the display name was not collected of every group"} with input as tenant(null, open)
	control.findings == set() with input as tenant(null, open)
}

test_copies_that_were_not_read_are_undecided_where_groups_may_be_written if {
	unread := {"totals": {"written": 0, "undecided": 3, "naming": {"display_name": 0, "copies_read": false}}}
	count(control.undecided) == 1 with input as tenant(0, unread)
	control.findings == set() with input as tenant(0, unread)
}

tenant(groups, facts) := object.union(
	object.union(fixtures.tenant, {"totals": {"names": {"long": fixtures.counted(groups)}}, "parameters": {"each_group": false}}),
	facts,
)
