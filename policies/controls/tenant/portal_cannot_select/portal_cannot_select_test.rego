package controls.tenant.portal_cannot_select_test

import data.controls.tenant.portal_cannot_select as control
import data.fixtures

test_more_groups_than_the_portal_selects_are_reported if {
	control.findings == {{"groups": 1000}} with input as tenant({"move": {"groups": 1000}})
}

test_few_groups_or_a_job_for_all_groups_are_satisfied if {
	every facts in [{}, {"tenant": {"job": {"scope": "all"}}, "move": {"groups": 1000, "whole": false}}] {
		control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every facts in [{"move": {"any": "no", "groups": 1000}}] {
		not control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"the mode of the job is not known: state cloudsync.scope"} with input as tenant({"tenant": {"job": {"scope": "unknown"}}, "move": {"groups": 1000}})
	control.undecided == {"not every group that moves was counted"} with input as tenant({"move": {"whole": false}})
}

tenant(facts) := object.union(object.union(fixtures.tenant, {"parameters": {"selectable": 999}}), facts)
