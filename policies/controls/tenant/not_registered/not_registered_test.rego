package controls.tenant.not_registered_test

import data.controls.tenant.not_registered as control
import data.fixtures

test_both_ways_are_counted_with_their_share if {
	control.findings == {
		{"part": "groups", "difference": "groups_without_row", "count": fixtures.counted(10), "of": 40, "percent": 25},
		{"part": "rows", "difference": "rows_without_group", "count": 4, "of": 40, "percent": 10},
	} with input as tenant(10, 4, {})
}

test_register_that_agrees_satisfies if {
	control.applies with input as tenant(0, 0, {})
	control.findings == set() with input as tenant(0, 0, {})
	control.undecided == set() with input as tenant(0, 0, {})
}

test_each_group_leaves_the_rows_to_the_tenant if {
	each := {"parameters": {"each_group": true}, "totals": {"governance": {"unregistered": {"undecided": 3}}}}
	{finding.part | some finding in control.findings} == {"rows"} with input as tenant(10, 4, each)
	control.undecided == set() with input as tenant(10, 4, each)
}

test_tenant_without_groups_and_rows_is_not_applicable if {
	none := {"totals": {"governance": {"written": 0, "rows": 0}}, "tenant": {"governance": {"register": false}}}
	not control.applies with input as tenant(0, null, none)
	control.undecided == set() with input as tenant(0, null, none)
}

test_stale_rows_count_where_nothing_is_written if {
	control.applies with input as tenant(0, 4, {"totals": {"governance": {"written": 0}}})
}

test_missing_register_is_undecided_where_no_group_is_known_to_be_written if {
	none := {"totals": {"governance": {"written": 0, "rows": 0, "unregistered": {"undecided": 3}}}, "tenant": {"governance": {"register": false}}}
	count(control.undecided) == 2 with input as tenant(0, null, none)
	control.findings == set() with input as tenant(0, null, none)
}

test_missing_facts_are_undecided if {
	every facts in [
		{"tenant": {"governance": {"register": false}}}, {"totals": {"governance": {"stray_rows": null}}},
		{"totals": {"governance": {"unregistered": {"undecided": 3}}}},
	] {
		count(control.undecided) == 1 with input as tenant(0, 0, facts)
		control.findings == set() with input as tenant(0, 0, facts)
	}
}

test_others_that_are_open_make_it_at_least if {
	open := {"totals": {"governance": {"unregistered": {"groups": fixtures.at_least(10), "undecided": 3}}}}
	control.findings == {{
		"part": "groups", "difference": "groups_without_row",
		"count": fixtures.at_least(10), "of": 40, "percent": "unknown",
	}} with input as tenant(0, 0, open)
}

tenant(groups, rows, facts) := object.union(
	object.union(fixtures.tenant, {
		"totals": {"governance": {"unregistered": {"groups": fixtures.counted(groups), "undecided": 0}, "stray_rows": rows}},
		"parameters": {"each_group": false},
	}),
	facts,
)
