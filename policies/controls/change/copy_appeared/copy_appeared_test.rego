package controls.change.copy_appeared_test

import data.controls.change.copy_appeared as control
import data.fixtures

test_new_copy_is_reported if {
	control.findings == {{"severity": "low", "wanted": "yes", "orphaned": false}} with input as copy({})
}

test_new_copy_that_nobody_asks_for_is_medium if {
	control.findings == {{"severity": "medium", "wanted": "no", "orphaned": true}} with input as copy({"wanted": "no", "orphaned": true})
}

test_new_group_that_may_be_a_copy_is_undecided if {
	control.undecided == {"whether the new directory group is a copy is not known"} with input as copy({"copy": "unknown"})
	control.findings == set() with input as copy({"copy": "unknown"})
}

test_copy_that_stays_is_satisfied if {
	control.applies with input as fixtures.change_copy
	control.findings == set() with input as fixtures.change_copy
	control.undecided == set() with input as fixtures.change_copy
}

test_other_changes_are_not_applicable if {
	every subject in [copy({"copy": "no"}), fixtures.change_group] {
		not control.applies with input as subject
		control.findings == set() with input as subject
	}
}

test_copy_in_a_place_that_one_snapshot_did_not_look_at_is_undecided if {
	missed := object.union(fixtures.change_copy, {
		"change": "notCompared", "not_compared": ["whether it came or went"],
		"directory": {"held_before": false, "held_after": true},
	})
	control.undecided == {"the earlier snapshot did not look where the copy lies, so that whether it is new is not known"} with input as missed
	turned := {"held_before": missed.directory.held_after, "held_after": missed.directory.held_before}
	control.undecided == set() with input as object.union(missed, {"directory": turned})
}

copy(facts) := object.union(fixtures.change_copy, {"change": "added", "directory": facts})
