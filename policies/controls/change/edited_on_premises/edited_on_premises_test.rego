package controls.change.edited_on_premises_test

import data.controls.change.edited_on_premises as control
import data.fixtures

test_edited_type_is_high if {
	found := {{"part": "groupType", "severity": "high", "attribute": "groupType"}}
	control.findings == found with input as copy({"edits": {"attributes": ["groupType"]}})
}

test_members_are_left_to_the_other_check if {
	control.findings == set() with input as copy({"edits": {"attributes": ["member"], "foreign": 2}})
}

test_edited_name_is_medium if {
	found := {{"part": "displayName", "severity": "medium", "attribute": "displayName"}}
	control.findings == found with input as copy({"edits": {"attributes": ["displayName"]}})
}

test_copy_that_follows_its_group_is_satisfied if {
	control.applies with input as fixtures.change_copy
	control.findings == set() with input as fixtures.change_copy
	control.undecided == set() with input as fixtures.change_copy
}

test_what_is_no_copy_is_not_applicable if {
	every subject in [copy({"copy": "no"}), object.union(fixtures.change_copy, {"change": "added"}), fixtures.change_group, fixtures.change_tenant] {
		not control.applies with input as subject
	}
}

test_what_was_not_compared_is_undecided if {
	control.undecided == {"mail of the cloud group was not compared"} with input as copy({"edits": {"undecided": ["mail"]}})
	control.undecided == set() with input as copy({"edits": {"undecided": ["member"]}})
	count(control.undecided) == 1 with input as object.union(fixtures.change_copy, {"not_compared": ["everything of it"]})
	control.undecided == set() with input as object.union(fixtures.change_copy, {"not_compared": ["members"]})
}

test_attribute_that_was_compared_of_no_copy_is_undecided if {
	unread := object.union(fixtures.change_tenant, {"not_compared": ["description of directory groups", "displayName of cloud groups"]})
	control.undecided == {"description of directory groups was not read in both snapshots"} with input as unread
}

copy(facts) := object.union(fixtures.change_copy, {"directory": facts})

test_change_of_a_group_of_which_it_is_not_known_whether_it_is_the_copy_is_undecided if {
	control.undecided == {"which directory group is the copy is not known (DIF-13, DIF-14)"} with input as copy({"edits": {"contested": true}})
	control.undecided == set() with input as copy({"edits": {"contested": false}})
}
