package controls.group.category_drift_test

import data.controls.group.category_drift as control
import data.fixtures

test_distribution_for_security_is_reported if {
	control.findings == {{"attribute": "groupType", "rule_documented": true}} with input as written({"category": "distribution"})
}

test_security_for_distribution_is_reported if {
	subject := object.union(fixtures.m365_written, {"directory": {"category": "security"}})
	control.findings == {{"attribute": "groupType", "rule_documented": true}} with input as subject
}

test_rows_that_a_dump_contradicts_or_no_document_covers_say_so if {
	every row in ["1.3/3", "1.3/7", "1.3/8", "1.3/7-8", "1.3/16"] {
		subject := object.union(written({"category": "distribution"}), {"writeback": {"row": row}})
		control.findings == {{"attribute": "groupType", "rule_documented": false}} with input as subject
	}
}

test_same_category_is_satisfied if {
	every subject in [fixtures.security_group_written, fixtures.m365_written] {
		control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_scope_is_left_to_dif_07 if {
	control.findings == set() with input as written({"scope": "global", "group_type": -2147483646})
}

test_absent_directory_group_is_not_applicable if {
	every subject in [fixtures.duplicate_anchor, fixtures.not_written] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_copy_that_is_not_written_is_not_applicable if {
	subject := object.union(written({"category": "distribution"}), {"writeback": {"expected": "no"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_unclaimed_directory_group_is_not_applicable if {
	subject := object.union(fixtures.orphan, {"writeback": {"expected": "unknown"}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

test_unknown_writeback_is_undecided_unless_the_limit_explains_it if {
	unknown := {"expected": "unknown", "category": "unknown"}
	count(control.undecided) == 1 with input as with_writeback(unknown)
	control.findings == set() with input as with_writeback(unknown)
	control.undecided == set() with input as with_writeback(object.union(unknown, {"over_limit": true}))
}

test_conflicting_types_are_undecided if {
	conflicting := {"category": "unknown", "conflicting": true}
	control.undecided == {"the engines in use ask for different types"} with input as with_writeback(conflicting)
	control.findings == set() with input as with_writeback(conflicting)
}

test_unknown_type_is_undecided if {
	control.undecided == {"the type that the group is written as is not known"} with input as with_writeback({"category": "unknown"})
}

test_unread_group_type_is_undecided if {
	control.undecided == {"groupType was not read"} with input as written({"category": "unknown", "group_type": null})
	control.findings == set() with input as written({"category": "unknown", "group_type": null})
}

test_nothing_is_undecided_without_a_written_copy if {
	not_written := object.union(fixtures.security_group_written, {"writeback": {"expected": "no"}})
	every facts in [{"writeback": {"conflicting": true}}, {"writeback": {"category": "unknown"}}, {"directory": {"category": "unknown"}}] {
		control.undecided == set() with input as object.union(not_written, facts)
	}
	control.undecided == set() with input as object.union(fixtures.not_written, {"writeback": {"expected": "unknown"}})
}

test_many_such_copies_are_left_to_eng_13 if {
	many := object.union(written({"category": "distribution", "group_type": 8}), {"tenant": {"security_as_distribution": "yes"}})
	not control.applies with input as many
	control.findings == set() with input as many
	count(control.findings) == 1 with input as object.union(many, {"writeback": {"engine": "cloudsync"}})
	count(control.findings) == 1 with input as object.union(many, {"directory": {"group_type": 2}})
	reverse := {"writeback": {"category": "distribution"}, "directory": {"category": "security", "group_type": 8}}
	count(control.findings) == 1 with input as object.union(many, reverse)
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

written(directory) := object.union(fixtures.security_group_written, {"directory": directory})

with_writeback(facts) := object.union(fixtures.security_group_written, {"writeback": facts})

test_clone_of_a_default_rule_is_left_to_eng_12 if {
	cloned := object.union(
		written({"category": "distribution", "group_type": 8}),
		{"profiles": ["audit", "connect"], "tenant": {"connect": {"cloned": "yes"}}},
	)
	count(control.undecided) == 1 with input as cloned
	control.findings == set() with input as cloned
	other := object.union(cloned, {"writeback": {"engine": "cloudsync"}})
	count(control.findings) == 1 with input as other
	control.undecided == set() with input as other
	count(control.findings) == 1 with input as object.union(cloned, {"profiles": ["audit"]})
}
