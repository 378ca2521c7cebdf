package controls.tenant.server_too_old_test

import data.controls.tenant.server_too_old as control
import data.fixtures

test_server_below_the_floor_is_reported if {
	control.findings == {{"attribute": "synchronizationClientVersion"}} with input as tenant("on", "yes", [2, 0, 88, 0])
	control.findings == {{"attribute": "synchronizationClientVersion"}} with input as tenant("on", "yes", [1, 6, 2, 3])
}

test_range_of_eng_08_is_left_to_it_where_copies_carry_names if {
	not control.applies with input as tenant("on", "yes", [1, 6, 2, 4])
	control.findings == set() with input as tenant("on", "yes", [1, 6, 2, 4])
	unnamed := object.union(tenant("on", "yes", [1, 6, 2, 4]), {"totals": {"naming": {"display_name": 0}}})
	count(control.findings) == 1 with input as unnamed
}

test_new_server_is_satisfied if {
	control.applies with input as tenant("on", "no", [2, 5, 79, 0])
	control.findings == set() with input as tenant("on", "no", [2, 5, 79, 0])
	control.undecided == set() with input as tenant("on", "no", [2, 5, 79, 0])
}

test_tenant_without_v2_is_not_applicable if {
	not control.applies with input as tenant("off", "yes", [2, 0, 88, 0])
	control.findings == set() with input as tenant("off", "yes", [2, 0, 88, 0])
	control.undecided == set() with input as tenant("off", "unknown", [])
}

test_unread_version_is_undecided if {
	control.undecided == {"the version of the Connect server was not read, or its export and the sync configuration say different ones: export both again"} with input as tenant("on", "unknown", [])
	control.findings == set() with input as tenant("on", "unknown", [])
}

test_unread_switch_is_undecided_unless_the_server_is_new if {
	control.undecided == {"whether V2 is on was not read"} with input as tenant("unknown", "yes", [2, 0, 88, 0])
	control.undecided == {"whether V2 is on was not read"} with input as tenant("unknown", "unknown", [])
	control.undecided == set() with input as tenant("unknown", "no", [2, 5, 79, 0])
}

tenant(v2, below, version) := object.union(fixtures.tenant, {"tenant": {
	"v2": v2,
	"below_floor": below,
	"sync": {"version": version},
}})
