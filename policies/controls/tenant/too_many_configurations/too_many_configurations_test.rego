package controls.tenant.too_many_configurations_test

import data.controls.tenant.too_many_configurations as control
import data.fixtures

test_too_many_configurations_are_reported if {
	control.findings == {{"jobs": 21, "reason": "more than the service has room for"}} with input as tenant({"tenant": {"job": {"jobs": 21}}})
	control.findings == {{"jobs": 3, "reason": "without Entra ID Governance"}} with input as tenant({"tenant": {"job": {"jobs": 3}, "id_governance": "no"}})
}

test_few_or_licensed_configurations_are_satisfied if {
	every facts in [{"tenant": {"id_governance": "no"}}, {"tenant": {"job": {"jobs": 3}}}] {
		control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every facts in [{"move": {"any": "no"}, "tenant": {"job": {"jobs": 21}}}] {
		not control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"the cloud sync jobs were not read completely"} with input as tenant({"tenant": {"job": {"jobs": null}}})
	control.undecided == {"the licences were not read"} with input as tenant({"tenant": {"job": {"jobs": 3}, "id_governance": "unknown"}})
}

tenant(facts) := object.union(object.union(fixtures.tenant, {"parameters": {"free": 2, "most": 20}}), facts)
