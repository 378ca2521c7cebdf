package controls.tenant.edits_not_blocked_test

import data.controls.tenant.edits_not_blocked as control
import data.fixtures

test_what_was_stated_is_reported if {
	control.findings == {{"state": "off"}} with input as tenant("off", {})
}

test_what_is_in_order_is_satisfied if {
	control.applies with input as tenant("enforced", {})
	control.findings == set() with input as tenant("enforced", {})
	control.undecided == set() with input as tenant("enforced", {})
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	not control.applies with input as tenant("off", {"move": {"any": "no"}})
	control.findings == set() with input as tenant("off", {"move": {"any": "no"}})
	control.undecided == set() with input as tenant("unknown", {"move": {"any": "no"}})
}

test_what_nobody_stated_is_undecided if {
	control.undecided == {"no export holds it: run (Get-Item ntdsai.dll).VersionInfo on the domain controllers, read msDS-Settings, and set the parameter enforcement"} with input as tenant("unknown", {})
}

tenant(state, facts) := object.union(object.union(fixtures.tenant, {"parameters": {"enforcement": state}}), facts)
