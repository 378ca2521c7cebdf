package controls.tenant.switch_off_deletes_test

import data.controls.tenant.switch_off_deletes as control
import data.fixtures

test_what_would_be_deleted_is_told if {
	finding := {"severity": "info", "copies": fixtures.counted(40), "security": fixtures.counted(20), "with_members": fixtures.counted(38), "in_other_groups": fixtures.counted(6)}
	control.findings == {finding} with input as tenant({}, {})
}

test_without_recycle_bin_it_is_grave if {
	some finding in control.findings with input as tenant({"forest": {"recycle_bin": "no"}}, {})
	finding.severity == "high"
}

test_unread_recycle_bin_leaves_the_severity_undecided if {
	{finding.severity | some finding in control.findings} == {"info"} with input as tenant({"forest": {"recycle_bin": "unknown"}}, {})
	count(control.undecided) == 1 with input as tenant({"forest": {"recycle_bin": "unknown"}}, {})
	control.undecided == set() with input as tenant({"forest": {"recycle_bin": "unknown"}}, {"connect": 0})
}

test_copies_that_cloud_sync_writes_or_may_write_are_told_apart if {
	copies := {"connect": fixtures.at_least(2), "connect_security": 0, "connect_filled": null, "connect_nested": null, "cloud_sync": 3, "undecided": 4}
	finding := {"severity": "info", "copies": fixtures.at_least(2), "security": fixtures.counted(0), "of_cloud_sync": 3, "of_either_engine": 4}
	control.findings == {finding} with input as tenant({}, copies)
	control.undecided == set() with input as tenant({}, copies)
}

test_copies_of_which_nobody_knows_the_engine_are_undecided if {
	copies := {"connect": null, "undecided": 4}
	control.undecided == {"which engine wrote the copies is not known: export synchronizationJobs with their scope"} with input as tenant({}, copies)
	control.findings == set() with input as tenant({}, copies)
}

test_counts_that_are_not_known_are_left_out if {
	unread := {"connect_security": null, "connect_filled": null, "connect_nested": null}
	control.findings == {{"severity": "info", "copies": fixtures.counted(40)}} with input as tenant({}, unread)
}

test_copies_that_were_read_are_told_although_another_was_not if {
	unread := {"connect": fixtures.at_least(39), "connect_security": fixtures.at_least(20), "connect_filled": null, "connect_nested": null}
	finding := {"severity": "info", "copies": fixtures.at_least(39), "security": fixtures.at_least(20)}
	control.findings == {finding} with input as tenant({}, unread)
	control.undecided == set() with input as tenant({}, unread)
}

test_tenant_without_connect_is_not_applicable if {
	not control.applies with input as tenant({"v1": "off", "v2": "off"}, {})
	control.findings == set() with input as tenant({"v1": "off", "v2": "off"}, {})
	control.undecided == set() with input as tenant({"v1": "off", "v2": "off"}, {})
}

test_nothing_to_delete_is_satisfied if {
	control.applies with input as tenant({}, {"connect": 0})
	control.findings == set() with input as tenant({}, {"connect": 0})
	control.undecided == set() with input as tenant({}, {"connect": 0})
}

test_unread_engines_are_undecided_where_there_are_copies if {
	unread := {"v1": "unknown", "v2": "unknown"}
	control.undecided == {"whether an engine of Connect is on was not read"} with input as tenant(unread, {})
	control.undecided == set() with input as tenant(unread, {"connect": 0})
}

test_unread_directory_is_undecided if {
	control.undecided == {"directory groups were not read completely, or not of the whole domain"} with input as tenant({}, {"connect": null})
	control.findings == set() with input as tenant({}, {"connect": null})
}

tenant(facts, copies) := object.union(fixtures.tenant, {"tenant": facts, "totals": {"copies": {k: _count(k, n) | some k, n in copies}}})

_count(k, n) := n if k in {"cloud_sync", "undecided"}
_count(k, n) := fixtures.counted(n) if not k in {"cloud_sync", "undecided"}
