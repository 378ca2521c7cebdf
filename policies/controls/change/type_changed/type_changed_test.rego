package controls.change.type_changed_test

import data.controls.change.type_changed as control
import data.fixtures

test_type_that_changed_is_reported if {
	found := {{"part": "type", "attribute": "type", "from": "universalSecurityGroup", "to": "universalDistributionGroup"}}
	control.findings == found with input as group({"type_after": "universalDistributionGroup"})
}

test_type_as_before_is_satisfied if {
	control.applies with input as fixtures.change_group
	control.findings == set() with input as fixtures.change_group
	control.undecided == set() with input as fixtures.change_group
}

test_what_is_not_written_is_not_applicable if {
	every subject in [group({"written_after": "no"}), group({"written_before": "no"}), fixtures.change_copy, fixtures.change_tenant] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_unknown_engines_are_undecided if {
	count(control.undecided) == 1 with input as object.union(fixtures.change_tenant, {"switches": {"known": false}})
}

test_unknown_type_is_undecided if {
	count(control.undecided) == 1 with input as group({"type_before": ""})
}

group(facts) := object.union(fixtures.change_group, {"group": facts})
