package controls.tenant.stock_container_test

import data.controls.tenant.stock_container as control
import data.fixtures

test_stock_container_is_reported if {
	control.findings == {{"attribute": "parentDistinguishedName"}} with input as tenant({"tenant": {"job": {"stock": "yes"}}})
}

test_own_container_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every facts in [{"move": {"any": "no"}, "tenant": {"job": {"stock": "yes"}}}] {
		not control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unknown_container_is_undecided if {
	unknown := {"the container that the job writes to is not known: export the job with its schema, or state cloudsync.container"}
	control.undecided == unknown with input as tenant({"tenant": {"job": {"stock": "unknown"}}})
}

tenant(facts) := object.union(fixtures.tenant, facts)
