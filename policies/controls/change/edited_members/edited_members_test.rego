package controls.change.edited_members_test

import data.controls.change.edited_members as control
import data.fixtures

test_edited_members_are_reported if {
	found := {{"part": "member", "attribute": "member", "missing": fixtures.counted(0), "foreign": fixtures.counted(2)}}
	control.findings == found with input as copy({"edits": {"attributes": ["member"], "foreign": 2}})
}

test_copy_that_follows_its_group_is_satisfied if {
	every attributes in [[], ["displayName"]] {
		control.applies with input as copy({"edits": {"attributes": attributes}})
		control.findings == set() with input as copy({"edits": {"attributes": attributes}})
		control.undecided == set() with input as copy({"edits": {"attributes": attributes}})
	}
}

test_what_is_no_copy_is_not_applicable if {
	every subject in [copy({"copy": "no"}), object.union(fixtures.change_copy, {"change": "added"}), fixtures.change_group] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_what_was_not_compared_is_undecided if {
	count(control.undecided) == 1 with input as copy({"edits": {"undecided": ["member"]}})
	count(control.undecided) == 1 with input as copy({"members": {"read": false}})
}

test_members_that_were_not_compared_make_it_at_least if {
	every open in [{"edits": {"undecided": ["member"]}}, {"members": {"read": false}}] {
		some finding in control.findings with input as object.union(copy({"edits": {"attributes": ["member"], "foreign": 2}}), {"directory": open})
		finding.missing.exactly == null
		finding.foreign.exactly == null
	}
}

copy(facts) := object.union(fixtures.change_copy, {"directory": facts})
