package controls.group.converted_and_enabled_test

import data.controls.group.converted_and_enabled as control
import data.fixtures

test_converted_group_that_is_enabled_is_reported if {
	control.findings == {{"attribute": "isEnabled", "inferred": false}} with input as group("yes", {})
	control.findings == {{"attribute": "isEnabled", "inferred": true}} with input as group("likely", {})
}

test_native_group_is_satisfied if {
	every converted in ["no", "unknown"] {
		control.applies with input as group(converted, {})
		control.findings == set() with input as group(converted, {})
		control.undecided == set() with input as group(converted, {})
	}
}

test_others_are_not_applicable if {
	every facts in [{"cloud": {"kind": "m365"}}, {"cloud": {"configuration": {"is_enabled": null}}}, {"tenant": {"v2": "off"}}] {
		not control.applies with input as group("yes", facts)
		control.findings == set() with input as group("yes", facts)
		control.undecided == set() with input as group("yes", facts)
	}
}

test_missing_data_is_undecided if {
	unread := {"tenant": {"collected": {"security_identifier": false}}}
	control.undecided == {"whether the group was converted was not read"} with input as group("unknown", unread)
	control.findings == set() with input as group("unknown", unread)
	control.undecided == {"whether V2 is on was not read"} with input as group("yes", {"tenant": {"v2": "unknown"}})
	control.undecided == set() with input as group("no", {"tenant": {"v2": "unknown"}})
	missing := json.remove(group("yes", {}), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as missing
	control.undecided == set() with input as object.union(missing, {"tenant": {"v2": "off"}})
}

test_group_that_may_be_synced_still_is_undecided if {
	unread := {"tenant": {"collected": {"sync": false}}}
	control.undecided == {"whether the group comes from the directory was not read: export onPremisesSyncEnabled"} with input as group("likely", unread)
	control.findings == set() with input as group("likely", unread)
	control.undecided == set() with input as group("likely", object.union(unread, {"cloud": {"kind": "m365"}}))
	control.undecided == set() with input as group("likely", object.union(unread, {"tenant": {"v2": "off"}}))
}

test_group_of_unknown_kind_is_undecided if {
	subject := group("yes", {"cloud": {"kind": "unknown"}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_neither_conversion_nor_engine_known_is_undecided if {
	unread := {"tenant": {"collected": {"security_identifier": false}}}
	count(control.undecided) > 0 with input as group("unknown", object.union(unread, {"tenant": {"v2": "unknown"}}))
	control.findings == set() with input as group("unknown", object.union(unread, {"tenant": {"v2": "unknown"}}))
	control.undecided == set() with input as group("unknown", object.union(unread, {"tenant": {"v2": "off"}}))
}

test_neither_kind_nor_configuration_of_a_converted_group_known_is_undecided if {
	unread := json.remove(group("yes", {"cloud": {"kind": "unknown"}}), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as unread
	control.findings == set() with input as unread
}

test_neither_conversion_nor_configuration_known_is_undecided if {
	unread := json.remove(group("unknown", {"tenant": {"collected": {"security_identifier": false}}}), ["/cloud/configuration"])
	control.undecided == {"whether the group was converted was not read"} with input as unread
	control.findings == set() with input as unread
	control.undecided == set() with input as json.remove(group("unknown", {}), ["/cloud/configuration"])
}

group(converted, facts) := object.union(
	object.union(fixtures.security_group_written, {"cloud": {"soa_converted": converted}}),
	facts,
)
