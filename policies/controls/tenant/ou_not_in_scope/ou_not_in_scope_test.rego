package controls.tenant.ou_not_in_scope_test

import data.controls.tenant.ou_not_in_scope as control
import data.fixtures

test_ou_outside_the_scope_is_reported if {
	control.findings == {{"part": servers[0].key, "server": 1, "role": "active", "severity": "high"}} with input as tenant(["no", "yes"], {})
	control.undecided == set() with input as tenant(["no", "yes"], {})
}

test_server_in_staging_mode_is_medium if {
	control.findings == {{"part": servers[1].key, "server": 2, "role": "staging", "severity": "medium"}} with input as tenant(["yes", "no"], {})
}

test_server_of_unknown_role_is_high if {
	unknown := object.union(fixtures.tenant, {"tenant": {"connect": {"servers": [object.union(servers[0], {"role": "unknown", "ou_in_scope": "no"})]}}})
	severities := {finding.severity | some finding in control.findings} with input as unknown
	severities == {"high"}
}

test_ou_in_scope_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_unread_scope_is_undecided if {
	count(control.undecided) == 1 with input as tenant(["unknown", "yes"], {})
	control.findings == set() with input as tenant(["unknown", "yes"], {})
}

test_unknown_ou_is_undecided if {
	unknown := tenant(["unknown", "unknown"], {"ou_known": false})
	control.undecided == {"the writeback OU is not known: set directory.writeback_ou"} with input as unknown
}

test_tenant_without_engine_of_connect_is_not_applicable if {
	off := {"v1": "off", "v2": "off"}
	not control.applies with input as tenant(["no", "no"], off)
	control.findings == set() with input as tenant(["no", "no"], off)
	control.undecided == set() with input as tenant(["no", "no"], off)
}

test_unread_engine_is_undecided_outside_the_scope if {
	unknown := {"v1": "unknown", "v2": "off"}
	count(control.undecided) == 1 with input as tenant(["no", "yes"], unknown)
	control.findings == set() with input as tenant(["no", "yes"], unknown)
	control.undecided == set() with input as tenant(["yes", "yes"], unknown)
}

test_missing_export_is_not_applicable if not control.applies with input as fixtures.tenant_unknown

servers := fixtures.tenant.tenant.connect.servers

tenant(scopes, facts) := object.union(fixtures.tenant, {"tenant": object.union(facts, {"connect": {"servers": [
	object.union(servers[0], {"ou_in_scope": scopes[0]}),
	object.union(servers[1], {"ou_in_scope": scopes[1]}),
]}})})

test_export_of_staging_servers_alone_is_undecided if {
	subject := object.union(fixtures.tenant, {"tenant": {"connect": {"active": 0, "servers": [fixtures.tenant.tenant.connect.servers[1]]}}})
	"the server that writes was not exported" in control.undecided with input as subject
	control.findings == set() with input as subject
}
