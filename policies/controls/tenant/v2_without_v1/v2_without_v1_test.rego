package controls.tenant.v2_without_v1_test

import data.controls.tenant.v2_without_v1 as control
import data.fixtures

test_v2_without_v1_is_reported if {
	control.findings == {{"attribute": "unifiedGroupWritebackEnabled"}} with input as tenant("off", "on")
	control.undecided == set() with input as tenant("off", "on")
}

test_both_on_is_satisfied if {
	control.applies with input as tenant("on", "on")
	control.findings == set() with input as tenant("on", "on")
	control.undecided == set() with input as tenant("on", "on")
}

test_tenant_without_v2_is_not_applicable if {
	every v1 in ["on", "off", "unknown"] {
		not control.applies with input as tenant(v1, "off")
		control.findings == set() with input as tenant(v1, "off")
		control.undecided == set() with input as tenant(v1, "off")
	}
}

test_unread_switches_are_undecided if {
	every pair in [["unknown", "on"], ["off", "unknown"], ["unknown", "unknown"]] {
		control.undecided == {"whether V1 and V2 are on was not read"} with input as tenant(pair[0], pair[1])
		control.findings == set() with input as tenant(pair[0], pair[1])
	}
	control.undecided == set() with input as tenant("on", "unknown")
}

tenant(v1, v2) := object.union(fixtures.tenant, {"tenant": {"v1": v1, "v2": v2}})
