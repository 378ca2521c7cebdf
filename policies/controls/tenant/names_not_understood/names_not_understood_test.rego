package controls.tenant.names_not_understood_test

import data.controls.tenant.names_not_understood as control
import data.fixtures

test_server_without_the_feature_is_reported if {
	control.findings == {{"severity": "medium", "copies": fixtures.counted(40)}} with input as tenant("on", "off", [2, 0, 25, 1])
	control.findings == {{"severity": "high", "copies": fixtures.counted(40)}} with input as tenant("on", "on", [1, 6, 2, 4])
}

test_server_that_cloud_sync_needs_newer_is_grave if {
	every facts in [{"cloudsync": "on"}, {"target": "cloudsync"}, {"target": "soa"}] {
		subject := object.union(tenant("on", "off", [2, 0, 25, 1]), {"tenant": facts})
		{finding.severity | some finding in control.findings} == {"high"} with input as subject
		control.undecided == set() with input as subject
	}
}

test_unread_cloud_sync_leaves_the_severity_undecided if {
	subject := object.union(tenant("on", "off", [2, 0, 25, 1]), {"tenant": {"cloudsync": "unknown"}})
	{finding.severity | some finding in control.findings} == {"medium"} with input as subject
	control.undecided == {"whether cloud sync is on, with which it is high, was not read"} with input as subject
	control.undecided == set() with input as object.union(subject, {"tenant": {"v2": "on"}})
	control.undecided == set() with input as object.union(subject, {"tenant": {"sync": {"version": [2, 5, 79, 0]}}})
}

test_server_outside_the_range_is_satisfied if {
	every version in [[1, 6, 2, 3], [2, 0, 88, 0], [2, 5, 79, 0]] {
		control.applies with input as tenant("on", "on", version)
		control.findings == set() with input as tenant("on", "on", version)
		control.undecided == set() with input as tenant("on", "on", version)
	}
}

test_copies_named_by_id_are_satisfied if {
	subject := object.union(tenant("on", "off", [2, 0, 25, 1]), {"totals": {"naming": {"display_name": 0}}})
	control.findings == set() with input as subject
	control.undecided == set() with input as object.union(subject, {"tenant": {"sync": {"version": []}}})
}

test_tenant_without_connect_is_not_applicable if {
	not control.applies with input as tenant("off", "off", [2, 0, 25, 1])
	control.findings == set() with input as tenant("off", "off", [2, 0, 25, 1])
	control.undecided == set() with input as tenant("off", "off", [])
}

test_unread_version_is_undecided if {
	control.undecided == {"the version of the Connect server was not read, or its export and the sync configuration say different ones: export both again"} with input as tenant("on", "on", [])
	control.findings == set() with input as tenant("on", "on", [])
}

test_unread_engines_are_undecided_in_the_range if {
	control.undecided == {"whether an engine of Connect is on was not read"} with input as tenant("unknown", "off", [2, 0, 25, 1])
	control.undecided == {"whether an engine of Connect is on was not read"} with input as tenant("unknown", "unknown", [])
	control.undecided == set() with input as tenant("unknown", "off", [2, 5, 79, 0])
}

test_copies_that_were_not_read_are_undecided_in_the_range if {
	unread := {"totals": {"naming": {"display_name": 0, "copies_read": false}}}
	count(control.undecided) == 1 with input as object.union(tenant("on", "off", [2, 0, 25, 1]), unread)
	control.findings == set() with input as object.union(tenant("on", "off", [2, 0, 25, 1]), unread)
	control.undecided == set() with input as object.union(tenant("on", "off", [2, 5, 79, 0]), unread)
}

test_copies_that_were_not_read_make_it_at_least if {
	every open in [false] {
		some finding in control.findings with input as object.union(tenant("on", "off", [2, 0, 25, 1]), {"totals": {"naming": {"copies_read": open}}})
		finding.copies.exactly == null
	}
}

tenant(v1, v2, version) := object.union(fixtures.tenant, {"tenant": {
	"v1": v1,
	"v2": v2,
	"sync": {"version": version},
}})
