package controls.change.copy_type_changed_test

import data.controls.change.copy_type_changed as control
import data.fixtures

test_category_and_scope_of_a_copy_are_reported if {
	category := {"part": "category", "attribute": "category", "from": "security", "to": "distribution"}
	scope := {"part": "scope", "attribute": "scope", "from": "universal", "to": "domainLocal", "severity": "medium"}
	control.findings == {category, scope} with input as copy({"category_after": "distribution", "scope_after": "domainLocal"})
}

test_copy_as_before_is_satisfied if {
	control.applies with input as fixtures.change_copy
	control.findings == set() with input as fixtures.change_copy
	control.undecided == set() with input as fixtures.change_copy
}

test_what_is_no_copy_is_not_applicable if {
	every subject in [copy({"copy": "no"}), fixtures.change_group, fixtures.change_tenant] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_unknown_type_is_undecided if {
	count(control.undecided) == 1 with input as copy({"category_before": "unknown"})
	count(control.undecided) == 1 with input as copy({"copy": "unknown"})
	control.findings == set() with input as copy({"copy": "unknown", "category_after": "distribution"})
}

copy(facts) := object.union(fixtures.change_copy, {"directory": facts})
