package controls.tenant.servers_disagree_test

import data.controls.tenant.servers_disagree as control
import data.fixtures

test_differences_are_reported_once if {
	control.findings == {{"servers": 2, "differences": "V2, version"}} with input as tenant({"differences": ["V2", "version"]})
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
	control.undecided == {"not read of every server: V1, version"} with input as unread
	control.findings == set() with input as unread
}

test_missing_export_is_not_applicable if not control.applies with input as fixtures.tenant_unknown

tenant(facts) := object.union(fixtures.tenant, {"tenant": {"connect": facts}})

test_export_of_staging_servers_alone_is_undecided if {
	subject := object.union(fixtures.tenant, {"tenant": {"connect": {"active": 0, "servers": [fixtures.tenant.tenant.connect.servers[1]]}}})
	"the server that writes was not exported" in control.undecided with input as subject
	control.findings == set() with input as subject
}
