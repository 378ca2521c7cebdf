package controls.tenant.user_writeback_test

import data.controls.tenant.user_writeback as control
import data.fixtures

test_user_writeback_is_reported if {
	control.findings == {{"attribute": "userWritebackEnabled"}} with input as tenant("v2", "on")
	count(control.findings) == 1 with input as tenant("none", "on")
}

test_tenant_without_it_is_satisfied if {
	control.applies with input as tenant("v2", "off")
	control.findings == set() with input as tenant("v2", "off")
	control.undecided == set() with input as tenant("v2", "off")
}

test_unread_features_are_undecided if {
	control.undecided == {"neither the features of the synchronisation nor the option of the Connect server that writes was read"} with input as tenant("unknown", "unknown")
	control.findings == set() with input as tenant("unknown", "unknown")
}

test_user_writeback_needs_no_engine_for_groups if {
	count(control.undecided) == 1 with input as tenant("none", "unknown")
	count(control.findings) == 1 with input as tenant("none", "on")
}

tenant(mode, state) := object.union(fixtures.tenant, {"tenant": {"mode": mode, "sync": {"user_writeback": state}}})
