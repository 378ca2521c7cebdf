package controls.change.writeback_switched_on_test

import data.controls.change.writeback_switched_on as control
import data.fixtures

test_group_that_was_switched_on_is_reported if {
	control.findings == {{"configured": false}} with input as group({"written_before": "no"})
	control.findings == {{"configured": true}} with input as group({"written_before": "no", "configured": true})
}

test_group_that_is_as_before_is_satisfied if {
	every state in ["yes", "no"] {
		control.applies with input as group({"written_before": state, "written_after": state})
		control.findings == set() with input as group({"written_before": state, "written_after": state})
		control.undecided == set() with input as group({"written_before": state, "written_after": state})
	}
}

test_new_group_and_other_objects_are_not_applicable if {
	every subject in [object.union(fixtures.change_group, {"change": "added"}), fixtures.change_copy, fixtures.change_tenant] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_unknown_engines_are_undecided if {
	count(control.undecided) == 1 with input as object.union(fixtures.change_tenant, {"switches": {"known": false}})
}

test_unknown_state_is_undecided if {
	count(control.undecided) == 1 with input as group({"written_before": "unknown"})
	count(control.undecided) == 1 with input as group({"written_before": "unknown", "written_after": "unknown", "configured": true})
	control.undecided == set() with input as group({"written_before": "unknown", "written_after": "unknown"})
}

test_group_that_could_not_be_compared_is_undecided if {
	unread := {"change": "notCompared", "not_compared": ["everything of it"], "group": {"written_before": "unknown", "written_after": "unknown"}}
	count(control.undecided) == 1 with input as object.union(fixtures.change_group, unread)
}

group(facts) := object.union(fixtures.change_group, {"group": facts})
