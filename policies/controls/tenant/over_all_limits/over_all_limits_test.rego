package controls.tenant.over_all_limits_test

import data.controls.tenant.over_all_limits as control
import data.fixtures

test_each_limit_is_reported if {
	control.findings == {{"part": "groups", "what": "groups in scope:", "count": 20001}} with input as tenant({"move": {"groups": 20001}})
	control.findings == {{"part": "memberships", "what": "memberships in scope:", "count": 500001}} with input as tenant({"move": {"memberships": 500001}})
	control.findings == {{"part": "all_groups", "what": "groups of the tenant:", "count": 40000}} with input as tenant({"totals": {"cloud_groups": 40000}})
	control.findings == {{"part": "all_people", "what": "people of the tenant:", "count": 200000}} with input as tenant({"parameters": {"people": 200000}})
}

test_a_move_within_the_limits_or_a_job_for_selected_groups_is_satisfied if {
	every facts in [{}, {"tenant": {"job": {"scope": "selected"}}, "move": {"groups": 20001, "whole": false}}] {
		control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every facts in [{"move": {"any": "no", "groups": 20001}}] {
		not control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unread_facts_are_undecided if {
	control.undecided == {"the mode of the job is not known: state cloudsync.scope"} with input as tenant({"tenant": {"job": {"scope": "unknown"}}, "move": {"groups": 20001}})
	every move in [{"whole": false}, {"gaps": 1}] {
		control.undecided == {"not every group or membership was counted"} with input as tenant({"move": move})
	}
	every scope in ["all", "unknown"] {
		people := {"parameters": {"people": 0}, "tenant": {"job": {"scope": scope}}}
		control.undecided == {"how many people the tenant has is in no export: set the parameter people"} with input as tenant(people)
	}
}

tenant(facts) := object.union(
	object.union(fixtures.tenant, {"parameters": {"people": 300}, "tenant": {"job": {"scope": "all"}}}),
	facts,
)
