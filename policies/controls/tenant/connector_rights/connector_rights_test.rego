package controls.tenant.connector_rights_test

import data.controls.tenant.connector_rights as control
import data.fixtures

test_named_account_without_entry_is_reported if {
	control.findings == {{"part": "S-1-5-21-1-2-3-1200", "lacks": "create, delete, write"}} with input as tenant("S-1-5-21-1-2-3-1200", {})
}

test_account_that_lacks_one_right_is_reported if {
	list := {"trustees": [{
		"sid": "S-1-5-21-1-2-3-1105", "kind": "connector", "members": null, "like_engine": true,
		"create": true, "delete": true, "write_member": true, "write_all": false, "write_dacl": false, "write_owner": false,
	}]}
	control.findings == {{"part": "S-1-5-21-1-2-3-1105", "lacks": "write"}} with input as tenant("", list)
}

test_account_with_all_rights_is_satisfied if {
	every sid in ["", "S-1-5-21-1-2-3-1105", " S-1-5-21-1-2-3-1105  "] {
		control.applies with input as tenant(sid, {})
		control.findings == set() with input as tenant(sid, {})
		control.undecided == set() with input as tenant(sid, {})
	}
}

test_what_every_account_may_do_is_not_lacking if {
	anyone := {"trustees": [], "anyone": {"create": true, "delete": true, "write": true}}
	control.findings == set() with input as tenant("S-1-5-21-1-2-3-1200", anyone)
	control.undecided == set() with input as object.union(tenant("", anyone), {"access": {"unknown": {"connect": true, "agent": true}}})
	some_of_it := {"trustees": [], "anyone": {"create": true, "delete": true}}
	control.findings == {{"part": "S-1-5-21-1-2-3-1200", "lacks": "write"}} with input as tenant("S-1-5-21-1-2-3-1200", some_of_it)
}

test_tenant_without_engine_is_not_applicable if {
	subject := object.union(tenant("", {"read": "no"}), {"tenant": {"mode": "none"}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
	control.findings == set() with input as subject
}

test_stated_agent_of_cloud_sync_is_judged_beside_the_account_of_connect if {
	subject := object.union(tenant("", {}), {"access": {"agents": [{"sid": "S-1-5-21-1-2-3-1300"}]}})
	control.findings == {{"part": "S-1-5-21-1-2-3-1300", "lacks": "create, delete, write"}} with input as subject
	control.findings == set() with input as object.union(subject, {"parameters": {"connector": "S-1-5-21-1-2-3-1105"}})
}

test_unread_access_list_is_undecided if {
	every read in ["no", "unknown"] {
		count(control.undecided) == 1 with input as tenant("S-1-5-21-1-2-3-1200", {"read": read, "trustees": []})
		control.findings == set() with input as tenant("S-1-5-21-1-2-3-1200", {"read": read, "trustees": []})
	}
}

test_unknown_account_is_undecided_whatever_is_known_of_the_other_engine if {
	every engine in ["connect", "agent"] {
		unknown := {"access": {"unknown": {engine: true}}}
		count(control.undecided) == 1 with input as object.union(tenant("", {}), unknown)
		control.findings == set() with input as object.union(tenant("", {}), unknown)
		control.undecided == set() with input as object.union(tenant("S-1-5-21-1-2-3-1105", {}), unknown)
		not control.applies with input as object.union(tenant("", {}), object.union(unknown, {"tenant": {"mode": "none"}}))
	}
}

test_account_that_connect_names_is_judged_without_any_entry if {
	control.findings == {{"part": "S-1-5-21-1-2-3-1105", "lacks": "create, delete, write"}} with input as tenant("", {"trustees": []})
	control.findings == set() with input as tenant("S-1-5-21-1-2-3-512", {})
}

tenant(connector, list) := object.union(fixtures.tenant, {"access": {"ou": list}, "parameters": {"connector": connector}})
