package controls.tenant.too_many_objects_test

import data.controls.tenant.too_many_objects as control
import data.fixtures

test_too_many_objects_are_reported if {
	control.findings == {{"objects": 150001}} with input as tenant({"move": {"objects": 150001}})
	control.findings == {{"objects": 150002}} with input as tenant({"parameters": {"objects": 150002}})
}

test_few_objects_are_satisfied if {
	control.applies with input as tenant({})
	control.findings == set() with input as tenant({})
	control.undecided == set() with input as tenant({})
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every facts in [{"move": {"any": "no", "objects": 150001}}] {
		not control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unstated_number_is_undecided if {
	control.undecided == {"how many objects the tenant has is in no export: set the parameter objects"} with input as tenant({"parameters": {"objects": 0}})
}

tenant(facts) := object.union(
	object.union(fixtures.tenant, {"parameters": {"objects": 9000, "limit": 150000}}),
	facts,
)
