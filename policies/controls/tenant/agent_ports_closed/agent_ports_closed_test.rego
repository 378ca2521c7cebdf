package controls.tenant.agent_ports_closed_test

import data.controls.tenant.agent_ports_closed as control
import data.fixtures

test_what_was_stated_is_reported if {
	control.findings == {{"state": "closed"}} with input as tenant("closed", {})
}

test_what_is_in_order_is_satisfied if {
	control.applies with input as tenant("open", {})
	control.findings == set() with input as tenant("open", {})
	control.undecided == set() with input as tenant("open", {})
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	not control.applies with input as tenant("closed", {"move": {"any": "no"}})
	control.findings == set() with input as tenant("closed", {"move": {"any": "no"}})
	control.undecided == set() with input as tenant("unknown", {"move": {"any": "no"}})
}

test_what_nobody_stated_is_undecided if {
	control.undecided == {"no export holds it: run Test-NetConnection -Port 389 and -Port 3268 on the host of every agent and set the parameter ports"} with input as tenant("unknown", {})
}

tenant(state, facts) := object.union(object.union(fixtures.tenant, {"parameters": {"ports": state}}), facts)
