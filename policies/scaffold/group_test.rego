package controls.group.acme_01_test

import data.controls.group.acme_01 as control
import data.fixtures # complete subjects: wbaudit controls fixtures security_group_written prints this one

test_short_description_is_reported if {
	control.findings == {{"attribute": "description", "characters": 9}} with input as written({"cloud": {"description_runes": 9}})
}

test_long_description_is_satisfied if {
	subject := written({"cloud": {"description_runes": 10}})
	control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_group_that_is_not_written_is_not_applicable if {
	subject := written({"cloud": {"description_runes": 9}, "writeback": {"expected": "no"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_unknown_writeback_is_undecided if {
	subject := written({"cloud": {"description_runes": 9}, "writeback": {"expected": "unknown"}})
	control.undecided == {"whether the group is written is not known"} with input as subject
	control.findings == set() with input as subject
}

test_missing_descriptions_are_undecided if {
	subject := written({"cloud": {"description_runes": 0}, "tenant": {"collected": {"description": false}}})
	control.undecided == {"descriptions were not collected"} with input as subject
	control.findings == set() with input as subject
}

written(facts) := object.union(object.union(fixtures.security_group_written, {"parameters": {"characters": 10}}), facts)
