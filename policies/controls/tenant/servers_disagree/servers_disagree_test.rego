package controls.tenant.servers_disagree_test

import data.controls.tenant.servers_disagree as control
import data.fixtures

test_differences_are_reported_once if {
	reasons({"differences": ["V2", "version"]}, "on") == {"the servers differ in V2, version"}
}

test_two_active_servers_are_no_difference_between_them if {
	reasons({"active": 2, "staging": 0}, "on") == {"2 servers are active"}
}

test_server_in_staging_mode_that_predates_v2_is_reported_whatever_the_others_are if {
	old := "servers that do not write and are older than V2 needs: 1"
	reasons({"servers": [server(0, {}), server(1, {"below_floor": "yes"})]}, "on") == {old}
	reasons({"servers": [server(0, {"below_floor": "yes"}), server(1, {"below_floor": "yes"})]}, "on") == {old}
	reasons({"servers": [server(1, {"below_floor": "yes"})], "active": 0}, "on") == {old}
	reasons({"servers": [server(1, {"below_floor": "yes"})], "active": 0}, "off") == set()
	reasons({"servers": [server(0, {}), server(1, {"role": "unknown", "below_floor": "yes"})], "undecided": 1}, "on") == {old}
	reasons({"servers": [server(0, {"role": "unknown", "below_floor": "yes"})], "active": 0, "undecided": 1}, "on") == set()
}

test_what_is_unread_of_a_server_that_may_be_too_old_is_undecided if {
	old := tenant({"servers": [server(0, {}), server(1, {"below_floor": "yes"})]})
	count(control.undecided) == 1 with input as object.union(old, {"tenant": {"v2": "unknown"}})
	control.findings == set() with input as object.union(old, {"tenant": {"v2": "unknown"}})
	undated := tenant({"servers": [server(0, {}), server(1, {"below_floor": "unknown"})]})
	count(control.undecided) == 1 with input as undated
	control.undecided == set() with input as object.union(undated, {"tenant": {"v2": "off"}})
}

test_servers_that_agree_are_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_one_server_is_not_applicable if {
	one := tenant({"servers": [fixtures.tenant.tenant.connect.servers[0]]})
	not control.applies with input as one
	control.findings == set() with input as one
	control.undecided == set() with input as one
}

test_unread_parts_are_undecided if {
	unread := tenant({"unread": ["V1", "version"]})
	control.undecided == {"not in the export of every server: V1, version"} with input as unread
	control.findings == set() with input as unread
}

test_what_was_read_and_cannot_be_compared_is_not_called_unread if {
	unclear := tenant({"unclear": ["staging mode"]})
	control.undecided == {"exported, but contradictory, told otherwise by the sync configuration, or of a form that cannot be compared: staging mode"} with input as unclear
}

test_missing_export_is_not_applicable if not control.applies with input as fixtures.tenant_unknown

reasons(facts, v2) := {reason | some finding in findings(facts, v2); reason := finding.reasons}

findings(facts, v2) := found if {
	found := control.findings with input as object.union(tenant(facts), {"tenant": {"v2": v2}})
}

server(n, facts) := object.union(fixtures.tenant.tenant.connect.servers[n], facts)

tenant(facts) := object.union(fixtures.tenant, {"tenant": {"connect": facts}})

test_export_of_staging_servers_alone_is_undecided if {
	subject := object.union(fixtures.tenant, {"tenant": {"connect": {"active": 0, "servers": [fixtures.tenant.tenant.connect.servers[1]]}}})
	"the server that writes was not exported" in control.undecided with input as subject
	control.findings == set() with input as subject
}
