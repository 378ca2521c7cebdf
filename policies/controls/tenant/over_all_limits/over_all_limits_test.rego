package controls.tenant.over_all_limits_test

import data.controls.tenant.over_all_limits as control
import data.fixtures

test_each_limit_is_reported if {
	control.findings == {{"part": "groups", "what": "groups in scope:", "count": 20001}} with input as tenant({"move": {"groups": 20001}})
	control.findings == {{"part": "memberships", "what": "memberships in scope:", "count": 500001}} with input as tenant({"move": {"memberships": 500001}})
	control.findings == {{"part": "all_groups", "what": "groups of the tenant:", "count": 40000}} with input as tenant({"totals": {"cloud_groups": 40000}})
	control.findings == {{"part": "all_memberships", "what": "memberships of the tenant:", "count": 1000000}} with input as tenant({"move": {"all_memberships": 1000000}})
	control.findings == {{"part": "all_people", "what": "people of the tenant:", "count": 200000}} with input as tenant({"parameters": {"people": 200000}})
}

test_just_within_the_limits_is_satisfied if {
	most := {"move": {"groups": 20000, "memberships": 500000, "all_memberships": 999999}, "totals": {"cloud_groups": 39999}, "parameters": {"people": 199999}}
	control.findings == set() with input as tenant(most)
}

test_other_limits_decide if {
	every name, count in {"groups": 10, "memberships": 20, "below_groups": 30, "below_memberships": 40, "below_people": 5000} {
		counted := {"move": {"groups": 11, "memberships": 21, "all_memberships": 40}, "totals": {"cloud_groups": 30}, "parameters": {"people": 5000}}
		{finding.part | some finding in control.findings} == {parts[name]} with input as tenant(object.union(counted, {"parameters": {name: count}}))
		control.findings == set() with input as tenant(object.union(counted, {"parameters": {name: count + 1}}))
	}
}

parts := {
	"groups": "groups", "memberships": "memberships", "below_groups": "all_groups",
	"below_memberships": "all_memberships", "below_people": "all_people",
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
	object.union(fixtures.tenant, {"parameters": limits, "tenant": {"job": {"scope": "all"}}}),
	facts,
)

limits := {
	"people": 300, "groups": 20000, "memberships": 500000,
	"below_groups": 40000, "below_memberships": 1000000, "below_people": 200000,
}
