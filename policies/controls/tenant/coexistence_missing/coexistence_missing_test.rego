package controls.tenant.coexistence_missing_test

import data.controls.tenant.coexistence_missing as control
import data.fixtures

test_server_without_the_rules_is_reported if {
	control.findings == {{"part": "k", "server": 1, "role": "active", "lacks": "inbound rule and outbound rule"}} with input as tenant({"inbound": "no", "outbound": "no"}, true)
	control.findings == {{"part": "k", "server": 1, "role": "active", "lacks": "outbound rule"}} with input as tenant({"inbound": "yes", "outbound": "no"}, true)
}

test_servers_with_both_rules_are_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	nothing := object.union(tenant({"inbound": "no", "outbound": "no"}, true), {"move": {"any": "no"}})
	not control.applies with input as nothing
	control.findings == set() with input as nothing
	control.undecided == set() with input as nothing
}

test_unread_rules_are_undecided if {
	control.undecided == {"what a rule does was not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell"} with input as tenant({"inbound": "unknown", "outbound": "yes"}, true)
	control.undecided == {"no rules of a Connect server were exported: export Get-ADSyncRule"} with input as tenant({}, false)
}

tenant(rules, read) := object.union(fixtures.tenant, {"tenant": {"connect": {"servers": [{
	"number": 1, "key": "k", "role": "active",
	"rules": {"read": read, "coexistence": rules},
}]}}})
