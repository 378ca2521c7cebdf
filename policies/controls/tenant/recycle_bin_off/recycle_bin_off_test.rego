package controls.tenant.recycle_bin_off_test

import data.controls.tenant.recycle_bin_off as control
import data.fixtures

test_recycle_bin_that_is_off_is_reported if {
	control.findings == {{"attribute": "msDS-EnabledFeature"}} with input as tenant("no", "v2")
}

test_recycle_bin_that_is_on_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_tenant_without_engine_is_not_applicable if {
	every state in ["no", "unknown"] {
		not control.applies with input as tenant(state, "none")
		control.findings == set() with input as tenant(state, "none")
		control.undecided == set() with input as tenant(state, "none")
	}
}

test_unread_feature_is_undecided if {
	count(control.undecided) == 1 with input as tenant("unknown", "v2")
	control.findings == set() with input as tenant("unknown", "v2")
}

tenant(state, mode) := object.union(fixtures.tenant, {"tenant": {"mode": mode, "forest": {"recycle_bin": state}}})
