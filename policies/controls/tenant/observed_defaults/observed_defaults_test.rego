package controls.tenant.observed_defaults_test

import data.controls.tenant.observed_defaults as control
import data.fixtures

test_groups_that_agree_are_an_observation if {
	some finding in control.findings with input as tenant({"m365": 100, "m365_copies": 96, "security": 40, "security_copies": 2})
	finding.severity == "info"
	finding.m365_copies == 96
	finding.setting == "false"
}

test_groups_that_disagree_are_medium if {
	some finding in control.findings with input as tenant({"m365": 100, "m365_copies": 94, "divided": true})
	finding.severity == "medium"
}

test_few_groups_settle_nothing if {
	some finding in control.findings with input as tenant({"m365": 19, "m365_copies": 10, "security": 20})
	finding.severity == "info"
	not control.applies with input as tenant({"m365": 19, "m365_copies": 10, "security": 19})
	control.findings == set() with input as tenant({"m365": 19, "m365_copies": 10, "security": 19})
}

test_reading_that_the_tenant_contradicts_is_medium if {
	some finding in control.findings with input as tenant({"m365": 100, "contradicted": true})
	finding.severity == "medium"
}

test_setting_is_told_as_it_was_read if {
	every pair in [[{"setting": true}, "true"], [{"setting": null}, "unset"], [{"setting": null, "setting_read": false}, "unread"]] {
		some finding in control.findings with input as object.union(tenant({"m365": 20}), {"tenant": pair[0]})
		finding.setting == pair[1]
	}
}

test_groups_told_by_age_are_not_told_twice if {
	not control.applies with input as by_age(20)
	control.findings == set() with input as by_age(20)
	control.undecided == set() with input as by_age(20)
	count(control.findings) == 1 with input as by_age(19)
}

test_tenant_without_v2_is_not_applicable if {
	off := object.union(tenant({"m365": 100}), {"tenant": {"v2": "off"}})
	not control.applies with input as off
	control.findings == set() with input as off
	control.undecided == set() with input as object.union(off, {"totals": {"observation": {"read": false}}})
}

test_unread_side_is_undecided if {
	control.undecided == {"one side was not read completely"} with input as tenant({"read": false})
	control.findings == set() with input as tenant({"read": false})
}

test_groups_of_which_too_little_was_read_are_undecided_where_they_would_be_enough if {
	count(control.undecided) == 1 with input as tenant({"m365": 12, "security": 3, "unread": 8})
	control.findings == set() with input as tenant({"m365": 12, "security": 3, "unread": 8})
	control.undecided == set() with input as tenant({"m365": 12, "security": 3, "unread": 7})
	control.undecided == set() with input as tenant({"m365": 20, "unread": 7})
}

test_unread_switch_is_undecided_where_there_are_enough_groups if {
	every observation in [{"unread": 20}, {"read": false}] {
		subject := object.union(tenant(observation), {"tenant": {"v2": "unknown"}})
		count(control.undecided) == 1 with input as subject
		control.findings == set() with input as subject
	}
	control.undecided == set() with input as object.union(tenant({"unread": 19}), {"tenant": {"v2": "unknown"}})
}

by_age(groups) := object.union(tenant({"m365": 40}), {"history": {"defaults": {"read": true, "m365_before": groups, "m365_since": 19}}})

tenant(observation) := object.union(fixtures.tenant, {"totals": {"observation": object.union(
	{"m365": 0, "m365_copies": 0, "security": 0, "security_copies": 0, "unread": 0},
	observation,
)}})
