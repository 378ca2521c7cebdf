package controls.group.unanchored_group_test

import data.controls.group.unanchored_group as control
import data.fixtures

test_group_without_anchor_and_writeback_name_is_reported if {
	control.findings == {{"anchor": "none"}} with input as stranger({})
}

test_unparsable_anchor_is_none if {
	control.findings == {{"anchor": "unparsable"}} with input as stranger({"directory": {"anchor_state": "unparsable"}})
}

test_anchored_group_is_satisfied if {
	control.applies with input as fixtures.orphan
	control.findings == set() with input as fixtures.orphan
	control.undecided == set() with input as fixtures.orphan
}

test_original_of_a_written_group_is_left_to_cfg_29 if {
	not control.applies with input as stranger({"directory": {"original": true}})
	control.findings == set() with input as stranger({"directory": {"original": true}})
}

test_name_of_writeback_is_left_to_dif_31 if {
	every format in ["groupId", "displayName"] {
		control.findings == set() with input as stranger({"directory": {"cn": {"format": format}}})
	}
}

test_built_in_group_is_not_applicable if {
	not control.applies with input as stranger({"directory": {"standing": {"builtin": true}}})
	control.findings == set() with input as stranger({"directory": {"standing": {"builtin": true}}})
}

test_ou_that_is_not_dedicated_is_left_to_str_12 if {
	not control.applies with input as stranger({"tenant": {"ou": {"dedicated": "no"}}})
	control.findings == set() with input as stranger({"tenant": {"ou": {"dedicated": "no"}}})
}

test_copy_of_a_cloud_group_is_not_applicable if {
	subject := object.union(fixtures.security_group_written, {"directory": {"anchor_state": "none", "cn": {"format": "other"}}})
	not control.applies with input as subject
	control.findings == set() with input as subject
}

test_unknown_ou_is_undecided if {
	control.undecided == {"the writeback OU is not known"} with input as stranger({"directory": {"in_ou": "unknown"}})
	control.findings == set() with input as stranger({"directory": {"in_ou": "unknown"}})
	subject := object.union(fixtures.security_group_written, {"directory": {"in_ou": "unknown"}})
	control.undecided == set() with input as subject
}

test_group_elsewhere_is_not_applicable if {
	not control.applies with input as stranger({"directory": {"in_ou": "no"}})
	control.undecided == set() with input as stranger({"directory": {"in_ou": "no"}})
}

test_unread_anchors_are_undecided if {
	unread := {"tenant": {"directory_read": {"anchors": false}}}
	control.undecided == {"the anchor attributes were not both read"} with input as stranger(unread)
	control.findings == set() with input as stranger(unread)
}

test_ou_of_which_it_is_not_known_is_undecided if {
	unknown := {"tenant": {"ou": {"dedicated": "unknown"}}}
	count(control.undecided) == 1 with input as stranger(unknown)
	control.findings == set() with input as stranger(unknown)
	control.undecided == set() with input as object.union(fixtures.orphan, unknown)
}

test_group_with_unread_anchors_is_undecided if {
	"the anchor attributes of this group were not read: export it again" in control.undecided with input as stranger({"directory": {"anchor_state": "undecided"}})
	control.findings == set() with input as stranger({"directory": {"anchor_state": "undecided"}})
}

stranger(facts) := object.union(
	object.union(fixtures.orphan, {"directory": {"anchor": "none", "anchor_state": "none", "cn": {"format": "other"}}}),
	facts,
)
