package controls.change.membership_swing_test

import data.controls.change.membership_swing as control
import data.fixtures

test_swing_of_a_group_is_reported if {
	found := {{"percent": 60, "added": 2, "removed": 10, "before": 20}}
	control.findings == found with input as group({}, {"percent": 60, "added": 2, "removed": 10, "before": 20})
}

test_swing_of_a_copy_alone_is_reported if {
	found := {{"percent": 50, "added": 10, "removed": 0, "before": 10}}
	control.findings == found with input as copy({}, {"percent": 50, "added": 10})
}

test_small_change_is_satisfied if {
	every subject in [group({}, {"percent": 29, "added": 100}), group({}, {"percent": 90, "removed": 9}), fixtures_with_limits(fixtures.change_copy)] {
		control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_what_is_not_written_or_follows_is_not_applicable if {
	no := {"written_before": "no", "written_after": "no"}
	every subject in [group(no, _all), copy({"followed": true}, _all), copy({"copy": "no"}, _all), fixtures_with_limits(fixtures.change_tenant)] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_unread_members_are_undecided if {
	count(control.undecided) == 1 with input as group({}, {"read": false})
	count(control.undecided) == 1 with input as copy({}, {"read": false})
}

test_unknown_state_is_undecided_where_many_changed if {
	unknown := {"written_before": "no", "written_after": "unknown"}
	count(control.undecided) == 1 with input as group(unknown, _all)
	count(control.undecided) == 1 with input as group(unknown, {"read": false})
	control.undecided == set() with input as group(unknown, {})
	count(control.undecided) == 1 with input as copy({"copy": "unknown"}, _all)
}

_all := {"percent": 100, "added": 10}

fixtures_with_limits(fixture) := object.union(fixture, {"parameters": {"share": 30, "least": 10}})

group(facts, members) := object.union(fixtures_with_limits(fixtures.change_group), {"group": object.union(facts, {"members": members})})

copy(facts, members) := object.union(fixtures_with_limits(fixtures.change_copy), {"directory": object.union(facts, {"members": members})})
