package controls.change.group_renamed_test

import data.controls.change.group_renamed as control
import data.fixtures

test_renamed_group_is_reported if {
	control.findings == {{"copied": "yes"}} with input as group({"renamed": true})
}

test_group_with_its_name_is_satisfied if {
	control.applies with input as fixtures.change_group
	control.findings == set() with input as fixtures.change_group
	control.undecided == set() with input as fixtures.change_group
}

test_group_without_a_copy_is_not_applicable if {
	every subject in [group({"renamed": true, "copied": "no"}), group({"renamed": true, "written_after": "no"}), fixtures.change_copy] {
		not control.applies with input as subject
		control.findings == set() with input as subject
	}
}

test_unread_group_is_undecided if {
	unread := object.union(fixtures.change_group, {"change": "notCompared", "not_compared": ["everything of it"]})
	count(control.undecided) == 1 with input as unread
}

group(facts) := object.union(fixtures.change_group, {"group": facts})
