package controls.group.frozen_access_test

import data.controls.group.frozen_access as control
import data.fixtures

test_members_beyond_the_cloud_group_are_reported if {
	control.findings == {{"members": fixtures.counted(2), "cloud_group": "live"}} with input as frozen({"members": {"foreign": 2, "foreign_at_least": 2}})
}

test_members_that_are_open_make_it_at_least if {
	every open in [{"foreign_classes": {"doubtful": 1}}, {"foreign_at_least": 3}, {"directory": "partial"}] {
		members := object.union({"foreign": 2, "foreign_at_least": 2}, open)
		some finding in control.findings with input as frozen({"members": members})
		finding.members.exactly == null
	}
}

test_members_of_a_soft_deleted_group_are_reported if {
	control.findings == {{"members": fixtures.counted(10), "cloud_group": "softDeleted"}} with input as deleted({})
}

test_frozen_copy_that_grants_nothing_more_is_satisfied if {
	control.applies with input as frozen({})
	control.findings == set() with input as frozen({})
	control.undecided == set() with input as frozen({})
	control.applies with input as deleted({"members": {"directory_count": 0}})
	control.findings == set() with input as deleted({"members": {"directory_count": 0}})
}

test_distribution_copy_grants_nothing if {
	subject := frozen({"directory": {"category": "distribution"}, "members": {"foreign_at_least": 2}})
	not control.applies with input as subject
	control.findings == set() with input as subject
}

test_written_group_is_left_to_dif_23 if {
	subject := frozen({"writeback": {"expected": "yes"}, "members": {"foreign_at_least": 2}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_neighbours_speak_for_their_own if {
	every facts in [
		{"cloud": {"soa_converted": "likely"}}, {"writeback": {"confidence": "low"}}, {"writeback": {"over_limit": true}},
		{"directory": {"standing": {"synced_back": "yes"}}}, {"tenant": {"mode": "none"}}, {"directory": {"match": "cnSuffix"}},
	] {
		subject := frozen(object.union({"members": {"foreign_at_least": 2}}, facts))
		not control.applies with input as subject
		control.findings == set() with input as subject
	}
	not control.applies with input as deleted({"directory": {"anchor_twins": 1}})
	not control.applies with input as deleted({"tenant": {"mode": "none"}})
}

test_group_without_copy_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	control.undecided == set() with input as fixtures.not_written
}

test_doubt_about_members_or_category_is_undecided if {
	every facts in [
		{"members": {"foreign_classes": {"doubtful": 1}}},
		{"directory": {"category": "unknown"}, "members": {"foreign_at_least": 1}},
	] {
		count(control.undecided) == 1 with input as frozen(facts)
		control.findings == set() with input as frozen(facts)
	}
}

test_unknown_writeback_is_undecided_where_the_copy_grants_more if {
	unknown := {"writeback": {"expected": "unknown"}}
	count(control.undecided) == 1 with input as frozen(object.union(unknown, {"members": {"foreign_at_least": 1}}))
	control.undecided == set() with input as frozen(unknown)
}

test_copy_found_by_name_is_undecided_while_anchors_were_not_read if {
	facts := {
		"writeback": {"expected": "no"},
		"directory": {"match": "cnSuffix"}, "tenant": {"anchors_read": "no"},
	}
	subject := object.union(fixtures.security_group_written, facts)
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := object.union(fixtures.directory_unread, {"writeback": {"expected": "no"}})
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_orphan_that_may_be_soft_deleted_is_undecided if {
	every state in ["undecided", "goneOrSoftDeleted"] {
		count(control.undecided) == 1 with input as deleted({"directory": {"anchor_state": state}})
		control.findings == set() with input as deleted({"directory": {"anchor_state": state}})
		control.undecided == set() with input as deleted({"directory": {"anchor_state": state, "members": 0}})
	}
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	every unread in [
		{"members": {"cloud": "partial"}},
		{"members": {"directory": "absent"}},
	] {
		count(control.undecided) > 0 with input as frozen(object.union(unread, {"writeback": {"expected": "unknown"}}))
		control.findings == set() with input as frozen(object.union(unread, {"writeback": {"expected": "unknown"}}))
		control.undecided == set() with input as frozen(object.union(unread, {"writeback": {"expected": "yes"}}))
	}
}

frozen(facts) := object.union(object.union(fixtures.security_group_written, {"writeback": {"expected": "no"}}), facts)

test_group_deleted_just_now_is_left_to_dif_04 if {
	not control.applies with input as deleted({"settling": true, "directory": {"anchor_settling": true}})
	control.findings == set() with input as deleted({"settling": true, "directory": {"anchor_settling": true}})
}

test_edit_of_the_frozen_copy_hides_nothing if {
	count(control.findings) == 1 with input as deleted({"settling": true})
}

deleted(facts) := object.union(object.union(fixtures.orphan, {"directory": {"anchor_state": "softDeleted"}}), facts)
