package controls.tenant.observed_since_test

import data.controls.tenant.observed_since as control
import data.fixtures

test_groups_of_both_ages_are_told_apart if {
	some finding in control.findings with input as tenant({"m365_before": 40, "m365_before_copies": 40, "m365_since": 5})
	finding.severity == "info"
	finding.part == "history"
	finding.m365_since == 5
	finding.setting == "false"
}

test_groups_of_one_age_that_disagree_are_medium if {
	severities == {"medium"} with input as tenant({"m365_since": 30, "m365_since_copies": 15, "divided": true})
}

test_age_that_turns_the_answer_is_medium if {
	severities == {"medium"} with input as tenant({"security_before": 30, "security_since": 30, "turned": true})
}

test_what_holds_of_all_ages_weighs_as_much if {
	every fact in ["divided", "contradicted"] {
		severities == {"medium"} with input as object.union(tenant({"m365_since": 30}), {"totals": {"observation": {fact: true}}})
	}
}

test_setting_is_told_as_it_was_read if {
	every pair in [[true, "true"], [null, "unset"]] {
		some finding in control.findings with input as object.union(tenant({"m365_since": 20}), {"tenant": {"setting": pair[0]}})
		finding.setting == pair[1]
	}
}

test_few_groups_settle_nothing if {
	control.applies with input as tenant({"m365_before": 19, "m365_since": 19})
	control.findings == set() with input as tenant({"m365_before": 19, "m365_since": 19})
	control.undecided == set() with input as tenant({"m365_before": 19, "m365_since": 19})
}

test_groups_of_which_too_little_was_read_are_undecided_where_they_would_be_enough if {
	few := tenant({"m365_before": 12, "m365_since": 15})
	count(control.undecided) == 1 with input as object.union(few, {"totals": {"observation": {"unread": 5}}})
	control.findings == set() with input as object.union(few, {"totals": {"observation": {"unread": 5}}})
	control.undecided == set() with input as object.union(few, {"totals": {"observation": {"unread": 4}}})
}

test_tenant_without_v2_is_not_applicable if {
	off := object.union(history({"setting_kept": "unknown"}), {"tenant": {"v2": "off"}})
	not control.applies with input as off
	control.findings == set() with input as off
	control.undecided == set() with input as off
}

test_unread_switch_is_undecided if {
	control.undecided == {"whether V2 is on was not read"} with input as object.union(history({}), {"tenant": {"v2": "unknown"}})
}

test_changed_or_unread_setting_is_undecided if {
	every pair in [["no", "the setting was changed after the earlier snapshot: give one taken since"], ["unknown", "the setting was not read in this and the earlier snapshot"]] {
		control.undecided == {pair[1]} with input as history({"setting_kept": pair[0]})
		control.findings == set() with input as history({"setting_kept": pair[0]})
	}
}

test_unread_side_is_undecided if {
	subject := object.union(history({"setting_kept": "yes"}), {"totals": {"observation": {"read": false}}})
	control.undecided == {"one side was not read completely"} with input as subject
	not control.applies with input as subject
}

test_table_without_answer_is_undecided if {
	subject := object.union(tenant({"m365_since": 30}), {"history": {"defaults": {"read": false}}})
	control.undecided == {"one side of the earlier snapshot was not read completely"} with input as subject
	not control.applies with input as subject
}

severities contains finding.severity if some finding in control.findings

history(facts) := object.union(fixtures.tenant, {"history": object.union({"given": true}, facts)})

tenant(table) := history({"setting_kept": "yes", "defaults": object.union({"read": true}, table)})
