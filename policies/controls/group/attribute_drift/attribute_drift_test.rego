package controls.group.attribute_drift_test

import data.controls.group.attribute_drift as control
import data.fixtures

test_each_attribute_is_a_finding_of_its_own if {
	control.findings == {
		{"part": "displayName", "attribute": "displayName", "kind": "changed"},
		{"part": "description", "attribute": "description", "kind": "missing"},
	} with input as copy({"directory": {"drift": [
		{"attribute": "displayName", "kind": "changed"},
		{"attribute": "description", "kind": "missing"},
	]}})
}

test_mail_of_a_microsoft_365_group_is_reported if {
	subject := object.union(fixtures.m365_written, {"directory": {"drift": [{"attribute": "mail", "kind": "changed"}]}})
	count(control.findings) == 1 with input as subject
}

test_equal_copy_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_long_description_that_differs_before_the_cut_is_reported if {
	count(control.findings) == 1 with input as object.union(copy(description), {"cloud": {"description_runes": 500}})
}

test_group_without_copy_or_not_written_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	not control.applies with input as object.union(copy(description), {"writeback": {"expected": "no"}})
	control.findings == set() with input as object.union(copy(description), {"writeback": {"expected": "no"}})
}

test_attribute_that_was_not_collected_is_undecided if {
	control.undecided == {"description was not read on both sides"} with input as copy({"directory": {"not_compared": ["description"]}})
	control.undecided == set() with input as copy({"directory": {"not_compared": ["mail"]}})
	unsure := {"directory": {"not_compared": ["description"]}, "writeback": {"expected": "unknown"}}
	count(control.undecided) == 1 with input as copy(unsure)
	control.findings == set() with input as copy(unsure)
}

test_unknown_writeback_is_undecided_where_something_differs if {
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == {"whether the group is written is not known"} with input as object.union(copy(description), unknown)
	control.findings == set() with input as object.union(copy(description), unknown)
	control.undecided == set() with input as copy(unknown)
	control.undecided == set() with input as object.union(fixtures.orphan, unknown)
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_mail_of_a_group_of_unknown_kind_is_undecided if {
	subject := copy({"cloud": {"kind": "unknown"}, "directory": {"drift": [{"attribute": "mail", "kind": "changed"}]}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

description := {"directory": {"drift": [{"attribute": "description", "kind": "changed"}]}}

copy(facts) := object.union(fixtures.security_group_written, facts)
