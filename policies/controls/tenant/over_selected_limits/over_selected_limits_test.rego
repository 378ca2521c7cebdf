package controls.tenant.over_selected_limits_test

import data.controls.tenant.over_selected_limits as control
import data.fixtures

test_too_many_groups_or_memberships_are_reported if {
	control.findings == {{"groups": 10001, "memberships": 200}} with input as tenant({"move": {"groups": 10001}})
	control.findings == {{"groups": 20, "memberships": 250001}} with input as tenant({"move": {"memberships": 250001}})
}

test_a_move_within_the_limits_or_a_job_for_all_groups_is_satisfied if {
	every facts in [{}, {"tenant": {"job": {"scope": "unknown"}}}, {"tenant": {"job": {"scope": "all"}}, "move": {"groups": 10001, "whole": false}}] {
		control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every facts in [{"move": {"any": "no", "groups": 10001}}] {
		not control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"the mode of the job is not known: state cloudsync.scope"} with input as tenant({"tenant": {"job": {"scope": "unknown"}}, "move": {"groups": 10001}})
	control.undecided == {"not every group that moves, or not all members, were counted"} with input as tenant({"move": {"whole": false}})
}

tenant(facts) := object.union(
	object.union(fixtures.tenant, {"parameters": {"groups": 10000, "memberships": 250000}}),
	facts,
)
