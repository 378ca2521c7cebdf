package controls.tenant.cloned_inbound_rule_test

import data.controls.tenant.cloned_inbound_rule as control
import data.fixtures

test_clone_on_the_active_server_is_reported if {
	control.findings == {{
		"part": active.key, "server": 1, "role": "active", "severity": "critical", "clones": 1,
	}} with input as tenant([with_clone(active, "yes"), staging])
	control.undecided == set() with input as tenant([with_clone(active, "yes"), staging])
}

test_clone_on_a_server_in_staging_mode_is_high if {
	severities := {finding.severity | some finding in control.findings} with input as tenant([active, with_clone(staging, "yes")])
	severities == {"high"}
}

test_clone_on_a_server_of_unknown_role_is_critical if {
	server := object.union(with_clone(active, "yes"), {"role": "unknown"})
	severities := {finding.severity | some finding in control.findings} with input as tenant([server])
	severities == {"critical"}
}

test_default_rule_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_tenant_without_v2_is_not_applicable if {
	off := object.union(tenant([with_clone(active, "yes")]), {"tenant": {"v2": "off"}})
	not control.applies with input as off
	control.findings == set() with input as off
	control.undecided == set() with input as off
}

test_unread_v2_is_undecided_where_a_clone_is if {
	unknown := {"tenant": {"v2": "unknown"}}
	control.undecided == {"whether V2 is on was not read"} with input as object.union(tenant([with_clone(active, "yes")]), unknown)
	control.findings == set() with input as object.union(tenant([with_clone(active, "yes")]), unknown)
	control.undecided == set() with input as object.union(fixtures.tenant, unknown)
}

test_rules_that_do_not_tell_are_undecided if {
	count(control.undecided) == 1 with input as tenant([with_clone(active, "unknown")])
	control.findings == set() with input as tenant([with_clone(active, "unknown")])
}

test_missing_export_is_not_applicable if {
	not control.applies with input as fixtures.tenant_unknown
	unread := object.union(active, {"rules": {"read": false}})
	not control.applies with input as tenant([unread])
}

active := fixtures.tenant.tenant.connect.servers[0]

staging := fixtures.tenant.tenant.connect.servers[1]

with_clone(server, replaced) := object.union(server, {"rules": {"inbound": {"default": "off", "clones": 1, "replaced": replaced}}})

tenant(servers) := object.union(fixtures.tenant, {"tenant": {"connect": {"servers": servers}}})

test_export_of_staging_servers_alone_is_undecided if {
	subject := object.union(fixtures.tenant, {"tenant": {"connect": {"active": 0, "servers": [fixtures.tenant.tenant.connect.servers[1]]}}})
	"the server that writes was not exported" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_rules_that_do_not_tell_what_they_are_are_undecided if {
	vague := object.union(fixtures.tenant.tenant.connect.servers[0], {"rules": {"vague": 1}})
	subject := object.union(fixtures.tenant, {"tenant": {"connect": {"servers": [vague]}}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}
