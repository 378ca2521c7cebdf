package controls.tenant.undecided_since_test

import data.controls.tenant.undecided_since as control
import data.fixtures

test_new_group_without_a_value_is_counted if {
	control.findings == {{"unset": 2, "created": 3}} with input as tenant({"security": 3, "security_unset": 2})
}

test_new_group_with_a_value_is_satisfied if {
	control.applies with input as tenant({"security": 3})
	control.findings == set() with input as tenant({"security": 3})
	control.undecided == set() with input as tenant({"security": 3})
}

test_without_new_security_groups_it_is_not_applicable if {
	not control.applies with input as tenant({"m365_unset": 3})
	control.findings == set() with input as tenant({"m365_unset": 3})
	control.undecided == set() with input as tenant({"m365_unset": 3})
}

test_tenant_without_v2_is_not_applicable if {
	off := object.union(tenant({"security": 3, "security_unset": 2, "unread": 1}), {"tenant": {"v2": "off"}})
	not control.applies with input as off
	control.undecided == set() with input as off
}

test_unread_configuration_is_undecided if {
	count(control.undecided) == 1 with input as tenant({"unread": 1})
	control.findings == set() with input as tenant({"unread": 1})
}

tenant(new) := object.union(fixtures.tenant, {"history": {"given": true, "new": new}})
