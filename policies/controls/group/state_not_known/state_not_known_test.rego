package controls.group.state_not_known_test

import data.controls.group.state_not_known as control
import data.fixtures

test_unknown_state_blocks if {
	control.findings == {{"part": "state", "reason": "whether it is written is not known"}} with input as group({"move": {"candidate": "unknown"}})
	control.findings == {{"part": "kind", "reason": "its kind was not read"}} with input as group({"move": {"takes": "unknown"}})
	control.findings == {{"part": "confidence", "reason": "the documents leave open whether it is written"}} with input as group({"writeback": {"confidence": "low"}})
}

test_members_that_were_not_read_block if {
	every members in [{"cloud": "partial"}, {"directory": "absent"}] {
		control.findings == {{"part": "members", "reason": "its members were not read completely"}} with input as group({"members": members})
	}
}

test_group_of_which_everything_was_read_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	every move in [{"candidate": "no"}, {"candidate": "unknown", "takes": "no", "stays": "yes"}] {
		facts := {"move": move, "writeback": {"confidence": "low"}, "members": {"cloud": "partial"}}
		not control.applies with input as group(facts)
		control.findings == set() with input as group(facts)
	}
}

group(facts) := object.union(fixtures.security_group_written, facts)
