package controls.change.type_changed_test

import data.controls.change.type_changed as control
import data.fixtures

test_type_that_changed_is_reported if {
	found := {{"part": "type", "attribute": "type", "from": "universalSecurityGroup", "to": "universalDistributionGroup"}}
	control.findings == found with input as group({"type_after": "universalDistributionGroup"})
}

test_category_and_scope_of_a_copy_are_reported if {
	category := {"part": "category", "attribute": "category", "from": "security", "to": "distribution"}
	scope := {"part": "scope", "attribute": "scope", "from": "universal", "to": "domainLocal", "severity": "medium"}
	control.findings == {category, scope} with input as copy({"category_after": "distribution", "scope_after": "domainLocal"})
}

test_type_as_before_is_satisfied if {
	every subject in [fixtures.change_group, fixtures.change_copy] {
		control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_what_is_not_written_and_no_copy_is_not_applicable if {
	every subject in [group({"written_after": "no"}), group({"written_before": "no"}), copy({"copy": "no"}), fixtures.change_tenant] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_unknown_type_is_undecided if {
	count(control.undecided) == 1 with input as group({"type_before": ""})
	count(control.undecided) == 1 with input as copy({"category_before": "unknown"})
	count(control.undecided) == 1 with input as copy({"copy": "unknown"})
	control.findings == set() with input as copy({"copy": "unknown", "category_after": "distribution"})
}

group(facts) := object.union(fixtures.change_group, {"group": facts})

copy(facts) := object.union(fixtures.change_copy, {"directory": facts})
