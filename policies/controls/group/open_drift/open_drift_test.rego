package controls.group.open_drift_test

import data.controls.group.open_drift as control
import data.fixtures

test_each_difference_is_named if {
	every id, facts in {
		"DIF-06": {"directory": {"category": "distribution"}}, "DIF-07": {"directory": {"scope": "global"}},
		"DIF-09": {"directory": {"cn": {"id": "no"}}}, "DIF-13": {"directory_disagreeing": 1},
		"DIF-14": {"directory": {"conflict_object": true}}, "DIF-23": foreign({"plain": 1}),
		"DIF-24": {"members": {"missing_at_least": 1}}, "DIF-31": {"directory": {"anchor_state": "none"}},
		"DIF-32": {"directory": {"standing": {"primary_holders": 1}}},
		"DIF-28": foreign({"other_forest": 1}), "DIF-34": foreign({"dangerous": 1}), "DIF-35": foreign({"leavers": 1}),
	} {
		control.findings == {{"drifts": fixtures.counted(1), "controls": id}} with input as group(facts)
	}
	control.findings == {{"drifts": fixtures.counted(1), "controls": "DIF-09"}} with input as group({"directory": {"cn": {"format": "other"}}})
	control.findings == {{"drifts": fixtures.counted(1), "controls": "DIF-14"}} with input as fixtures.duplicate_anchor
}

test_equal_copy_and_one_in_flight_are_satisfied if {
	every facts in [{}, {"settling": true, "members": {"missing_at_least": 1}}] {
		control.applies with input as group(facts)
		control.findings == set() with input as group(facts)
		control.undecided == set() with input as group(facts)
	}
}

test_drift_that_no_sync_mends_does_not_settle if {
	control.findings == {{"drifts": fixtures.counted(1), "controls": "DIF-07"}} with input as group({
		"settling": true,
		"directory": {"scope": "global"}, "members": {"missing_at_least": 1},
	})
}

test_frozen_copy_lacks_no_category if {
	facts := group({"writeback": {"expected": "no", "type": "none", "category": "unknown"}})
	control.undecided == set() with input as facts
	control.findings == set() with input as facts
}

test_group_that_does_not_move_is_not_applicable if {
	facts := {"move": {"moves": "no"}, "directory": {"scope": "global"}}
	not control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"move": {"moves": "unknown"}})
	every facts in [
		{"directory": {"category": "unknown"}}, {"writeback": {"category": "unknown"}}, {"directory": {"cn": {"format": "unknown"}}},
		{"directory": {"anchor_state": "undecided"}}, {"tenant": {"directory_read": {"anchors": false}}},
	] {
		control.undecided == {"groupType, cn or the anchors of the copy were not read"} with input as group(facts)
	}
	every members in [{"cloud": "partial"}, {"directory": "absent"}, {"undecided": 1}, {"foreign_classes": {"doubtful": 1}}] {
		control.undecided == {"the members of both sides could not be compared to the last"} with input as group({"members": members})
	}
	searched := {"not every primary group was read: export (&(objectCategory=person)(!(primaryGroupID=513)))"}
	control.undecided == searched with input as group({"tenant": {"forest": {"primary_groups": "unknown"}}})
	absent := {"no copy was found where not every directory group and anchor was read: export adminDescription of all groups"}
	control.undecided == absent with input as fixtures.directory_unread
}

test_members_that_were_not_compared_make_it_at_least if {
	every open in [{"cloud": "partial"}, {"undecided": 1}] {
		some finding in control.findings with input as group({"directory": {"scope": "global"}, "members": open})
		finding.drifts.exactly == null
	}
}

foreign(classes) := {"members": {"foreign": 1, "foreign_at_least": 1, "foreign_classes": classes}}

group(facts) := object.union(fixtures.security_group_written, facts)
