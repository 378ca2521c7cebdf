package controls.change.copy_membership_swing_test

import data.controls.change.copy_membership_swing as control
import data.fixtures

test_swing_of_a_copy_alone_is_reported if {
	found := {{"part": "directory", "percent": 50, "added": 10, "removed": 0, "before": 10}}
	control.findings == found with input as copy({}, {"percent": 50, "added": 10})
}

test_small_change_is_satisfied if {
	every members in [{}, {"percent": 29, "added": 100}, {"percent": 90, "removed": 9}] {
		control.applies with input as copy({}, members)
		control.findings == set() with input as copy({}, members)
		control.undecided == set() with input as copy({}, members)
	}
}

test_what_follows_or_is_no_copy_is_not_applicable if {
	every subject in [copy({"followed": true}, _all), copy({"copy": "no"}, _all), fixtures.change_group] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_unread_members_are_undecided if {
	count(control.undecided) == 1 with input as copy({}, {"read": false})
}

test_unknown_copy_is_undecided_where_many_changed if {
	count(control.undecided) == 1 with input as copy({"copy": "unknown"}, _all)
	count(control.undecided) == 1 with input as copy({"copy": "unknown"}, {"read": false})
	control.undecided == set() with input as copy({"copy": "unknown"}, {})
}

_all := {"percent": 100, "added": 10}

copy(facts, members) := object.union(fixtures.change_copy, {
	"parameters": {"share": 30, "least": 10},
	"directory": object.union(facts, {"members": members}),
})
