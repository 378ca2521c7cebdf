package controls.change.writeback_switched_off_test

import data.controls.change.writeback_switched_off as control
import data.fixtures

test_group_that_was_switched_off_is_reported if {
	found := {{"severity": "high", "configured": true, "copied": "yes"}}
	control.findings == found with input as group({"written_after": "no", "configured": true})
}

test_without_a_copy_it_is_low if {
	found := {{"severity": "low", "configured": false, "copied": "no"}}
	control.findings == found with input as group({"written_after": "no", "copied": "no"})
}

test_group_that_is_as_before_is_satisfied if {
	every state in ["yes", "no"] {
		control.applies with input as group({"written_before": state, "written_after": state})
		control.findings == set() with input as group({"written_before": state, "written_after": state})
		control.undecided == set() with input as group({"written_before": state, "written_after": state})
	}
}

test_group_that_is_gone_and_other_objects_are_not_applicable if {
	every subject in [object.union(fixtures.change_group, {"change": "removed"}), fixtures.change_copy, fixtures.change_tenant] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_unknown_engines_are_undecided if {
	count(control.undecided) == 1 with input as object.union(fixtures.change_tenant, {"switches": {"known": false}})
}

test_unknown_state_is_undecided if {
	count(control.undecided) == 1 with input as group({"written_after": "unknown"})
	count(control.undecided) == 1 with input as group({"written_before": "unknown", "written_after": "unknown", "configured": true})
	control.undecided == set() with input as group({"written_before": "unknown", "written_after": "unknown"})
}

test_group_that_could_not_be_compared_is_undecided if {
	unread := {"change": "notCompared", "not_compared": ["everything of it"], "group": {"written_before": "unknown", "written_after": "unknown"}}
	count(control.undecided) == 1 with input as object.union(fixtures.change_group, unread)
}

group(facts) := object.union(fixtures.change_group, {"group": facts})
