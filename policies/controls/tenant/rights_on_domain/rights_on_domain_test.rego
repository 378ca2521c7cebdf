package controls.tenant.rights_on_domain_test

import data.controls.tenant.rights_on_domain as control
import data.fixtures

test_connector_with_rights_on_the_domain_is_reported if {
	every right in ["create", "delete", "write_member"] {
		control.findings == {{"part": "S-1-5-21-1-2-3-1105", "trustee": 1}} with input as head([account({right: true, "kind": "connector"})], "")
	}
}

test_the_parameter_names_the_connector if {
	count(control.findings) == 1 with input as head([account({"create": true})], "S-1-5-21-1-2-3-1105")
	control.findings == set() with input as head([account({"create": true})], "S-1-5-21-1-2-3-7")
}

test_rights_on_the_ou_only_are_satisfied if {
	control.applies with input as fixtures_with("")
	control.findings == set() with input as fixtures_with("")
	control.undecided == set() with input as fixtures_with("")
	control.findings == set() with input as head([account({"write_dacl": true, "kind": "connector"})], "")
}

test_unknown_connector_is_undecided_where_it_may_be_one if {
	every kind in ["account", "unresolved"] {
		every right in ["create", "delete", "write_member"] {
			every engine in ["connect", "agent"] {
				subject := object.union(head([account({right: true, "kind": kind})], ""), unknown(engine))
				count(control.undecided) == 1 with input as subject
				control.undecided == set() with input as object.union(subject, {"parameters": {"connector": "S-1-5-21-1-2-3-7"}})
				control.undecided == set() with input as head([account({right: true, "kind": kind})], "")
			}
		}
	}
	control.undecided == set() with input as object.union(head([account({"create": true, "kind": "group"})], ""), unknown("agent"))
	control.undecided == set() with input as object.union(head([account({"write_dacl": true})], ""), unknown("agent"))
}

test_unread_access_list_is_undecided if {
	every read in ["no", "unknown"] {
		count(control.undecided) == 1 with input as object.union(head([], ""), {"access": {"head": {"read": read}}})
	}
}

test_tenant_without_engine_and_ou_that_is_the_head_are_not_applicable if {
	every tenant in [{"mode": "none"}, {"ou": {"domain_head": "yes"}}] {
		subject := object.union(head([account({"create": true, "kind": "connector", "like_engine": true})], ""), {"tenant": tenant})
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as object.union(subject, {"access": {"head": {"read": "no"}}})
	}
}

unknown(engine) := {"access": {"unknown": {engine: true}}}

account(facts) := object.union(
	{
		"sid": "S-1-5-21-1-2-3-1105", "number": 1, "kind": "unresolved", "members": null, "like_engine": false,
		"create": false, "delete": false, "write_member": false, "write_all": false, "write_dacl": false, "write_owner": false,
	},
	facts,
)

head(trustees, connector) := object.union(fixtures_with(connector), {"access": {"head": {"trustees": trustees}, "ou": {"trustees": []}}})

fixtures_with(connector) := object.union(fixtures.tenant, {"parameters": {"connector": connector}})
