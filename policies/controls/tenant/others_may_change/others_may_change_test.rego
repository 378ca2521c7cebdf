package controls.tenant.others_may_change_test

import data.controls.tenant.others_may_change as control
import data.fixtures

test_group_with_rights_is_high if {
	control.findings == {{"part": "S-1-5-21-1-2-3-1300", "severity": "high", "trustee": "Trustee 2", "kind": "group"}} with input as list([other({})])
}

test_everyone_and_single_accounts_are_high if {
	every kind in ["everyone", "account"] {
		severities == {"high"} with input as list([other({"kind": kind})])
	}
}

test_unknown_trustee_may_be_of_exchange if {
	severities == {"medium"} with input as list([other({"kind": "unresolved"})])
	severities == {"high"} with input as object.union(list([other({"kind": "unresolved"})]), {"tenant": {"exchange": "no"}})
}

test_account_operators_matter_while_they_have_members if {
	severities == {"info"} with input as list([other({"kind": "operators", "members": 0})])
	control.undecided == set() with input as list([other({"kind": "operators", "members": 0})])
	severities == {"medium"} with input as list([other({"kind": "active_operators"})])
}

test_account_operators_of_unread_members_are_undecided if {
	subject := list([other({"kind": "operators"}), other({"kind": "exchange", "sid": "S-1-5-21-1-2-3-1301"})])
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
	severities == {"high"} with input as list([other({"kind": "operators"}), other({"sid": "S-1-5-21-1-2-3-1301"})])
	accepted := object.union(subject, {"parameters": {"trustees": "S-1-5-21-1-2-3-1300"}})
	control.undecided == set() with input as accepted
	severities == {"info"} with input as accepted
}

test_rights_that_exchange_sets_up_count_once if {
	subject := list([other({"kind": "exchange"}), other({"kind": "exchange", "sid": "S-1-5-21-1-2-3-1301"})])
	control.findings == {{"part": "exchange", "severity": "info", "trustee": "Exchange", "kind": "exchange"}} with input as subject
}

test_engine_administrators_and_system_are_satisfied if {
	control.applies with input as list([other({"kind": kind}) | some kind in ["self", "system", "admins", "connector"]])
	control.findings == set() with input as list([other({"kind": kind}) | some kind in ["self", "system", "admins", "connector"]])
	control.undecided == set() with input as list([other({"kind": kind}) | some kind in ["self", "system", "admins", "connector"]])
}

test_trustees_of_the_parameter_are_satisfied if {
	subject := object.union(list([other({})]), {"parameters": {"trustees": "S-1-5-21-1-2-3-9 S-1-5-21-1-2-3-1300"}})
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_account_like_an_engine_is_undecided if {
	count(control.undecided) == 1 with input as list([other({"kind": "unresolved", "like_engine": true})])
	control.findings == set() with input as list([other({"kind": "unresolved", "like_engine": true})])
}

test_unread_access_list_is_undecided if {
	every read in ["no", "unknown"] {
		count(control.undecided) == 1 with input as object.union(list([]), {"access": {"ou": {"read": read}}})
	}
}

test_tenant_without_engine_is_not_applicable if {
	every trustee in [other({}), other({"kind": "exchange"}), other({"like_engine": true})] {
		subject := object.union(list([trustee]), {"tenant": {"mode": "none"}, "access": {"ou": {"read": "no"}}})
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

severities contains finding.severity if some finding in control.findings

other(facts) := object.union(
	{
		"sid": "S-1-5-21-1-2-3-1300", "number": 2, "kind": "group", "members": null, "like_engine": false,
		"create": false, "delete": false, "write_member": true, "write_all": false, "write_dacl": false, "write_owner": false,
	},
	facts,
)

list(trustees) := object.union(fixtures.tenant, {"access": {"ou": {"trustees": trustees}}, "parameters": {"trustees": ""}})
