package controls.tenant.staging_not_compared_test

import data.controls.tenant.staging_not_compared as control
import data.fixtures

test_what_was_stated_is_reported if {
	control.findings == {{"state": "missing"}} with input as tenant("missing", {})
}

test_what_is_in_order_is_satisfied if {
	control.applies with input as tenant("compared", {})
	control.findings == set() with input as tenant("compared", {})
	control.undecided == set() with input as tenant("compared", {})
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	not control.applies with input as tenant("missing", {"move": {"any": "no"}})
	control.findings == set() with input as tenant("missing", {"move": {"any": "no"}})
	control.undecided == set() with input as tenant("unknown", {"move": {"any": "no"}})
}

test_what_nobody_stated_is_undecided if {
	control.undecided == {"no export holds it: compare the pending exports of the staging server with csexport and set the parameter staging_run"} with input as tenant("unknown", {})
}

tenant(state, facts) := object.union(object.union(fixtures.tenant, {"parameters": {"staging_run": state}}), facts)
