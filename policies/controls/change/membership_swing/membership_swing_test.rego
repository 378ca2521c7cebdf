package controls.change.membership_swing_test

import data.controls.change.membership_swing as control
import data.fixtures

test_swing_of_a_group_is_reported if {
	found := {{"part": "cloud", "percent": 60, "added": 2, "removed": 10, "before": 20}}
	control.findings == found with input as group({}, {"percent": 60, "added": 2, "removed": 10, "before": 20})
}

test_small_change_is_satisfied if {
	every members in [{}, {"percent": 29, "added": 100}, {"percent": 90, "removed": 9}] {
		control.applies with input as group({}, members)
		control.findings == set() with input as group({}, members)
		control.undecided == set() with input as group({}, members)
	}
}

test_what_is_not_written_or_no_group_is_not_applicable if {
	every subject in [group({"written_before": "no", "written_after": "no"}, _all), fixtures.change_copy, fixtures.change_tenant] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_unread_members_are_undecided if {
	count(control.undecided) == 1 with input as group({}, {"read": false})
}

test_unknown_state_is_undecided_where_many_changed if {
	unknown := {"written_before": "no", "written_after": "unknown"}
	count(control.undecided) == 1 with input as group(unknown, _all)
	count(control.undecided) == 1 with input as group(unknown, {"read": false})
	control.undecided == set() with input as group(unknown, {})
}

_all := {"percent": 100, "added": 10}

group(facts, members) := object.union(fixtures.change_group, {
	"parameters": {"share": 30, "least": 10},
	"group": object.union(facts, {"members": members}),
})
