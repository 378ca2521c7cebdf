package controls.tenant.member_limit_rule_test

import data.controls.tenant.member_limit_rule as control
import data.fixtures

test_rule_that_keeps_groups_out_is_reported if {
	control.findings == {{
		"part": servers[0].key, "server": 1, "role": "active", "groups": fixtures.counted(3),
	}} with input as tenant("on", {"limited": 3})
}

test_groups_that_were_counted_are_reported_although_another_was_not if {
	subject := tenant("on", {"limited": fixtures.at_least(3)})
	some finding in control.findings with input as subject
	finding.groups == fixtures.at_least(3)
	control.undecided != set() with input as subject
}

test_rule_without_large_groups_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_rule_that_is_off_is_satisfied if {
	control.applies with input as tenant("off", {"limited": 3})
	control.findings == set() with input as tenant("off", {"limited": 3})
	control.undecided == set() with input as tenant("off", {"limited": null})
}

test_unread_members_are_undecided if {
	count(control.undecided) == 1 with input as tenant("on", {"limited": null})
	control.findings == set() with input as tenant("on", {"limited": null})
}

test_server_without_the_rule_is_undecided_where_it_matters if {
	not control.applies with input as tenant("unknown", {"limited": 3})
	count(control.undecided) == 1 with input as tenant("unknown", {"limited": 3})
	control.undecided == set() with input as tenant("unknown", {"limited": 0})
	off := object.union(tenant("unknown", {"limited": 3}), {"tenant": {"v1": "off", "v2": "off"}})
	control.undecided == set() with input as off
}

test_server_in_staging_mode_does_not_count if {
	staging := object.union(fixtures.tenant, {
		"tenant": {"connect": {"servers": [servers[1]]}},
		"totals": {"connect": {"limited": fixtures.counted(3)}},
	})
	not control.applies with input as staging
	control.findings == set() with input as staging
	count(control.undecided) == 1 with input as staging
}

test_missing_export_is_not_applicable if {
	not control.applies with input as fixtures.tenant_unknown
	control.undecided == set() with input as fixtures.tenant_unknown
}

servers := fixtures.tenant.tenant.connect.servers

tenant(limit, totals) := object.union(fixtures.tenant, {
	"tenant": {"connect": {"servers": [object.union(servers[0], {"rules": {"member_limit": limit}}), servers[1]]}},
	"totals": {"connect": {k: fixtures.counted(n) | some k, n in totals}},
})
