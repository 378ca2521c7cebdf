package controls.group.members_without_account_test

import data.controls.group.members_without_account as control
import data.fixtures

test_one_guest_among_many_is_medium if {
	control.findings == {{"severity": "medium", "people": fixtures.counted(1), "guests": fixtures.counted(1), "cloud_only": fixtures.counted(0), "percent": 5}} with input as group({
		"guest": 1,
		"synced_user": 19,
	})
}

test_a_quarter_of_the_people_is_high if {
	control.findings == {{"severity": "high", "people": fixtures.counted(5), "guests": fixtures.counted(2), "cloud_only": fixtures.counted(3), "percent": 25}} with input as group({
		"guest": 2,
		"cloud_only_user": 3,
		"synced_user": 15,
	})
}

test_group_of_which_nobody_remains_is_high if {
	people := {"guest": 1, "cloud_only_user": 0, "synced_user": 0, "device": 30}
	control.findings == {{"severity": "high", "people": fixtures.counted(1), "guests": fixtures.counted(1), "cloud_only": fixtures.counted(0), "percent": 100}} with input as group(people)
}

test_members_that_were_not_read_make_it_at_least if {
	subject := object.union(group({"guest": 2, "cloud_only_user": 3}), {"members": {"cloud": "partial"}})
	control.findings == {{
		"severity": "medium", "people": fixtures.at_least(5), "guests": fixtures.at_least(2),
		"cloud_only": fixtures.at_least(3), "percent": "unknown",
	}} with input as subject
}

test_the_share_is_a_parameter if {
	subject := object.union(group({"guest": 1, "synced_user": 19}), {"parameters": {"share": 0.05}})
	severities == {"high"} with input as subject
}

test_people_with_accounts_are_satisfied if {
	control.applies with input as group({"synced_user": 10})
	control.findings == set() with input as group({"synced_user": 10})
	control.undecided == set() with input as group({"synced_user": 10})
}

test_devices_and_service_principals_are_left_to_others if {
	control.findings == set() with input as group({"device": 3, "service_principal": 1, "contact": 1})
}

test_distribution_copy_is_left_to_the_tenant if {
	subject := object.union(group({"guest": 5}), {"writeback": {"category": "distribution"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_group_that_is_not_written_is_not_applicable if {
	subject := object.union(object.union(fixtures.not_written, parameters), {"members": {"classes": {"guest": 5}}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_unread_members_never_pass if {
	every gap in [{"cloud": "absent"}, {"cloud": "partial"}, {"classes": {"unreadable": 1}}] {
		control.undecided == {"the cloud members were not read completely"} with input as with_members(gap)
		control.findings == set() with input as with_members(gap)
	}
}

test_a_guest_in_an_incomplete_list_is_proof_but_no_share if {
	severities == {"medium"} with input as with_members({"cloud": "partial", "classes": {"guest": 9, "synced_user": 1}})
}

test_unknown_writeback_or_type_is_undecided if {
	every facts in [{"expected": "unknown", "category": "unknown"}, {"expected": "yes", "category": "unknown"}] {
		count(control.undecided) == 1 with input as object.union(group({"guest": 1}), {"writeback": facts})
		control.findings == set() with input as object.union(group({"guest": 1}), {"writeback": facts})
	}
}

test_unknown_writeback_matters_only_where_such_people_may_be if {
	unknown := {"writeback": {"expected": "unknown", "category": "unknown"}}
	control.undecided == set() with input as object.union(group({}), unknown)
	count(control.undecided) == 1 with input as object.union(with_members({"cloud": "absent"}), unknown)
}

test_unread_members_of_other_groups_do_not_matter if {
	unread := with_members({"cloud": "absent"})
	control.undecided == set() with input as object.union(unread, {"writeback": {"expected": "no", "category": "unknown"}})
	control.undecided == set() with input as object.union(unread, {"writeback": {"category": "distribution"}})
	guests := object.union(group({"guest": 1}), {"writeback": {"expected": "no", "category": "unknown"}})
	control.undecided == set() with input as guests
}

test_category_alone_does_not_make_a_group_written if {
	not control.applies with input as object.union(group({"guest": 1}), {"writeback": {"expected": "no"}})
	control.findings == set() with input as object.union(group({"guest": 1}), {"writeback": {"expected": "no"}})
}

test_unclaimed_directory_group_is_not_applicable if {
	not control.applies with input as object.union(fixtures.orphan, parameters)
	control.undecided == set() with input as object.union(fixtures.orphan, {"writeback": {"expected": "unknown"}})
}

severities contains finding.severity if some finding in control.findings

test_security_group_of_which_it_is_not_known_whether_it_is_written_is_undecided if {
	subject := object.union(group({"guest": 1}), {"writeback": {"expected": "unknown", "category": "security"}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

parameters := {"parameters": {"share": 0.25}}

group(classes) := with_members({"classes": classes})

with_members(facts) := object.union(object.union(fixtures.security_group_written, parameters), {"members": facts})
