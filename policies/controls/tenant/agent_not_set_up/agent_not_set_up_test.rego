package controls.tenant.agent_not_set_up_test

import data.controls.tenant.agent_not_set_up as control
import data.fixtures

test_what_was_stated_is_reported if {
	control.findings == {{"state": "missing"}} with input as tenant("missing", {})
}

test_what_is_in_order_is_satisfied if {
	control.applies with input as tenant("done", {})
	control.findings == set() with input as tenant("done", {})
	control.undecided == set() with input as tenant("done", {})
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	not control.applies with input as tenant("missing", {"move": {"any": "no"}})
	control.findings == set() with input as tenant("missing", {"move": {"any": "no"}})
	control.undecided == set() with input as tenant("unknown", {"move": {"any": "no"}})
}

test_what_nobody_stated_is_undecided if {
	control.undecided == {"no export holds it: look in the portal at Cloud sync, Agents, and set the parameter agent"} with input as tenant("unknown", {})
}

tenant(state, facts) := object.union(object.union(fixtures.tenant, {"parameters": {"agent": state}}), facts)
