package controls.tenant.default_rule_disabled_test

import data.controls.tenant.default_rule_disabled as control
import data.fixtures

test_disabled_rule_is_reported if {
	control.findings == {{
		"part": sprintf("%s k1", [server.key]), "server": 1, "role": "active",
		"rule": "In from AD - Group Common", "precedence": 107,
		"defect": "is off and nothing takes its place",
	}} with input as disabled({}, {})
}

test_rule_of_unknown_precedence_is_reported if {
	some finding in control.findings with input as disabled({"precedence": null}, {})
	finding.precedence == "unknown"
}

test_replaced_rule_is_satisfied if {
	control.applies with input as disabled({"replaced": "yes"}, {})
	control.findings == set() with input as disabled({"replaced": "yes"}, {})
	control.undecided == {"no earlier snapshot"} with input as disabled({"replaced": "yes"}, {})
}

test_rules_that_are_on_are_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == {"no earlier snapshot"} with input as fixtures.tenant
}

test_writeback_rule_may_be_off_without_writeback if {
	off := {"v1": "off", "v2": "off"}
	control.findings == set() with input as disabled({"writeback": true}, off)
	control.undecided == {"no earlier snapshot"} with input as disabled({"writeback": true}, off)
	count(control.findings) == 1 with input as disabled({"writeback": true}, {})
	count(control.findings) == 1 with input as disabled({}, off)
}

test_writeback_rule_is_undecided_while_the_engines_were_not_read if {
	unknown := {"v1": "unknown", "v2": "off"}
	control.findings == set() with input as disabled({"writeback": true}, unknown)
	count(control.undecided) == 2 with input as disabled({"writeback": true}, unknown)
}

test_unread_replacement_is_undecided if {
	control.findings == set() with input as disabled({"replaced": "unknown"}, {})
	count(control.undecided) == 2 with input as disabled({"replaced": "unknown"}, {})
}

test_rules_that_do_not_tell_are_undecided if {
	unclear := servers([object.union(server, {"rules": {"unclear": 1}})], {})
	count(control.undecided) == 2 with input as unclear
	control.findings == set() with input as unclear
}

test_edited_rule_is_reported if {
	control.findings == {{
		"part": "s1 k1 edited", "server": 1, "role": "active", "rule": "In from AD - Group Common", "precedence": 107,
		"defect": "does something else than in the earlier snapshot",
	}} with input as since({"edited": [edited]})
	control.undecided == set() with input as since({"edited": [edited]})
}

test_edited_rule_of_unknown_precedence_is_reported if {
	some finding in control.findings with input as since({"edited": [object.union(edited, {"precedence": null})]})
	finding.precedence == "unknown"
}

test_rule_that_is_gone_is_reported if {
	control.findings == {{
		"part": "s1 k1 gone", "server": 1, "role": "active", "rule": "In from AD - Group Common", "precedence": 107,
		"defect": "is gone and nothing takes its place",
	}} with input as since({"gone": [gone({})]})
	control.findings == set() with input as since({"gone": [gone({"replaced": "yes"})]})
	control.undecided == set() with input as since({"gone": [gone({"replaced": "yes"})]})
	count(control.undecided) == 1 with input as since({"gone": [gone({"replaced": "unknown"})]})
}

test_writeback_rule_may_be_gone_without_writeback if {
	without := object.union(since({"gone": [gone({"writeback": true})]}), {"tenant": {"v1": "off", "v2": "off"}})
	control.findings == set() with input as without
	control.undecided == set() with input as without
}

test_rules_of_the_earlier_snapshot_are_satisfied if {
	control.applies with input as since({})
	control.findings == set() with input as since({})
	control.undecided == set() with input as since({})
}

test_rules_that_the_earlier_snapshot_lacks_are_undecided if {
	reason := "earlier snapshot: it does not hold rules and version of every server, or what every rule does"
	control.undecided == {reason} with input as since({"unread": 1})
}

test_rules_of_another_version_are_undecided if {
	count(control.undecided) == 1 with input as since({"upgraded": 1})
	control.findings == set() with input as since({"upgraded": 1})
}

test_missing_export_is_not_applicable if {
	not control.applies with input as fixtures.tenant_unknown
	control.undecided == set() with input as fixtures.tenant_unknown
}

server := fixtures.tenant.tenant.connect.servers[0]

disabled(rule, facts) := servers(
	[object.union(server, {"rules": {"disabled": [object.union(
		{"key": "k1", "rule": "In from AD - Group Common", "precedence": 107, "writeback": false, "replaced": "no"},
		rule,
	)]}})],
	facts,
)

servers(list, facts) := object.union(fixtures.tenant, {"tenant": object.union(facts, {"connect": {"servers": list}})})

edited := {"server": "s1", "number": 1, "role": "active", "key": "k1", "rule": "In from AD - Group Common", "precedence": 107}

gone(rule) := {"server": "s1", "number": 1, "role": "active", "lost": object.union(
	{"key": "k1", "rule": "In from AD - Group Common", "precedence": 107, "writeback": false, "replaced": "no"},
	rule,
)}

since(rules) := object.union(fixtures.tenant, {"history": {"given": true, "rules": rules}})
