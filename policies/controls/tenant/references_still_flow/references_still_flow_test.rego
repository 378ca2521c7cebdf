package controls.tenant.references_still_flow_test

import data.controls.tenant.references_still_flow as control
import data.fixtures

test_rule_that_lets_references_through_is_said if {
	control.findings == {{"servers": 1}} with input as tenant("yes", true)
}

test_servers_without_the_rule_are_satisfied if {
	control.applies with input as tenant("no", true)
	control.findings == set() with input as tenant("no", true)
	control.undecided == set() with input as tenant("no", true)
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	nothing := object.union(tenant("yes", true), {"move": {"any": "no"}})
	not control.applies with input as nothing
	control.findings == set() with input as nothing
	control.undecided == set() with input as nothing
}

test_unread_rules_are_undecided if {
	control.undecided == {"what a rule does was not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell"} with input as tenant("unknown", true)
	control.undecided == {"no rules of a Connect server were exported: export Get-ADSyncRule"} with input as tenant("yes", false)
}

tenant(outbound, read) := object.union(fixtures.tenant, {"tenant": {"connect": {"servers": [{
	"number": 1, "key": "k", "role": "active",
	"rules": {"read": read, "coexistence": {"outbound": outbound}},
}]}}})
