package controls.tenant.delete_on_disable_test

import data.controls.tenant.delete_on_disable as control
import data.fixtures

test_rule_is_medium_with_recycle_bin if {
	control.findings == {{
		"part": server.key, "server": 1, "role": "active", "severity": "medium", "rules": 1, "recycle_bin": "on",
	}} with input as tenant({"delete_on_disable": 1}, "yes")
}

test_rule_is_high_without_recycle_bin if {
	severities := {[finding.severity, finding.recycle_bin] | some finding in control.findings} with input as tenant({"delete_on_disable": 1}, "no")
	severities == {["high", "off"]}
}

test_unread_recycle_bin_is_said if {
	words := {finding.recycle_bin | some finding in control.findings} with input as tenant({"delete_on_disable": 1}, "unknown")
	words == {"not read"}
	count(control.undecided) == 1 with input as tenant({"delete_on_disable": 1}, "unknown")
	control.undecided == set() with input as tenant({}, "unknown")
}

test_rules_without_it_are_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_rule_that_does_not_tell_is_undecided if {
	count(control.undecided) == 1 with input as tenant({"delete_unclear": 1}, "yes")
	control.findings == set() with input as tenant({"delete_unclear": 1}, "yes")
}

test_missing_export_is_not_applicable if {
	not control.applies with input as fixtures.tenant_unknown
	not control.applies with input as tenant({"read": false}, "yes")
}

server := fixtures.tenant.tenant.connect.servers[0]

tenant(rules, recycle_bin) := object.union(fixtures.tenant, {"tenant": {
	"forest": {"recycle_bin": recycle_bin},
	"connect": {"servers": [object.union(server, {"rules": rules})]},
}})

test_export_of_staging_servers_alone_is_undecided if {
	subject := object.union(fixtures.tenant, {"tenant": {"connect": {"active": 0, "servers": [fixtures.tenant.tenant.connect.servers[1]]}}})
	"the server that writes was not exported" in control.undecided with input as subject
	control.findings == set() with input as subject
}
