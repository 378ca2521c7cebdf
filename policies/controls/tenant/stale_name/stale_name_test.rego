package controls.tenant.stale_name_test

import data.controls.tenant.stale_name as control
import data.fixtures

test_earlier_names_are_reported_once if {
	control.findings == {{"copies": 4, "named": 40}} with input as naming({"stale": 4})
}

test_names_of_today_are_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_copies_named_by_id_are_not_applicable if {
	not control.applies with input as naming({"display_name": 0, "group_id": 40})
	control.undecided == set() with input as naming({"display_name": 0, "group_id": 40})
}

test_unread_names_are_undecided if {
	count(control.undecided) == 1 with input as naming({"unread": 1})
	control.findings == set() with input as naming({"unread": 1})
	count(control.undecided) == 1 with input as naming({"display_name": 0, "group_id": 40, "unread": 1})
}

test_unread_anchors_are_undecided if {
	count(control.undecided) == 1 with input as object.union(naming({"display_name": 0}), {"tenant": {"anchors_read": "no"}})
}

test_old_name_of_a_group_that_may_be_written_is_undecided if {
	count(control.undecided) == 1 with input as naming({"stale_undecided": 1})
	control.findings == set() with input as naming({"stale_undecided": 1})
}

test_old_name_that_may_be_on_its_way_is_undecided if {
	count(control.undecided) == 1 with input as naming({"stale_settling": 1})
	control.findings == set() with input as naming({"stale_settling": 1})
}

naming(facts) := object.union(fixtures.tenant, {"totals": {"naming": facts}})
