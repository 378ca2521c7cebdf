package controls.group.unwritable_kind_enabled_test

import data.controls.group.unwritable_kind_enabled as control
import data.fixtures

test_enabled_group_of_an_unwritable_kind_is_reported if {
	every kind in ["mailEnabledSecurity", "distribution", "other"] {
		control.findings == {{"attribute": "isEnabled"}} with input as group(kind, true, "universalSecurityGroup")
	}
}

test_group_that_is_not_enabled_is_satisfied if {
	every enabled in [false, null] {
		control.applies with input as group("distribution", enabled, "")
		control.findings == set() with input as group("distribution", enabled, "")
		control.undecided == set() with input as group("distribution", enabled, "")
	}
}

test_kinds_that_are_written_are_not_applicable if {
	every kind in ["m365", "security", "synced"] {
		not control.applies with input as group(kind, true, "")
		control.findings == set() with input as group(kind, true, "")
		control.undecided == set() with input as json.remove(group(kind, true, ""), ["/cloud/configuration"])
	}
}

test_unknown_type_is_left_to_cfg_07 if {
	not control.applies with input as group("distribution", true, "other")
	control.findings == set() with input as group("distribution", true, "other")
	control.undecided == set() with input as group("unknown", true, "other")
}

test_tenant_without_v2_is_left_to_eng_36 if {
	every kind in ["distribution", "unknown"] {
		subject := object.union(group(kind, true, ""), {"tenant": {"v2": "off"}})
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
		control.undecided == set() with input as json.remove(subject, ["/cloud/configuration"])
	}
}

test_missing_data_is_undecided if {
	missing := json.remove(group("distribution", null, ""), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as missing
	control.findings == set() with input as missing
	control.undecided == {"the kind of the group was not read"} with input as group("unknown", true, "")
	control.findings == set() with input as group("unknown", true, "")
}

test_neither_kind_nor_configuration_known_is_undecided if {
	unread := json.remove(group("unknown", true, ""), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as unread
	control.findings == set() with input as unread
}

group(kind, enabled, type) := object.union(fixtures.m365_written, {"cloud": {
	"kind": kind,
	"configuration": {"is_enabled": enabled, "type": type},
}})
