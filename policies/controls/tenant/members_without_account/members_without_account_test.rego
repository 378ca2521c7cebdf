package controls.tenant.members_without_account_test

import data.controls.tenant.members_without_account as control
import data.fixtures

test_guests_of_distribution_copies_are_counted_once if {
	control.findings == {{"groups": 3, "memberships": 11}} with input as totals({
		"distribution_excluded": 3,
		"distribution_excluded_people": 11,
	})
}

test_copies_without_such_people_are_satisfied if {
	control.applies with input as totals({})
	control.findings == set() with input as totals({})
	control.undecided == set() with input as totals({})
}

test_tenant_that_writes_nothing_is_not_applicable if {
	not control.applies with input as totals({"written": 0})
	control.undecided == set() with input as totals({"written": 0})
}

test_unread_members_are_undecided if {
	control.undecided == {"members of written groups were not read"} with input as totals({"distribution_undecided": 2})
}

test_groups_that_may_be_written_are_undecided if {
	control.undecided == {"which groups are written is not known of all of them"} with input as totals({
		"written": 0,
		"undecided": 12,
	})
}

totals(facts) := object.union(fixtures.tenant, {"totals": facts})
