package controls.tenant.leavers_in_copy_test

import data.controls.tenant.leavers_in_copy as control
import data.fixtures

test_copies_are_counted_with_their_share if {
	control.findings == {{"severity": "low", "groups": fixtures.counted(4), "people": fixtures.counted(7), "memberships": fixtures.counted(9), "privileged": fixtures.counted(0), "percent": 10}} with input as tenant(4, 0, {})
}

test_privileged_path_of_one_makes_it_medium if {
	privileged := {"totals": {"governance": {"leavers_privileged": fixtures.counted(1)}}}
	control.findings == {{"severity": "medium", "groups": fixtures.counted(4), "people": fixtures.counted(7), "memberships": fixtures.counted(9), "privileged": fixtures.counted(1), "percent": 10}} with input as tenant(4, 0, privileged)
}

test_tenant_without_leavers_is_satisfied if {
	control.applies with input as tenant(0, 0, {})
	control.findings == set() with input as tenant(0, 0, {})
	control.undecided == set() with input as tenant(0, 0, {})
}

test_each_group_or_no_copy_is_not_applicable if {
	every facts in [{"parameters": {"each_group": true}}, {"totals": {"governance": {"copies": 0}}}] {
		not control.applies with input as tenant(4, 0, facts)
		control.findings == set() with input as tenant(4, 0, facts)
	}
	control.undecided == set() with input as tenant(0, 3, {"parameters": {"each_group": true}})
}

test_copies_that_may_have_leavers_are_undecided if {
	count(control.undecided) == 1 with input as tenant(0, 3, {})
	control.findings == set() with input as tenant(0, 3, {})
}

test_others_that_are_open_make_it_at_least if {
	some finding in control.findings with input as tenant(4, 3, {})
	finding.groups == fixtures.at_least(4)
	finding.percent == "unknown"
}

tenant(groups, undecided, facts) := object.union(
	object.union(fixtures.tenant, {
		"totals": {"governance": {"leavers": {"groups": counted(groups, undecided), "undecided": undecided}, "leaver_people": fixtures.counted(7), "leaver_memberships": fixtures.counted(9), "leavers_privileged": fixtures.counted(0)}},
		"parameters": {"each_group": false},
	}),
	facts,
)

counted(groups, 0) := fixtures.counted(groups)

counted(groups, undecided) := fixtures.at_least(groups) if undecided > 0
