package controls.tenant.v1_not_wanted_test

import data.controls.tenant.v1_not_wanted as control
import data.fixtures

test_v1_that_nobody_wants_is_reported if {
	control.findings == {{"groups": fixtures.counted(20)}} with input as tenant("on", false)
}

test_v1_off_is_satisfied if {
	control.applies with input as tenant("off", false)
	control.findings == set() with input as tenant("off", false)
	control.undecided == set() with input as tenant("off", false)
}

test_tenant_that_wants_microsoft_365_groups_is_not_applicable if {
	not control.applies with input as tenant("on", true)
	control.findings == set() with input as tenant("on", true)
	control.undecided == set() with input as tenant("unknown", true)
}

test_unread_switch_is_undecided if {
	control.undecided == {"whether V1 is on was not read"} with input as tenant("unknown", false)
	control.findings == set() with input as tenant("unknown", false)
}

tenant(v1, wanted) := object.union(fixtures.tenant, {
	"tenant": {"v1": v1},
	"parameters": {"m365_expected": wanted},
})
