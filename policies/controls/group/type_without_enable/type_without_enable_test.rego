package controls.group.type_without_enable_test

import data.controls.group.type_without_enable as control
import data.fixtures

test_type_without_enable_is_reported_where_each_group_must_be_explicit if {
	every enabled in [false, null] {
		every kind in ["m365", "security", "distribution"] {
			control.findings == {{"attribute": "onPremisesGroupType"}} with input as group(kind, enabled, "universalSecurityGroup")
		}
	}
}

test_enabled_group_is_satisfied if {
	control.applies with input as group("m365", true, "universalSecurityGroup")
	control.findings == set() with input as group("m365", true, "universalSecurityGroup")
	control.undecided == set() with input as group("m365", true, "universalSecurityGroup")
}

test_without_explicit_required_the_tenant_speaks if {
	subject := object.union(group("m365", null, "universalSecurityGroup"), {"parameters": {"explicit_required": false}})
	not control.applies with input as subject
	control.findings == set() with input as subject
}

test_group_without_type_or_with_an_unknown_one_is_not_applicable if {
	every type in ["", "other"] {
		not control.applies with input as group("m365", null, type)
		control.findings == set() with input as group("m365", null, type)
		control.undecided == set() with input as group("m365", null, type)
	}
}

test_synced_group_is_left_to_cfg_03 if {
	not control.applies with input as group("synced", null, "universalSecurityGroup")
	control.findings == set() with input as group("synced", null, "universalSecurityGroup")
}

test_tenant_without_v2_is_not_applicable if {
	subject := object.union(group("m365", null, "universalSecurityGroup"), {"tenant": {"v2": "off"}})
	not control.applies with input as subject
	control.undecided == set() with input as json.remove(subject, ["/cloud/configuration"])
}

test_missing_configuration_is_undecided if {
	subject := json.remove(group("m365", null, ""), ["/cloud/configuration"])
	control.undecided == {"writebackConfiguration was not collected"} with input as subject
	control.findings == set() with input as subject
}

test_unread_kind_is_undecided if {
	subject := group("unknown", null, "universalSecurityGroup")
	control.undecided == {"the kind of the group was not read"} with input as subject
	control.findings == set() with input as subject
}

test_nothing_is_undecided_where_nothing_would_be_reported if {
	without_parameter := {"parameters": {"explicit_required": false}}
	control.undecided == set() with input as object.union(group("unknown", null, "universalSecurityGroup"), without_parameter)
	control.undecided == set() with input as group("unknown", null, "")
	control.undecided == set() with input as group("unknown", true, "universalSecurityGroup")
	control.undecided == set() with input as group("m365", null, "universalSecurityGroup")
}

group(kind, enabled, type) := object.union(fixtures.m365_written, {
	"cloud": {"kind": kind, "configuration": {"is_enabled": enabled, "type": type}},
	"parameters": {"explicit_required": true},
})
