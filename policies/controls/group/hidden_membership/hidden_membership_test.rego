package controls.group.hidden_membership_test

import data.controls.group.hidden_membership as control
import data.fixtures

test_hidden_membership_is_reported if {
	control.findings == {{"attribute": "visibility"}} with input as group({"cloud": {"visibility": "HiddenMembership"}}, {})
	control.undecided == set() with input as group({"cloud": {"visibility": "HiddenMembership"}}, {})
}

test_other_group_is_satisfied if {
	control.applies with input as group({"cloud": {"visibility": "Private"}}, {})
	control.findings == set() with input as group({"cloud": {"visibility": "Private"}}, {})
	control.undecided == set() with input as group({"cloud": {"visibility": "Private"}}, {})
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as group({"cloud": {"visibility": "HiddenMembership"}}, {"writeback": {"expected": "no"}})
	control.findings == set() with input as group({"cloud": {"visibility": "HiddenMembership"}}, {"writeback": {"expected": "no"}})
	control.undecided == set() with input as group({"cloud": {"visibility": "HiddenMembership"}}, {"writeback": {"expected": "no"}})
}

test_unread_engine_is_undecided_where_it_matters if {
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == {"whether the group is written is not known"} with input as group({"cloud": {"visibility": "HiddenMembership"}}, unknown)
	control.findings == set() with input as group({"cloud": {"visibility": "HiddenMembership"}}, unknown)
	control.undecided == set() with input as group({"cloud": {"visibility": "Private"}}, unknown)
}

test_missing_data_is_undecided if {
	control.undecided == {"visibility was not collected"} with input as group({"cloud": {"visibility": "Private"}}, {"tenant": {"collected": {"visibility": false}}})
	control.findings == set() with input as group({"cloud": {"visibility": "Private"}}, {"tenant": {"collected": {"visibility": false}}})
	control.undecided == set() with input as object.union(group({"cloud": {"visibility": "Private"}}, {"tenant": {"collected": {"visibility": false}}}), {"writeback": {"expected": "no"}})
}

test_unclaimed_directory_group_is_not_applicable if {
	not control.applies with input as fixtures.orphan
	control.undecided == set() with input as fixtures.orphan
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"tenant": {"collected": {"visibility": false}}}
	count(control.undecided) > 0 with input as group({"cloud": {"visibility": null}}, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group({"cloud": {"visibility": null}}, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group({"cloud": {"visibility": null}}, object.union(unread, {"writeback": {"expected": "no"}}))
}

group(own, facts) := object.union(object.union(fixtures.m365_written, own), facts)
