package controls.tenant.acme_01_test

import data.controls.tenant.acme_01 as control
import data.fixtures # complete subjects: wbaudit controls fixtures tenant prints this one

test_more_groups_than_intended_are_reported if {
	control.findings == {{"groups": 501}} with input as tenant({"totals": {"written": 501}})
}

test_as_many_groups_as_intended_are_satisfied if {
	subject := tenant({"totals": {"written": 500}})
	control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_tenant_without_writeback_is_not_applicable if {
	subject := tenant({"tenant": {"mode": "none"}, "totals": {"written": 501, "undecided": 1}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_groups_of_which_nothing_is_known_leave_it_undecided if {
	subject := tenant({"totals": {"written": 500, "undecided": 1}})
	control.undecided == {"of some groups it is not known whether they are written"} with input as subject
	control.findings == set() with input as subject
}

test_enough_known_groups_decide if {
	subject := tenant({"totals": {"written": 501, "undecided": 1}})
	control.undecided == set() with input as subject
	count(control.findings) == 1 with input as subject
}

tenant(facts) := object.union(object.union(fixtures.tenant, {"parameters": {"groups": 500}}), facts)
