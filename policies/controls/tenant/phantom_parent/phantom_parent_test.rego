package controls.tenant.phantom_parent_test

import data.controls.tenant.phantom_parent as control
import data.fixtures

test_errors_are_reported_once if {
	control.findings == {{"errors": 4}} with input as tenant({"phantoms": 4})
}

test_scope_is_named_as_the_cause if {
	control.findings == {{"errors": 4, "cause": "STR-03"}} with input as tenant({"phantoms": 4, "ou_in_scope": "no"})
}

test_no_such_error_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as tenant({"errors": 2})
	control.undecided == set() with input as fixtures.tenant
}

test_export_of_the_wrong_server_is_undecided if {
	staging := tenant({"servers": [fixtures.tenant.tenant.connect.servers[1]]})
	not control.applies with input as staging
	count(control.undecided) == 1 with input as staging
	control.findings == set() with input as staging
}

test_missing_export_is_not_applicable if {
	not control.applies with input as fixtures.tenant_unknown
	control.undecided == set() with input as fixtures.tenant_unknown
}

tenant(facts) := object.union(fixtures.tenant, {"tenant": {"connect": facts}})
