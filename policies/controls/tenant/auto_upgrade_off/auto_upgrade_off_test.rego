package controls.tenant.auto_upgrade_off_test

import data.controls.tenant.auto_upgrade_off as control
import data.fixtures

test_outdated_server_without_upgrade_is_reported if {
	every state in ["disabled", "suspended"] {
		server := {"version": [2, 4, 18, 0], "auto_upgrade": state}
		control.findings == {{"part": active.key, "server": 1, "role": "active", "state": state}} with input as tenant(server, {})
	}
}

test_server_that_upgrades_itself_is_satisfied if {
	server := {"version": [2, 4, 18, 0], "auto_upgrade": "enabled"}
	control.applies with input as tenant(server, {})
	control.findings == set() with input as tenant(server, {})
	control.undecided == set() with input as tenant(server, {})
}

test_new_server_is_satisfied if {
	control.applies with input as tenant({"auto_upgrade": "disabled"}, {})
	control.findings == set() with input as tenant({"auto_upgrade": "disabled"}, {})
	control.undecided == set() with input as tenant({"auto_upgrade": "unknown"}, {})
}

test_graver_versions_are_left_to_their_controls if {
	off := {"auto_upgrade": "disabled"}
	old := object.union(off, {"version": [2, 0, 28, 0], "below_floor": "yes"})
	control.findings == set() with input as tenant(old, {})
	v1 := {"tenant": {"v2": "off"}}
	control.findings == set() with input as tenant(old, v1)
	count(control.findings) == 1 with input as tenant(old, object.union(v1, {"totals": {"naming": {"display_name": 0}}}))
	control.findings == set() with input as tenant(object.union(off, {"version": [2, 4, 18, 0]}), {"tenant": {"cloudsync": "on"}})
	count(control.findings) == 1 with input as tenant(
		object.union(off, {"version": [2, 4, 18, 0], "role": "staging"}),
		{"tenant": {"cloudsync": "on"}},
	)
}

test_unread_upgrade_of_an_outdated_server_is_undecided if {
	server := {"version": [2, 4, 18, 0], "auto_upgrade": "unknown"}
	count(control.undecided) == 1 with input as tenant(server, {})
	control.findings == set() with input as tenant(server, {})
}

test_unread_version_is_undecided if {
	count(control.undecided) == 1 with input as tenant({"version": []}, {})
	not control.applies with input as tenant({"version": []}, {})
}

test_missing_export_is_not_applicable if not control.applies with input as fixtures.tenant_unknown

active := fixtures.tenant.tenant.connect.servers[0]

tenant(server, facts) := object.union(
	object.union(fixtures.tenant, {"parameters": {"floor": "2.5.76.0"}, "tenant": {"connect": {"servers": [object.union(active, server)]}}}),
	facts,
)

test_export_of_staging_servers_alone_is_undecided if {
	subject := object.union(object.union(fixtures.tenant, {"parameters": {"floor": "2.5.76.0"}}), {"tenant": {"connect": {"active": 0, "servers": [fixtures.tenant.tenant.connect.servers[1]]}}})
	"the server that writes was not exported" in control.undecided with input as subject
	control.findings == set() with input as subject
}
