package controls.group.mail_type_without_mail_test

import data.controls.group.mail_type_without_mail as control
import data.fixtures

test_mail_type_without_mail_is_reported if {
	control.findings == {{"attribute": "mail"}} with input as group({})
	control.undecided == set() with input as group({})
}

test_group_with_mail_is_satisfied if {
	control.applies with input as group({"cloud": {"mail": true}})
	control.findings == set() with input as group({"cloud": {"mail": true}})
	control.undecided == set() with input as group({"cloud": {"mail": true}})
}

test_others_are_not_applicable if {
	every facts in [
		{"cloud": {"kind": "security"}}, {"tenant": {"v2": "off"}},
		{"cloud": {"configuration": {"is_enabled": null}}}, {"cloud": {"configuration": {"type": "universalSecurityGroup"}}},
	] {
		not control.applies with input as group(facts)
		control.findings == set() with input as group(facts)
		control.undecided == set() with input as group(facts)
	}
}

test_missing_data_is_undecided if {
	control.undecided == {"mail was not collected"} with input as group({"tenant": {"collected": {"mail": false}}})
	control.findings == set() with input as group({"tenant": {"collected": {"mail": false}}})
	control.undecided == {"the kind of the group was not read"} with input as group({"cloud": {"kind": "unknown"}})
	missing := json.remove(group({}), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as missing
	control.undecided == set() with input as object.union(missing, {"tenant": {"v2": "off"}})
}

test_neither_kind_nor_configuration_known_is_undecided if {
	unread := json.remove(group({"cloud": {"kind": "unknown"}}), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as unread
	control.findings == set() with input as unread
}

group(facts) := object.union(
	object.union(fixtures.m365_written, {"cloud": {
		"mail": false,
		"configuration": {"is_enabled": true, "type": "universalMailEnabledSecurityGroup"},
	}}),
	facts,
)
