package controls.group.name_of_another_test

import data.controls.group.name_of_another as control
import data.fixtures

test_name_with_the_id_of_another_group_is_high if {
	control.findings == {{"severity": "high", "carries": "the id of another group"}} with input as copy({"directory": {"cn": {"id": "no"}}})
}

test_name_without_id_is_medium if {
	control.findings == {{"severity": "medium", "carries": "no id"}} with input as copy(other)
}

test_mapping_of_cloud_sync_may_leave_the_id_out if {
	every facts in [{"writeback": {"engine": "cloudsync"}}, {"directory": {"match": "externalDirectoryObjectId"}}] {
		control.applies with input as copy(object.union(other, facts))
		control.findings == set() with input as copy(object.union(other, facts))
	}
}

test_name_that_fits_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_adopted_conflicting_and_anchorless_groups_are_not_applicable if {
	every facts in [
		{"cloud": {"soa_converted": "likely"}}, {"directory": {"conflict_object": true}},
		{"directory": {"match": "cnSuffix"}}, {"directory": {"match": "takenOver"}},
	] {
		not control.applies with input as copy(object.union(other, facts))
		control.findings == set() with input as copy(object.union(other, facts))
	}
}

test_group_without_copy_or_cloud_group_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	not control.applies with input as object.union(fixtures.orphan, {"directory": {"match": "adminDescription"}})
}

test_unread_name_is_undecided if {
	control.undecided == {"cn was not read"} with input as copy({"directory": {"cn": {"format": "unknown", "id": "unknown"}}})
	control.findings == set() with input as copy({"directory": {"cn": {"format": "unknown", "id": "unknown"}}})
}

test_copy_found_by_name_is_undecided_while_anchors_were_not_read if {
	facts := {
		"writeback": {"expected": "yes"},
		"directory": {"match": "cnSuffix"}, "tenant": {"anchors_read": "no"},
	}
	subject := object.union(fixtures.security_group_written, facts)
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

other := {"directory": {"cn": {"format": "other", "id": "unknown", "name": "unknown"}}}

copy(facts) := object.union(fixtures.security_group_written, facts)
