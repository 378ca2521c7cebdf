package controls.tenant.misleading_labels_test

import data.controls.tenant.misleading_labels as control
import data.fixtures

test_labels_that_mislead_are_counted_once if {
	finding := {"severity": "low", "groups": fixtures.counted(18), "hidden": fixtures.counted(12), "listed": fixtures.counted(40), "written": fixtures.counted(40)}
	control.findings == {finding} with input as tenant({}, {"hidden": 12, "promised": 5, "mistyped": 1})
}

test_labels_of_groups_that_were_read_are_counted_although_another_was_not if {
	subject := tenant({}, {"hidden": fixtures.at_least(12), "listed": fixtures.at_least(40), "written": fixtures.at_least(40)})
	control.findings == {{
		"severity": "low", "groups": fixtures.at_least(12), "hidden": fixtures.at_least(12),
		"listed": fixtures.at_least(40), "written": fixtures.at_least(40),
	}} with input as subject
	control.undecided != set() with input as subject
}

test_promises_without_v2_are_left_to_eng_36 if {
	off := {"v2": "off", "mode": "v1"}
	control.findings == set() with input as tenant(off, {"promised": 5})
	some finding in control.findings with input as tenant(off, {"promised": 5, "hidden": 12})
	finding.groups == fixtures.counted(12)
	finding.severity == "info"
}

test_labels_that_tell_the_truth_are_satisfied if {
	control.applies with input as tenant({}, {})
	control.findings == set() with input as tenant({}, {})
	control.undecided == set() with input as tenant({}, {})
}

test_tenant_without_engine_is_not_applicable if {
	none := {"v1": "off", "v2": "off", "mode": "none"}
	not control.applies with input as tenant(none, {"promised": 5})
	control.findings == set() with input as tenant(none, {"promised": 5, "hidden": 1})
	control.undecided == set() with input as tenant(none, {"hidden": null})
}

test_unread_facts_are_undecided if {
	unread := {"hidden": null, "promised": null, "mistyped": null, "listed": null}
	uncollected := "writebackConfiguration or the kind of some groups (groupTypes, mailEnabled, securityEnabled, onPremisesSyncEnabled) was not collected"
	control.undecided == {uncollected, "which groups are written is not known of all of them"} with input as tenant({}, unread)
	control.findings == set() with input as tenant({}, unread)
	open := object.union(tenant({}, {}), {"totals": {"undecided": 3}})
	control.undecided == {"which groups are written is not known of all of them"} with input as open
	count(control.findings) == 1 with input as object.union(open, {"totals": {"portal": {"hidden": fixtures.counted(1)}}})
}

test_groups_that_may_be_over_the_limit_are_undecided if {
	count(control.undecided) == 1 with input as tenant({}, {"uncounted": 2})
	control.findings == set() with input as tenant({}, {"uncounted": 2})
	control.undecided == set() with input as tenant({}, {"uncounted": 2, "hidden": 1})
}

tenant(facts, portal) := object.union(fixtures.tenant, {"tenant": facts, "totals": {"portal": {k: fixtures.counted(n) | some k, n in portal}}})
