package controls.group.missing_copy_test

import data.controls.group.missing_copy as control
import data.fixtures

test_written_group_without_copy_is_reported if {
	control.findings == {{"attribute": "objectClass"}} with input as without_copy({})
	control.undecided == set() with input as without_copy({})
}

test_observed_and_medium_confidence_are_enough if {
	every confidence in ["high", "medium", "observed"] {
		count(control.findings) == 1 with input as without_copy({"writeback": {"confidence": confidence}})
	}
}

test_group_with_a_copy_is_satisfied if {
	every subject in [fixtures.security_group_written, fixtures.m365_written] {
		control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	control.findings == set() with input as fixtures.not_written
	control.undecided == set() with input as fixtures.not_written
}

test_several_candidates_are_left_to_dif_14 if {
	not control.applies with input as fixtures.duplicate_anchor
	control.findings == set() with input as fixtures.duplicate_anchor
	control.undecided == set() with input as fixtures.duplicate_anchor
}

test_disagreeing_anchors_are_left_to_dif_13 if {
	not control.applies with input as without_copy({"directory_disagreeing": 1})
	control.findings == set() with input as without_copy({"directory_disagreeing": 1})
	control.undecided == set() with input as without_copy({"directory_disagreeing": 1})
}

test_name_that_may_be_of_two_groups_is_left_to_dif_31 if {
	count(control.undecided) == 1 with input as without_copy({"directory_namesake": true})
	control.findings == set() with input as without_copy({"directory_namesake": true})
}

test_group_over_the_limit_is_left_to_cfg_13 if {
	every expected in ["no", "unknown"] {
		subject := without_copy({"writeback": {"expected": expected, "over_limit": true}})
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_contradicting_documents_are_undecided_only_without_a_copy if {
	low := {"writeback": {"confidence": "low"}}
	count(control.undecided) == 1 with input as without_copy(low)
	control.findings == set() with input as without_copy(low)
	control.undecided == set() with input as object.union(fixtures.security_group_written, low)
}

test_provisioning_errors_come_first if {
	count(control.undecided) == 1 with input as without_copy({"cloud": {"provisioning_errors": 2}})
	control.findings == set() with input as without_copy({"cloud": {"provisioning_errors": 2}})
}

test_unknown_engine_is_undecided_only_without_a_copy if {
	unknown := {"writeback": {"expected": "unknown", "confidence": "none"}}
	control.undecided == {"whether the group is written is not known"} with input as without_copy(unknown)
	control.findings == set() with input as without_copy(unknown)
	control.undecided == set() with input as object.union(fixtures.security_group_written, unknown)
	control.undecided == set() with input as object.union(fixtures.orphan, unknown)
}

test_unread_directory_is_undecided_never_missing if {
	control.undecided == {"directory groups were not read completely, or not of the whole domain"} with input as fixtures.directory_unread
	control.findings == set() with input as fixtures.directory_unread
}

test_nothing_is_undecided_where_nothing_would_be_reported if {
	unknown := {"expected": "unknown", "confidence": "none"}
	control.undecided == set() with input as without_copy({"writeback": unknown, "directory_disagreeing": 1})
	control.undecided == set() with input as object.union(fixtures.duplicate_anchor, {"writeback": unknown, "directory_absent": "yes"})
	control.undecided == set() with input as object.union(fixtures.not_written, {"directory_absent": "unknown"})
	control.undecided == set() with input as object.union(fixtures.security_group_written, {"cloud": {"provisioning_errors": 1}})
}

without_copy(facts) := object.union(
	object.union(object.remove(fixtures.security_group_written, ["directory"]), {"directory_absent": "yes"}),
	facts,
)

test_deleted_copy_is_left_to_dif_29 if {
	absent := object.union(object.remove(fixtures.security_group_written, ["directory"]), {"directory_absent": "yes"})
	every facts in [{}, {"writeback": {"expected": "unknown"}}] {
		subject := object.union(absent, object.union(facts, {"directory_deleted": true}))
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_export_errors_come_first if {
	failing := {"profiles": ["audit", "connect"], "export_errors": {"count": 1, "permission": 1}}
	count(control.undecided) == 1 with input as without_copy(failing)
	control.findings == set() with input as without_copy(failing)
	count(control.findings) == 1 with input as without_copy(object.union(failing, {"export_errors": {"phantom": 1}}))
	count(control.findings) == 1 with input as without_copy(object.union(failing, {"profiles": ["audit"]}))
}

test_object_outside_the_scope_is_explained_by_dif_30 if {
	phantom := {"profiles": ["audit", "connect"], "export_errors": {"count": 1, "phantom": 1}}
	control.findings == {{"attribute": "objectClass", "severity": "medium", "cause": "DIF-30"}} with input as without_copy(phantom)
	control.findings == {{"attribute": "objectClass"}} with input as without_copy(object.union(phantom, {"profiles": ["audit"]}))
}

test_copy_that_only_another_domain_may_lack_is_undecided if {
	subject := object.union(fixtures.security_group_written, {"directory_spread": "unknown"})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_copy_that_one_of_several_domains_lacks_is_missing if {
	subject := object.union(fixtures.security_group_written, {"directory_spread": "lacking", "directory_absent": "yes"})
	count(control.findings) == 1 with input as subject
}
