package controls.group.rule_paused_test

import data.controls.group.rule_paused as control
import data.fixtures

test_paused_rule_is_reported if {
	control.findings == {{"attribute": "membershipRuleProcessingState"}} with input as group({"cloud": {"dynamic": true, "marks": {"rule_paused": true}}}, {})
	control.undecided == set() with input as group({"cloud": {"dynamic": true, "marks": {"rule_paused": true}}}, {})
}

test_other_group_is_satisfied if {
	control.applies with input as group({"cloud": {"dynamic": true}}, {})
	control.findings == set() with input as group({"cloud": {"dynamic": true}}, {})
	control.undecided == set() with input as group({"cloud": {"dynamic": true}}, {})
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as group({"cloud": {"dynamic": true, "marks": {"rule_paused": true}}}, {"writeback": {"expected": "no"}})
	control.findings == set() with input as group({"cloud": {"dynamic": true, "marks": {"rule_paused": true}}}, {"writeback": {"expected": "no"}})
	control.undecided == set() with input as group({"cloud": {"dynamic": true, "marks": {"rule_paused": true}}}, {"writeback": {"expected": "no"}})
}

test_unread_engine_is_undecided_where_it_matters if {
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == {"whether the group is written is not known"} with input as group({"cloud": {"dynamic": true, "marks": {"rule_paused": true}}}, unknown)
	control.findings == set() with input as group({"cloud": {"dynamic": true, "marks": {"rule_paused": true}}}, unknown)
	control.undecided == set() with input as group({"cloud": {"dynamic": true}}, unknown)
}

test_missing_data_is_undecided if {
	control.undecided == {"the state of the membership rule was not collected"} with input as group({"cloud": {"dynamic": true}}, {"tenant": {"collected": {"rule_state": false}}})
	control.findings == set() with input as group({"cloud": {"dynamic": true}}, {"tenant": {"collected": {"rule_state": false}}})
	control.undecided == set() with input as object.union(group({"cloud": {"dynamic": true}}, {"tenant": {"collected": {"rule_state": false}}}), {"writeback": {"expected": "no"}})
}

test_unread_group_types_are_undecided_where_a_rule_is_paused if {
	unread := {"tenant": {"collected": {"group_types": false}}}
	count(control.undecided) == 1 with input as group({"cloud": {"marks": {"rule_paused": true}}}, unread)
	control.findings == set() with input as group({"cloud": {"marks": {"rule_paused": true}}}, unread)
	control.undecided == set() with input as group({}, unread)
}

test_unclaimed_directory_group_is_not_applicable if {
	not control.applies with input as fixtures.orphan
	control.undecided == set() with input as fixtures.orphan
}

test_assigned_group_is_not_applicable if {
	not control.applies with input as group({"tenant": {"collected": {"rule_state": false}}}, {})
	control.undecided == set() with input as group({"tenant": {"collected": {"rule_state": false}}}, {})
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"tenant": {"collected": {"rule_state": false}}}
	count(control.undecided) > 0 with input as group({"cloud": {"dynamic": true}}, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group({"cloud": {"dynamic": true}}, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group({"cloud": {"dynamic": true}}, object.union(unread, {"writeback": {"expected": "no"}}))
}

test_unread_state_of_what_may_be_a_rule_is_undecided if {
	unread := {"tenant": {"collected": {"rule_state": false}}}
	count(control.undecided) > 0 with input as group({"cloud": {"dynamic": false}}, object.union(unread, {"tenant": {"collected": {"group_types": false}}}))
	control.findings == set() with input as group({"cloud": {"dynamic": false}}, object.union(unread, {"tenant": {"collected": {"group_types": false}}}))
	control.undecided == set() with input as group({"cloud": {"dynamic": false}}, object.union(unread, {"writeback": {"expected": "no"}}))
}

group(own, facts) := object.union(object.union(fixtures.security_group_written, own), facts)
