package controls.group.synced_group_configured_test

import data.controls.group.synced_group_configured as control
import data.fixtures

test_configured_synced_group_is_told if {
	control.findings == {{"attribute": "writebackConfiguration"}} with input as group("synced", true, "")
	count(control.findings) == 1 with input as group("synced", null, "universalSecurityGroup")
	count(control.findings) == 1 with input as group("synced", false, "other")
}

test_null_and_false_are_satisfied if {
	every enabled in [null, false] {
		control.applies with input as group("synced", enabled, "")
		control.findings == set() with input as group("synced", enabled, "")
		control.undecided == set() with input as group("synced", enabled, "")
	}
}

test_cloud_group_is_not_applicable if {
	not control.applies with input as group("security", true, "universalSecurityGroup")
	control.findings == set() with input as group("security", true, "universalSecurityGroup")
	not control.applies with input as fixtures.orphan
	control.undecided == set() with input as fixtures.orphan
}

test_missing_configuration_is_undecided if {
	missing := json.remove(group("synced", null, ""), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as missing
	control.findings == set() with input as missing
}

test_group_that_may_be_synced_is_undecided if {
	every kind in ["unknown", "security"] {
		subject := object.union(group(kind, true, ""), {"tenant": {"collected": {"sync": false}}})
		count(control.undecided) == 1 with input as subject
		control.findings == set() with input as subject
	}
}

test_group_of_unknown_kind_that_is_not_synced_is_of_no_concern if {
	control.undecided == set() with input as group("unknown", true, "")
}

test_neither_origin_nor_configuration_known_is_undecided if {
	unread := json.remove(group("security", true, ""), ["/cloud/configuration"])
	facts := {"tenant": {"collected": {"sync": false}}}
	control.undecided == {"writebackConfiguration was not collected"} with input as object.union(unread, facts)
	control.findings == set() with input as object.union(unread, facts)
	control.undecided == set() with input as unread
}

group(kind, enabled, type) := object.union(fixtures.not_written, {"cloud": {
	"kind": kind,
	"configuration": {"is_enabled": enabled, "type": type},
}})
