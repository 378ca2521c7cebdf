package controls.group.privileged_path_test

import data.controls.group.privileged_path as control
import data.fixtures

test_path_is_reported if {
	control.findings == {{"severity": "critical", "effect": "get", "steps": 2, "group": "administrators"}} with input as copy(leading, {})
}

test_distribution_copy_grants_nothing_yet if {
	control.findings == {{"severity": "medium", "effect": "would get", "steps": 2, "group": "administrators"}} with input as copy(leading, {"directory": {"category": "distribution"}})
}

test_copy_whose_cloud_group_is_gone_still_grants if {
	control.applies with input as object.union(fixtures.orphan, {"governance": {"path": leading}})
	count(control.findings) == 1 with input as object.union(fixtures.orphan, {"governance": {"path": leading}})
}

test_copy_without_a_path_satisfies if {
	control.applies with input as copy({}, {})
	control.findings == set() with input as copy({}, {})
	control.undecided == set() with input as copy({}, {})
}

test_others_are_not_applicable if {
	every subject in [
		object.union(fixtures.not_written, {"governance": {"path": leading}}),
		object.union(fixtures.orphan, {"directory": {"anchor": "none"}, "governance": {"path": leading}}),
	] {
		not control.applies with input as subject
		control.findings == set() with input as subject
	}
}

test_each_gap_is_undecided_with_its_remedy if {
	every gap in ["member_of", "parent", "sid", "domain", "tier0"] {
		count(control.undecided) == 1 with input as copy({"leads": "unknown", "gap": gap}, {})
		control.findings == set() with input as copy({"leads": "unknown", "gap": gap}, {})
	}
	some reason in control.undecided with input as copy({"leads": "unknown", "gap": "domain"}, {})
	contains(reason, "crossRef")
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_group_with_unread_anchors_is_undecided if {
	subject := object.union(fixtures.orphan, {
		"directory": {"anchor": "none", "anchor_state": "undecided"},
		"governance": {"path": leading},
	})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

leading := {"leads": "yes", "steps": 2, "group": "administrators"}

copy(path, facts) := object.union(object.union(fixtures.security_group_written, {"governance": {"path": path}}), facts)
