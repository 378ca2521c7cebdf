package controls.group.category_drift_test

import data.controls.group.category_drift as control
import data.fixtures

test_distribution_for_security_is_reported if {
	control.findings == {{"attribute": "group_type"}} with input as written("distribution")
}

test_same_category_is_satisfied if {
	control.applies with input as written("security")
	control.findings == set() with input as written("security")
}

test_absent_directory_group_is_not_applicable if {
	not control.applies with input as object.remove(written("security"), ["directory"])
}

test_conflicting_types_are_undecided if {
	conflict := object.union(fixtures.security_group_written, {"writeback": {"conflicting": true}})
	count(control.undecided) == 1 with input as conflict
}

written(category) := object.union(fixtures.security_group_written, {"directory": {"category": category}})
