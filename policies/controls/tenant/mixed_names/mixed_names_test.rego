package controls.tenant.mixed_names_test

import data.controls.tenant.mixed_names as control
import data.fixtures

test_two_forms_are_reported if {
	control.findings == {{"group_id": 3, "display_name": 37}} with input as naming({"group_id": 3, "display_name": 37})
}

test_one_form_is_satisfied if {
	every facts in [{"display_name": 0, "group_id": 40}, {}] {
		control.applies with input as naming(facts)
		control.findings == set() with input as naming(facts)
		control.undecided == set() with input as naming(facts)
	}
}

test_tenant_without_copies_is_not_applicable if {
	not control.applies with input as naming({"display_name": 0})
	control.undecided == set() with input as naming({"display_name": 0})
}

test_unread_names_are_undecided if {
	count(control.undecided) == 1 with input as naming({"unread": 1})
	control.findings == set() with input as naming({"unread": 1})
}

test_unread_anchors_are_undecided if {
	count(control.undecided) == 1 with input as object.union(naming({"display_name": 0}), {"tenant": {"anchors_read": "no"}})
}

naming(facts) := object.union(fixtures.tenant, {"totals": {"naming": facts}})
