package controls.tenant.domain_written_twice_test

import data.controls.tenant.domain_written_twice as control
import data.fixtures

test_two_configurations_of_one_domain_are_reported if {
	control.findings == {{"jobs": 2}} with input as tenant({"tenant": {"job": {"jobs": 2, "shared_domain": "yes"}}})
}

test_one_configuration_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every facts in [{"move": {"any": "no"}, "tenant": {"job": {"jobs": 2, "shared_domain": "yes"}}}] {
		not control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unread_facts_are_undecided if {
	every job in [{"jobs": null}, {"jobs": 2, "shared_domain": "unknown"}] {
		control.undecided == {"the cloud sync jobs, or the domains they write to, were not read: export the jobs with their schemas"} with input as tenant({"tenant": {"job": job}})
	}
}

tenant(facts) := object.union(fixtures.tenant, facts)
