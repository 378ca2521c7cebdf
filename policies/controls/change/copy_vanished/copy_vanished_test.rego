package controls.change.copy_vanished_test

import data.controls.change.copy_vanished as control
import data.fixtures

test_copy_that_is_gone_is_reported if {
	control.findings == {{"severity": "high", "wanted": "yes", "members": 10}} with input as copy({})
}

test_copy_that_nobody_asks_for_is_medium if {
	control.findings == {{"severity": "medium", "wanted": "no", "members": 10}} with input as copy({"wanted": "no"})
}

test_group_that_may_have_been_a_copy_is_undecided if {
	control.undecided == {"whether the directory group was a copy is not known"} with input as copy({"copy": "unknown"})
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

copy(facts) := object.union(fixtures.change_copy, {"change": "removed", "directory": facts})
