package controls.tenant.nobody_exports_test

import data.controls.tenant.nobody_exports as control
import data.fixtures

test_scheduler_that_is_off_is_reported if {
	control.findings == {{"servers": 2, "staging": 1, "off": 1, "suspended": 0}} with input as stopped({"cycle": "off"}, {})
	control.undecided == set() with input as stopped({"cycle": "off"}, {})
}

test_suspended_scheduler_is_reported if {
	control.findings == {{"servers": 2, "staging": 1, "off": 0, "suspended": 1}} with input as stopped({"suspended": "yes"}, {})
}

test_staging_everywhere_is_reported_where_the_synchronisation_is_old if {
	every age in [14500, null] {
		control.findings == {{"servers": 2, "staging": 2, "off": 0, "suspended": 0}} with input as all_staging({"sync_age": age})
		control.undecided == set() with input as all_staging({"sync_age": age})
	}
}

test_staging_everywhere_is_undecided_where_somebody_synchronises if {
	control.findings == set() with input as all_staging({"sync_age": 1200})
	count(control.undecided) == 1 with input as all_staging({"sync_age": 1200})
}

test_server_that_exports_is_satisfied if {
	control.applies with input as tenant({})
	control.findings == set() with input as tenant({})
	control.undecided == set() with input as tenant({})
}

test_unread_scheduler_is_undecided if {
	control.undecided == {"the scheduler or the staging mode of a server was not read"} with input as open_server({})
	control.findings == set() with input as open_server({})
	count(control.undecided) == 1 with input as tenant({"connect": {"exporting": "unknown"}})
}

test_settings_that_contradict_the_scheduler_are_not_called_unread if {
	said := {"global settings and scheduler of a server say different things of staging mode: export both again"}
	control.undecided == said with input as open_server({"contradicts": true})
	control.findings == set() with input as open_server({"contradicts": true})
}

test_tenant_without_engine_of_connect_is_not_applicable if {
	off := {"v1": "off", "v2": "off"}
	not control.applies with input as stopped({"cycle": "off"}, off)
	control.findings == set() with input as stopped({"cycle": "off"}, off)
	control.undecided == set() with input as stopped({"cycle": "off"}, off)
}

test_unread_engine_is_undecided if {
	unknown := {"v1": "unknown", "v2": "off"}
	control.findings == set() with input as stopped({"cycle": "off"}, unknown)
	count(control.undecided) == 1 with input as stopped({"cycle": "off"}, unknown)
}

test_missing_export_is_not_applicable if {
	not control.applies with input as fixtures.tenant_unknown
	control.undecided == set() with input as object.union(fixtures.tenant_unknown, {"parameters": {"max_hours": 3}})
}

servers := fixtures.tenant.tenant.connect.servers

open_server(facts) := tenant({"connect": {
	"exporting": "unknown",
	"servers": [object.union(servers[0], object.union({"exports": "unknown"}, facts)), servers[1]],
}})

stopped(server, facts) := tenant(object.union(facts, {"connect": {
	"exporting": "no",
	"servers": [object.union(servers[0], server), servers[1]],
}}))

all_staging(facts) := tenant(object.union(facts, {"connect": {
	"exporting": "no", "active": 0, "staging": 2,
	"servers": [object.union(servers[0], {"role": "staging"}), servers[1]],
}}))

tenant(facts) := object.union(fixtures.tenant, {"tenant": facts, "parameters": {"max_hours": 3}})
