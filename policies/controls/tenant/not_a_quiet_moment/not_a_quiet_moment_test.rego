package controls.tenant.not_a_quiet_moment_test

import data.controls.tenant.not_a_quiet_moment as control
import data.fixtures

test_each_unquiet_condition_is_reported if {
	every part, facts in {
		"stale": {"tenant": {"sync_age": 99999}}, "stopped": {"tenant": {"jobs": {"stopped": 1}}},
		"idle": {"tenant": {"connect": {"exporting": "no"}}}, "lasting": {"history": {"lasting": {"findings": 2}}},
		"errors": {"tenant": {"connect": {"errors": 1}}}, "recycle": {"tenant": {"forest": {"recycle_bin": "no"}}},
		"old": {"population": {"cloud_age": 999999}}, "staging": {"tenant": {"connect": {"staging": 0}}},
	} {
		{finding.part | some finding in control.findings} == {part} with input as tenant(facts)
	}
}

test_quiet_tenant_is_satisfied if {
	control.applies with input as tenant({})
	control.findings == set() with input as tenant({})
	control.undecided == set() with input as tenant({})
}

test_groups_that_change_over_to_v1_wait_as_well if {
	facts := {"move": {"any": "no", "changing_over": 2}, "tenant": {"sync_age": 99999}}
	{finding.part | some finding in control.findings} == {"stale"} with input as tenant(facts)
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	every facts in [{"move": {"any": "no", "changing_over": 0}, "tenant": {"sync_age": 99999}}] {
		not control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unread_conditions_are_undecided if {
	every facts in [
		{"tenant": {"sync_age": null}}, {"tenant": {"jobs": {"unread": 1}}}, {"tenant": {"connect": {"exporting": "unknown"}}},
		{"history": {"lasting": {"judged": false}}}, {"tenant": {"forest": {"recycle_bin": "unknown"}}},
		{"population": {"directory_age": null}}, {"tenant": {"connect": {"undecided": 1, "staging": 0}}},
	] {
		control.findings == set() with input as tenant(facts)
		count(control.undecided) == 1 with input as tenant(facts)
	}
	count(control.undecided) == 2 with input as tenant({"tenant": {"connect": {"servers": []}}})
}

tenant(facts) := object.union(
	object.union(fixtures.tenant, {
		"parameters": {"max_hours": 3, "max_days": 7},
		"history": {"lasting": {"judged": true}},
	}),
	facts,
)
