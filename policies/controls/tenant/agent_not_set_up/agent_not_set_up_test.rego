package controls.tenant.agent_not_set_up_test

import data.controls.tenant.agent_not_set_up as control
import data.fixtures

test_what_was_stated_is_reported if {
	control.findings == {{"severity": "info", "state": "missing"}} with input as tenant("missing", "1.1.1370.0", {})
	control.findings == {{"part": "version", "state": "too old"}} with input as tenant("done", "1.1.1367.0", {})
	control.findings == {{"part": "version", "state": "too old"}} with input as tenant("unknown", "1.1", {})
}

test_another_floor_decides if {
	newer := {"parameters": {"floor": "1.1.3730.0"}}
	control.findings == {{"part": "version", "state": "too old"}} with input as tenant("done", "1.1.1370.0", newer)
	control.findings == set() with input as tenant("done", "1.1.3730.0", newer)
}

test_what_is_in_order_is_satisfied if {
	every version in ["1.1.1370.0", "1.2", "2"] {
		control.applies with input as tenant("done", version, {})
		control.findings == set() with input as tenant("done", version, {})
		control.undecided == set() with input as tenant("done", version, {})
	}
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every version in ["0", "1.0"] {
		not control.applies with input as tenant("missing", version, {"move": {"any": "no"}})
		control.findings == set() with input as tenant("missing", version, {"move": {"any": "no"}})
		control.undecided == set() with input as tenant("unknown", version, {"move": {"any": "no"}})
		control.undecided == set() with input as tenant("done", version, {"move": {"any": "no"}})
	}
}

test_what_nobody_stated_is_undecided if {
	control.undecided == {"no export holds it: look in the portal at Cloud sync, Agents, and set the parameter agent"} with input as tenant("unknown", "1.1.1370.0", {})
	count(control.undecided) == 1 with input as tenant("done", "0", {})
	control.findings == set() with input as tenant("done", "0", {})
}

tenant(state, version, facts) := object.union(object.union(fixtures.tenant, {"parameters": {"agent": state, "version": version, "floor": "1.1.1370.0"}}), facts)
