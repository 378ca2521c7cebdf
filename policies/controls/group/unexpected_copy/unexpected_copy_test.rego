package controls.group.unexpected_copy_test

import data.controls.group.unexpected_copy as control
import data.fixtures

test_frozen_copy_of_a_disabled_group_is_reported if {
	control.findings == {{"attribute": "objectClass"}} with input as copy({})
	control.undecided == set() with input as copy({})
}

test_either_anchor_makes_it_a_copy if {
	count(control.findings) == 1 with input as copy({"directory": {"match": "externalDirectoryObjectId"}})
}

test_copy_of_a_written_group_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_group_without_copy_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	control.findings == set() with input as fixtures.not_written
	control.undecided == set() with input as fixtures.not_written
}

test_match_without_anchor_is_no_copy_here if {
	every match in ["takenOver", "cnGroupId", "cnSuffix", "objectSid"] {
		not control.applies with input as copy({"directory": {"match": match}})
		control.findings == set() with input as copy({"directory": {"match": match}})
	}
}

test_converted_group_is_never_reported if {
	every converted in ["yes", "likely"] {
		not control.applies with input as copy({"cloud": {"soa_converted": converted}})
		control.findings == set() with input as copy({"cloud": {"soa_converted": converted}})
	}
}

test_what_v1_left_is_left_to_eng_04 if {
	not control.applies with input as copy(left_by_v1)
	control.findings == set() with input as copy(left_by_v1)
	control.undecided == set() with input as copy(left_by_v1)
}

test_what_v1_may_have_left_is_undecided_where_group_type_was_not_read if {
	untyped := object.union(left_by_v1, {"directory": {"group_type": null, "category": "unknown"}})
	count(control.undecided) == 1 with input as copy(untyped)
	control.findings == set() with input as copy(untyped)
	every other in [{"cloud": {"kind": "security"}}, {"tenant": {"v1": "off"}}, {"cloud": {"configuration": {"is_enabled": null}}}] {
		count(control.findings) == 1 with input as copy(object.union(untyped, other))
		control.undecided == set() with input as copy(object.union(untyped, other))
	}
}

test_copy_that_may_grant_more_is_undecided_where_group_type_was_not_read if {
	facts := {"directory": {"group_type": null, "category": "unknown"}, "members": {"foreign_at_least": 1}}
	count(control.undecided) == 1 with input as copy(facts)
	control.findings == set() with input as copy(facts)
	control.undecided == set() with input as copy(object.union(facts, {"writeback": {"expected": "yes"}}))
}

test_what_v1_cannot_have_left_is_reported if {
	others := [
		{"cloud": {"kind": "security"}},
		{"tenant": {"v1": "off"}},
		{"tenant": {"v2": "off"}},
		{"directory": {"group_type": -2147483640}},
		{"cloud": {"configuration": {"is_enabled": null}}},
	]
	every other in others {
		count(control.findings) == 1 with input as copy(object.union(left_by_v1, other))
	}
}

test_what_only_an_old_server_does_not_write_is_left_to_eng_07 if {
	not control.applies with input as copy(under_an_old_server)
	control.findings == set() with input as copy(under_an_old_server)
	control.undecided == set() with input as copy(under_an_old_server)
}

test_unread_configuration_under_an_old_server_is_undecided if {
	subject := json.remove(copy(under_an_old_server), ["/cloud/configuration"])
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_what_no_server_writes_is_reported_under_an_old_one_too if {
	others := [
		{"cloud": {"configuration": {"is_enabled": false}}},
		{"cloud": {"configuration": {"is_enabled": null}}},
		{"cloud": {"kind": "mailEnabledSecurity"}},
		{"tenant": {"v2": "off"}},
		{"tenant": {"below_floor": "no"}},
	]
	every other in others {
		count(control.findings) == 1 with input as copy(object.union(under_an_old_server, other))
	}
}

test_tenant_without_engine_is_left_to_eng_24 if {
	not control.applies with input as copy({"tenant": {"mode": "none"}})
	control.findings == set() with input as copy({"tenant": {"mode": "none"}})
}

test_group_over_the_limit_is_left_to_cfg_13 if {
	subject := copy({"writeback": {"expected": "unknown", "over_limit": true}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

test_unknown_engine_is_undecided if {
	unknown := {"writeback": {"expected": "unknown", "confidence": "none"}, "tenant": {"mode": "unknown"}}
	not control.applies with input as copy(unknown)
	control.undecided == {"whether any engine writes the group is not known"} with input as copy(unknown)
	control.findings == set() with input as copy(unknown)
}

test_contradicting_documents_are_undecided if {
	count(control.undecided) == 1 with input as copy({"writeback": {"confidence": "low"}})
	control.findings == set() with input as copy({"writeback": {"confidence": "low"}})
	control.undecided == set() with input as copy({"writeback": {"confidence": "low", "expected": "yes"}})
	control.undecided == set() with input as copy(object.union(left_by_v1, {"writeback": {"confidence": "low"}}))
}

test_unread_directory_is_not_applicable_here if {
	not control.applies with input as fixtures.directory_unread
	control.findings == set() with input as fixtures.directory_unread
}

test_unclaimed_directory_group_is_left_to_dif_03 if {
	not control.applies with input as fixtures.orphan
	control.findings == set() with input as fixtures.orphan
}

test_copy_that_grants_more_is_left_to_dif_33 if {
	facts := {"directory": {"category": "security"}, "members": {"foreign_at_least": 1}}
	not control.applies with input as copy(facts)
	control.findings == set() with input as copy(facts)
	count(control.findings) == 1 with input as copy(object.union(facts, {"directory": {"category": "distribution"}}))
}

test_looped_copy_is_left_to_str_04 if {
	not control.applies with input as copy({"directory": {"standing": {"synced_back": "yes"}}})
	control.findings == set() with input as copy({"directory": {"standing": {"synced_back": "yes"}}})
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

left_by_v1 := {
	"cloud": {"kind": "m365", "configuration": {"is_enabled": false}},
	"tenant": {"v1": "on", "v2": "on"},
	"directory": {"group_type": 8, "category": "distribution"},
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"directory_absent": "unknown"}
	count(control.undecided) > 0 with input as object.remove(copy(object.union(unread, {"writeback": {"expected": "unknown"}})), ["directory"])
	control.findings == set() with input as object.remove(copy(object.union(unread, {"writeback": {"expected": "unknown"}})), ["directory"])
	control.undecided == set() with input as object.remove(copy(object.union(unread, {"writeback": {"expected": "yes"}})), ["directory"])
}

copy(facts) := object.union(
	object.union(fixtures.not_written, {"directory": fixtures.security_group_written.directory, "directory_absent": "no"}),
	facts,
)

under_an_old_server := {
	"tenant": {"v2": "on", "below_floor": "yes"},
	"cloud": {"kind": "security", "configuration": {"is_enabled": true}},
}
