package controls.change.owners_changed_test

import data.controls.change.owners_changed as control
import data.fixtures

test_new_owner_is_low if {
	control.findings == {{"severity": "low", "added": 1, "removed": 0}} with input as owners({"after": 3, "added": 1})
}

test_owners_who_are_all_gone_are_medium if {
	control.findings == {{"severity": "medium", "added": 1, "removed": 2}} with input as owners({"after": 1, "added": 1, "removed": 2})
}

test_owners_as_before_are_satisfied if {
	control.applies with input as fixtures.change_group
	control.findings == set() with input as fixtures.change_group
	control.undecided == set() with input as fixtures.change_group
}

test_what_is_not_written_is_not_applicable if {
	every subject in [group({"written_after": "no", "owners": {"added": 1}}), fixtures.change_copy] {
		not control.applies with input as subject
		control.findings == set() with input as subject
	}
}

test_what_was_not_read_is_undecided if {
	count(control.undecided) == 1 with input as owners({"read": false})
	control.undecided == {"whether the group is written is not known"} with input as group({"written_after": "unknown", "owners": {"added": 1}})
}

owners(counts) := group({"owners": counts})

group(facts) := object.union(fixtures.change_group, {"group": facts})
