package controls.group.synced_child_test

import data.controls.group.synced_child as control
import data.fixtures

test_synced_children_of_a_cloud_sync_copy_are_reported if {
	control.findings == {{"synced": fixtures.counted(2), "children": fixtures.counted(4)}} with input as group({"nesting": {"children_synced": 2}})
}

test_domain_local_children_are_left_to_dif_26 if {
	facts := {"nesting": {"children_synced": 2, "children_domain_local": 2}}
	control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_copy_of_connect_or_without_children_is_not_applicable if {
	every facts in [
		{"writeback": {"engine": "v2"}, "nesting": {"children_synced": 2}}, {"nesting": {"children": 0}},
		{"writeback": {"expected": "no"}, "nesting": {"children_synced": 2}},
	] {
		not control.applies with input as group(facts)
		control.findings == set() with input as group(facts)
		control.undecided == set() with input as group(facts)
	}
}

test_unread_facts_are_undecided if {
	unknown := {"writeback": {"expected": "unknown", "engine": "", "cloudsync": {"state": "unknown", "expected": "unknown"}}}
	undecided := {"whether cloud sync writes the group is not known"}
	control.undecided == undecided with input as group(object.union(unknown, {"nesting": {"children_synced": 1}}))
	count(control.undecided) == 1 with input as group(object.union(unknown, {"tenant": {"collected": {"sync": false}}}))
	control.undecided == set() with input as group(unknown)
	control.undecided == {"the cloud members were not read completely"} with input as group({"members": {"cloud": "partial"}})
	control.undecided == set() with input as group({"members": {"cloud": "partial"}, "writeback": {"engine": "v2"}})
	child := "whether some child groups come from the directory was not read: export onPremisesSyncEnabled of every group"
	control.undecided == {child} with input as group({"nesting": {"children_scope_unknown": 1}})
	control.undecided == set() with input as group({"nesting": {"children_synced": 1, "children_scope_unknown": 1}})
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"members": {"cloud": "partial"}}
	count(control.undecided) > 0 with input as group(object.union(unread, {"writeback": {"expected": "unknown", "engine": "", "cloudsync": {"state": "unknown", "expected": "unknown"}}}))
	control.findings == set() with input as group(object.union(unread, {"writeback": {"expected": "unknown", "engine": "", "cloudsync": {"state": "unknown", "expected": "unknown"}}}))
	control.undecided == set() with input as group(object.union(unread, {"writeback": {"expected": "unknown", "engine": "", "cloudsync": {"state": "off", "expected": "no"}}}))
}

test_children_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"nesting": {"children_scope_unknown": 1}}] {
		some finding in control.findings with input as object.union(group({"nesting": {"children_synced": 2}}), open)
		finding.synced.exactly == null
		finding.children.exactly == null
	}
}

group(facts) := object.union(
	object.union(fixtures.security_group_written, {
		"writeback": {"engine": "cloudsync", "cloudsync": {"state": "on", "expected": "yes"}},
		"nesting": {"children": 4},
	}),
	facts,
)
