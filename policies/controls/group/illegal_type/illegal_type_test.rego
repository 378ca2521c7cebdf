package controls.group.illegal_type_test

import data.controls.group.illegal_type as control
import data.fixtures

test_types_a_security_group_cannot_have_are_reported if {
	every type in ["universalDistributionGroup", "universalMailEnabledSecurityGroup"] {
		control.findings == {{"attribute": "onPremisesGroupType"}} with input as security(true, type)
	}
}

test_unread_engine_does_not_hide_an_illegal_type if {
	subject := object.union(security(true, "universalDistributionGroup"), {"tenant": {"v2": "unknown"}})
	control.findings == {{"attribute": "onPremisesGroupType"}} with input as subject
}

test_security_type_or_none_is_satisfied if {
	every type in ["universalSecurityGroup", ""] {
		control.applies with input as security(true, type)
		control.findings == set() with input as security(true, type)
		control.undecided == set() with input as security(true, type)
	}
}

test_group_that_is_not_enabled_is_left_to_cfg_06 if {
	every enabled in [false, null] {
		not control.applies with input as security(enabled, "universalDistributionGroup")
		control.findings == set() with input as security(enabled, "universalDistributionGroup")
	}
}

test_unknown_value_is_left_to_cfg_07 if {
	not control.applies with input as security(true, "other")
	control.findings == set() with input as security(true, "other")
}

test_microsoft_365_group_and_synced_group_may_have_any_type if {
	every kind in ["m365", "synced", "distribution"] {
		subject := object.union(security(true, "universalDistributionGroup"), {"cloud": {"kind": kind}})
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
		control.undecided == set() with input as json.remove(subject, ["/cloud/configuration"])
	}
}

test_tenant_without_v2_ignores_the_type if {
	off := {"tenant": {"v2": "off"}}
	not control.applies with input as object.union(security(true, "universalDistributionGroup"), off)
	unread := json.remove(object.union(fixtures.security_group_written, off), ["/cloud/configuration"])
	control.undecided == set() with input as unread
}

test_missing_configuration_is_undecided if {
	every kind in ["security", "unknown"] {
		subject := json.remove(object.union(fixtures.security_group_written, {"cloud": {"kind": kind}}), ["/cloud/configuration"])
		control.undecided == {"writebackConfiguration was not collected"} with input as subject
		control.findings == set() with input as subject
	}
}

test_unread_kind_is_undecided_with_a_type_that_may_be_illegal if {
	subject := object.union(security(true, "universalDistributionGroup"), {"cloud": {"kind": "unknown"}})
	control.undecided == {"the kind of the group was not read"} with input as subject
	mail_enabled := {"cloud": {"configuration": {"type": "universalMailEnabledSecurityGroup"}}}
	control.undecided == {"the kind of the group was not read"} with input as object.union(subject, mail_enabled)
	control.undecided == set() with input as object.union(security(true, ""), {"cloud": {"kind": "unknown"}})
	control.undecided == set() with input as object.union(subject, {"cloud": {"configuration": {"is_enabled": false}}})
	control.undecided == set() with input as object.union(subject, {"tenant": {"v2": "off"}})
}

test_unclaimed_directory_group_is_not_applicable if {
	not control.applies with input as fixtures.orphan
	control.undecided == set() with input as fixtures.orphan
}

security(enabled, type) := object.union(
	fixtures.security_group_written,
	{"cloud": {"configuration": {"is_enabled": enabled, "type": type}}},
)
