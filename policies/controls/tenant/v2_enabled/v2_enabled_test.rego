package controls.tenant.v2_enabled_test

import data.controls.tenant.v2_enabled as control
import data.fixtures

test_v2_on_is_reported if {
	control.findings == {{"attribute": "groupWriteBackEnabled"}} with input as v2("on")
}

test_v2_off_is_satisfied if {
	control.applies with input as v2("off")
	control.findings == set() with input as v2("off")
	control.undecided == set() with input as v2("off")
}

test_unread_switch_is_undecided_and_never_passes if {
	not control.applies with input as fixtures.tenant_unknown
	control.findings == set() with input as fixtures.tenant_unknown
	control.undecided == {"whether V2 is on was not read"} with input as fixtures.tenant_unknown
}

v2(state) := object.union(fixtures.tenant, {"tenant": {"v2": state}})
