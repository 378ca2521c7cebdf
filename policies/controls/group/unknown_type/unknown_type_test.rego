package controls.group.unknown_type_test

import data.controls.group.unknown_type as control
import data.fixtures

test_value_outside_the_enumeration_is_reported if {
	every kind in ["m365", "security", "distribution"] {
		control.findings == {{"attribute": "onPremisesGroupType"}} with input as group(kind, "other")
	}
}

test_documented_value_is_satisfied if {
	control.applies with input as group("m365", "universalSecurityGroup")
	control.findings == set() with input as group("m365", "universalSecurityGroup")
	control.undecided == set() with input as group("m365", "universalSecurityGroup")
}

test_group_without_type_is_not_applicable if {
	not control.applies with input as group("m365", "")
	control.undecided == set() with input as group("m365", "")
}

test_synced_group_is_left_to_cfg_03 if {
	not control.applies with input as group("synced", "other")
	control.findings == set() with input as group("synced", "other")
	control.undecided == set() with input as json.remove(group("synced", ""), ["/cloud/configuration"])
}

test_tenant_without_v2_is_not_applicable if {
	every kind in ["m365", "unknown"] {
		off := object.union(group(kind, "other"), {"tenant": {"v2": "off"}})
		not control.applies with input as off
		control.findings == set() with input as off
		control.undecided == set() with input as off
		control.undecided == set() with input as json.remove(off, ["/cloud/configuration"])
	}
}

test_missing_data_is_undecided if {
	missing := json.remove(group("m365", ""), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as missing
	control.findings == set() with input as missing
	control.undecided == {"the kind of the group was not read"} with input as group("unknown", "other")
	control.findings == set() with input as group("unknown", "other")
	control.undecided == set() with input as group("unknown", "")
}

test_neither_kind_nor_configuration_known_is_undecided if {
	unread := json.remove(group("unknown", "other"), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as unread
	control.findings == set() with input as unread
}

group(kind, type) := object.union(fixtures.m365_written, {"cloud": {"kind": kind, "configuration": {"type": type}}})
