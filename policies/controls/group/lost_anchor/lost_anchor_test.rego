package controls.group.lost_anchor_test

import data.controls.group.lost_anchor as control
import data.fixtures

test_anchorless_copy_of_a_written_group_is_high if {
	control.findings == {{"severity": "high", "anchors": "both empty", "names_cloud_group": "yes"}} with input as copy({})
	control.findings == {{"severity": "high", "anchors": "both empty", "names_cloud_group": "yes"}} with input as copy({"directory": {"cn": {"format": "groupId"}}})
}

test_text_that_names_no_group_is_told_as_such if {
	some finding in control.findings with input as copy({"directory": {"anchor_state": "unparsable"}})
	finding.anchors == "a text that names no group"
}

test_anchor_of_a_group_that_was_not_read_is_none_lost if {
	anchored := copy({"directory": {"anchor": "adminDescription", "anchor_state": "undecided"}})
	control.findings == set() with input as anchored
	control.undecided == set() with input as anchored
}

test_anchorless_copy_of_a_group_that_is_not_written_is_medium if {
	severities == {"medium"} with input as copy({"writeback": {"expected": "no"}})
}

test_second_group_beside_the_copy_is_high if {
	severities == {"high"} with input as stranger("yes")
}

test_name_of_a_group_that_is_gone_is_medium if {
	severities == {"medium"} with input as stranger("no")
}

test_name_that_may_be_of_a_cloud_group_is_undecided if {
	count(control.undecided) == 1 with input as stranger("unknown")
	control.findings == set() with input as stranger("unknown")
}

test_anchored_copy_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_unread_ou_or_anchors_are_undecided if {
	every facts in [
		{"directory": {"in_ou": "unknown"}}, {"tenant": {"directory_read": {"anchors": false}}},
		{"directory": {"anchor_state": "undecided"}},
		{"directory": {"anchor_state": "undecided"}, "tenant": {"directory_read": {"anchors": false}}},
	] {
		count(control.undecided) == 1 with input as copy(facts)
		control.findings == set() with input as copy(facts)
	}
}

test_group_elsewhere_with_another_name_or_built_in_is_not_applicable if {
	every facts in [
		{"directory": {"in_ou": "no"}}, {"directory": {"cn": {"format": "other"}}}, {"directory": {"standing": {"builtin": true}}},
	] {
		not control.applies with input as copy(facts)
		control.findings == set() with input as copy(facts)
		control.undecided == set() with input as copy(facts)
	}
}

test_group_without_copy_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	control.undecided == set() with input as fixtures.not_written
}

severities contains finding.severity if some finding in control.findings

test_unread_name_is_undecided if {
	subject := copy({"directory": {"cn": {"format": "unknown"}}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

copy(facts) := object.union(
	object.union(fixtures.security_group_written, {"directory": {
		"anchor": "none", "anchor_state": "none", "match": "cnSuffix",
		"standing": {"names_cloud_group": "yes"},
	}}),
	facts,
)

stranger(names) := object.union(fixtures.orphan, {"directory": {
	"anchor": "none", "anchor_state": "none",
	"standing": {"names_cloud_group": names},
}})
