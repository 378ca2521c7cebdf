package controls.group.scope_drift_test

import data.controls.group.scope_drift as control
import data.fixtures

test_scope_other_than_universal_is_reported if {
	every scope in ["global", "domainLocal", "builtinLocal"] {
		control.findings == {{"attribute": "groupType"}} with input as copy(scope, {})
		control.undecided == set() with input as copy(scope, {})
	}
}

test_universal_copy_is_satisfied if {
	control.applies with input as copy("universal", {})
	control.findings == set() with input as copy("universal", {})
	control.undecided == set() with input as copy("universal", {})
}

test_category_is_left_to_dif_06 if {
	control.findings == set() with input as copy("universal", {"directory": {"category": "distribution", "group_type": 8}})
}

test_anchored_copy_is_judged_even_where_writeback_is_unknown if {
	every match in ["externalDirectoryObjectId", "adminDescription"] {
		subject := copy("global", {"writeback": {"expected": "unknown"}, "directory": {"match": match}})
		count(control.findings) == 1 with input as subject
	}
}

test_match_without_anchor_is_undecided_where_writeback_is_unknown if {
	subject := copy("global", {"writeback": {"expected": "unknown"}, "directory": {"match": "objectSid"}})
	control.undecided == {"whether the group is written is not known"} with input as subject
	control.findings == set() with input as subject
}

test_converted_group_in_scope_is_judged if {
	count(control.findings) == 1 with input as copy("global", {"directory": {"match": "objectSid"}})
}

test_copy_that_is_not_written_is_left_to_dif_02 if {
	not control.applies with input as copy("global", {"writeback": {"expected": "no"}})
	control.findings == set() with input as copy("global", {"writeback": {"expected": "no"}})
}

test_unclaimed_or_absent_directory_group_is_not_applicable if {
	every subject in [fixtures.orphan, fixtures.duplicate_anchor, fixtures.not_written] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_unread_group_type_is_undecided if {
	control.undecided == {"groupType was not read"} with input as copy("unknown", {"directory": {"group_type": null}})
	control.findings == set() with input as copy("unknown", {"directory": {"group_type": null}})
}

test_nothing_is_undecided_where_nothing_would_be_reported if {
	unknown := {"writeback": {"expected": "unknown"}, "directory": {"match": "objectSid", "scope": "universal"}}
	control.applies with input as copy("universal", unknown)
	control.undecided == set() with input as copy("universal", unknown)
	control.undecided == set() with input as copy("unknown", {"writeback": {"expected": "no"}})
	control.undecided == set() with input as copy("global", {"writeback": {"expected": "no"}, "directory": {"match": "objectSid"}})
}

test_unclaimed_directory_group_is_never_judged if {
	subject := object.union(fixtures.orphan, {"writeback": {"expected": "unknown"}, "directory": {"scope": "global"}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

copy(scope, facts) := object.union(object.union(fixtures.security_group_written, {"directory": {"scope": scope}}), facts)
