package controls.tenant.loop_guard_missing_test

import data.controls.tenant.loop_guard_missing as control
import data.fixtures

test_open_rule_is_reported if {
	control.findings == {{
		"part": server.key, "server": 1, "role": "active", "open": 1, "rules": 2,
	}} with input as guarded({"rules": 2, "open": 1}, "no")
}

test_guarded_rules_are_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_rules_without_groups_are_not_applicable if {
	not control.applies with input as guarded({"rules": 0}, "no")
	control.undecided == set() with input as guarded({"rules": 0}, "yes")
}

test_rule_that_does_not_tell_is_undecided if {
	count(control.undecided) == 1 with input as guarded({"unclear": 1}, "no")
	control.findings == set() with input as guarded({"unclear": 1}, "no")
}

test_scope_of_cloud_sync_is_undecided if {
	count(control.undecided) == 1 with input as guarded({}, "yes")
	control.findings == set() with input as guarded({}, "yes")
}

test_missing_export_is_not_applicable if not control.applies with input as fixtures.tenant_unknown

server := fixtures.tenant.tenant.connect.servers[0]

guarded(guard, cloudsync) := object.union(fixtures.tenant, {
	"tenant": {"connect": {"servers": [object.union(server, {"rules": {"guard": guard}})]}},
	"totals": {"references": {"people_by_cloud_sync": cloudsync}},
})

test_export_of_staging_servers_alone_is_undecided if {
	subject := object.union(fixtures.tenant, {"tenant": {"connect": {"active": 0, "servers": [fixtures.tenant.tenant.connect.servers[1]]}}})
	"the server that writes was not exported" in control.undecided with input as subject
	control.findings == set() with input as subject
}
