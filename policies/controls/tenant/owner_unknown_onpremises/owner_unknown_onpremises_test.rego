package controls.tenant.owner_unknown_onpremises_test

import data.controls.tenant.owner_unknown_onpremises as control
import data.fixtures

test_copies_of_which_nobody_knows_the_owner_are_counted if {
	control.findings == {{"groups": fixtures.counted(7)}} with input as tenant(7, 0)
}

test_copies_with_an_owner_satisfy if {
	control.applies with input as tenant(0, 0)
	control.findings == set() with input as tenant(0, 0)
	control.undecided == set() with input as tenant(0, 0)
}

test_unread_managed_by_is_undecided if {
	count(control.undecided) == 1 with input as tenant(0, 3)
	control.findings == set() with input as tenant(0, 3)
}

test_tenant_without_copies_is_not_applicable if {
	not control.applies with input as object.union(tenant(0, 0), {"totals": {"governance": {"copies": 0}}})
}

test_copies_of_groups_that_may_be_written_are_undecided if {
	maybe := {"totals": {"governance": {"copies": 0, "copies_undecided": 2}}}
	count(control.undecided) == 1 with input as object.union(tenant(0, 0), maybe)
	control.findings == set() with input as object.union(tenant(0, 0), maybe)
}

tenant(groups, undecided) := object.union(fixtures.tenant, {"totals": {"governance": {"unmanaged": {"groups": counted(groups, undecided), "undecided": undecided}}}})

counted(groups, 0) := fixtures.counted(groups)

counted(groups, undecided) := fixtures.at_least(groups) if undecided > 0
