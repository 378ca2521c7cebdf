package controls.change.mass_deletion_test

import data.controls.change.mass_deletion as control
import data.fixtures

test_many_groups_that_are_gone_are_reported if {
	found := {{"part": "cloud groups", "objects": "cloud groups", "of": 60, "gone": 12, "percent": 20}}
	control.findings == found with input as tenant({"groups_gone": 12, "groups_percent": 20})
}

test_many_copies_that_are_gone_are_reported if {
	found := {{"part": "copies", "objects": "copies", "of": 40, "gone": 40, "percent": 100}}
	control.findings == found with input as tenant({"copies_gone": 40, "copies_percent": 100})
}

test_few_are_satisfied if {
	every losses in [{}, {"groups_gone": 4, "groups_percent": 50}, {"copies_gone": 30, "copies_percent": 9}] {
		control.applies with input as tenant(losses)
		control.findings == set() with input as tenant(losses)
		control.undecided == set() with input as tenant(losses)
	}
}

test_a_single_change_is_not_applicable if {
	not control.applies with input as fixtures.change_group
	control.undecided == set() with input as fixtures.change_group
}

test_what_was_not_read_is_undecided if {
	control.undecided == {"how many cloud groups are gone is not known"} with input as tenant({"groups": null})
	control.undecided == {"how many copies are gone is not known"} with input as tenant({"copies_gone": null, "copies_percent": null})
}

tenant(losses) := object.union(fixtures.change_tenant, {"losses": losses, "parameters": {"share": 10, "least": 5}})
