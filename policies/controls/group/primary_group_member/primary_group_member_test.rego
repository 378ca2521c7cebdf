package controls.group.primary_group_member_test

import data.controls.group.primary_group_member as control
import data.fixtures

test_hidden_member_is_reported if {
	control.findings == {{"accounts": fixtures.counted(2)}} with input as copy({"directory": {"standing": {"primary_holders": 2}}})
}

test_hidden_member_is_proof_without_a_search if {
	subject := copy({"directory": {"standing": {"primary_holders": 1}}, "tenant": {"forest": {"primary_groups": "unknown"}}})
	count(control.findings) == 1 with input as subject
}

test_searched_directory_without_holders_is_satisfied if {
	control.applies with input as copy({})
	control.findings == set() with input as copy({})
	control.undecided == set() with input as copy({})
}

test_the_parameter_says_that_everybody_was_exported if {
	subject := copy({"tenant": {"forest": {"primary_groups": "unknown"}}, "parameters": {"all_people": true}})
	control.undecided == set() with input as subject
}

test_distribution_copies_and_groups_not_written_are_not_applicable if {
	every facts in [{"directory": {"category": "distribution"}}, {"writeback": {"expected": "no"}}] {
		subject := copy(object.union({"tenant": {"forest": {"primary_groups": "no"}}}, facts))
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
	not control.applies with input as fixtures.not_written
	not control.applies with input as fixtures.orphan
}

test_unsearched_directory_is_undecided if {
	count(control.undecided) == 1 with input as copy({"tenant": {"forest": {"primary_groups": "unknown"}}})
	count(control.undecided) == 1 with input as copy({"tenant": {"forest": {"primary_groups": "no"}}, "parameters": {"all_people": true}})
}

test_accounts_without_a_primary_group_are_undecided if {
	hidden := {"tenant": {"forest": {"primary_groups_hidden": 1}}}
	count(control.undecided) == 1 with input as copy(hidden)
	control.findings == set() with input as copy(hidden)
	told := {"tenant": {"forest": {"primary_groups": "unknown", "primary_groups_hidden": 1}}, "parameters": {"all_people": true}}
	count(control.undecided) == 1 with input as copy(told)
}

test_unread_sids_are_undecided if {
	count(control.undecided) == 1 with input as copy({"tenant": {"directory_read": {"object_sid": false}}})
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_accounts_that_were_not_read_make_it_at_least if {
	every open in [{"object_sid": false}] {
		some finding in control.findings with input as copy({"directory": {"standing": {"primary_holders": 2}}, "tenant": {"directory_read": open}})
		finding.accounts.exactly == null
	}
}

copy(facts) := object.union(object.union(fixtures.security_group_written, {"parameters": {"all_people": false}}), facts)
