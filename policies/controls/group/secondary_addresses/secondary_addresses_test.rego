package controls.group.secondary_addresses_test

import data.controls.group.secondary_addresses as control
import data.fixtures

test_group_is_reported_where_each_is_asked_for if {
	control.findings == {{"attribute": "proxyAddresses"}} with input as group(true, {})
	control.undecided == set() with input as group(true, {})
}

test_other_group_is_satisfied if {
	control.applies with input as group(false, {})
	control.findings == set() with input as group(false, {})
	control.undecided == set() with input as group(false, {})
}

test_without_each_group_the_tenant_speaks if {
	every expected in ["yes", "unknown"] {
		quiet := group(true, {"parameters": {"each_group": false}, "writeback": {"expected": expected}})
		not control.applies with input as quiet
		control.findings == set() with input as quiet
		control.undecided == set() with input as quiet
	}
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as group(true, {"writeback": {"expected": "no"}})
	control.findings == set() with input as group(true, {"writeback": {"expected": "no"}})
	control.undecided == set() with input as group(true, {"writeback": {"expected": "no"}})
}

test_unread_facts_are_undecided if {
	every unknown in [{"writeback": {"expected": "unknown"}}, {"cloud": {"kind": "unknown"}}] {
		control.undecided == {"whether the group is written, or its kind, is not known"} with input as group(true, unknown)
		control.undecided == set() with input as group(false, unknown)
	}
	unread := {"tenant": {"collected": {"proxy_addresses": false}}}
	control.undecided == {"proxyAddresses was not collected"} with input as group(false, unread)
	control.findings == set() with input as group(false, unread)
}

test_security_group_or_directory_without_exchange_is_not_applicable if {
	every facts in [{"cloud": {"kind": "security"}}, {"tenant": {"exchange": "no"}}] {
		not control.applies with input as group(true, facts)
		control.findings == set() with input as group(true, facts)
		control.undecided == set() with input as group(true, object.union(facts, {"writeback": {"expected": "unknown"}}))
	}
}

test_unread_schema_is_undecided if {
	count(control.undecided) == 1 with input as group(true, {"tenant": {"exchange": "unknown"}})
	control.findings == set() with input as group(true, {"tenant": {"exchange": "unknown"}})
	control.undecided == set() with input as group(false, {"tenant": {"exchange": "unknown"}})
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"tenant": {"collected": {"proxy_addresses": false}}}
	count(control.undecided) > 0 with input as group(false, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group(false, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group(false, object.union(unread, {"writeback": {"expected": "no"}}))
}

group(marked, facts) := object.union(
	object.union(fixtures.m365_written, {"cloud": {"marks": {"secondary_mail": marked}}, "parameters": {"each_group": true}}),
	facts,
)
