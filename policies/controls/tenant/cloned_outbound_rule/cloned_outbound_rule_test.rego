package controls.tenant.cloned_outbound_rule_test

import data.controls.tenant.cloned_outbound_rule as control
import data.fixtures

test_clone_is_reported_for_its_server if {
	control.findings == {{
		"part": server.key, "server": 2, "role": "staging", "clones": 2, "default": "on",
	}} with input as cloned({})
}

test_default_rule_alone_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_tenant_without_engine_of_connect_is_not_applicable if {
	off := {"v1": "off", "v2": "off"}
	not control.applies with input as cloned(off)
	control.findings == set() with input as cloned(off)
	control.undecided == set() with input as cloned(off)
}

test_unread_engine_is_undecided_where_a_clone_is if {
	unknown := {"v1": "unknown", "v2": "off"}
	count(control.undecided) == 1 with input as cloned(unknown)
	control.findings == set() with input as cloned(unknown)
	control.undecided == set() with input as object.union(fixtures.tenant, {"tenant": unknown})
}

test_missing_export_is_not_applicable if not control.applies with input as fixtures.tenant_unknown

server := fixtures.tenant.tenant.connect.servers[1]

cloned(facts) := object.union(
	object.union(fixtures.tenant, {"tenant": {"connect": {"servers": [
		fixtures.tenant.tenant.connect.servers[0],
		object.union(server, {"rules": {"outbound": {"clones": 2}}}),
	]}}}),
	{"tenant": facts},
)

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
