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

test_name_that_was_not_compared_is_undecided if {
	unread := object.union(fixtures.change_group, {"not_compared": ["displayName"]})
	control.undecided == {"displayName of the cloud group was not compared"} with input as unread
}

test_names_of_groups_that_did_not_change_otherwise_are_undecided if {
	unread := object.union(fixtures.change_tenant, {"not_compared": ["displayName of cloud groups"]})
	control.undecided == {"displayName of the cloud groups was not read in both snapshots"} with input as unread
	control.undecided == set() with input as object.union(unread, {"not_compared": ["cn of directory groups"]})
}

group(facts) := object.union(fixtures.change_group, {"group": facts})
