package controls.group.duties_not_separated_test

import data.controls.group.duties_not_separated as control
import data.fixtures

test_owner_who_may_change_the_copy_is_reported if {
	control.findings == {{"part": "rights", "duty": "owner_and_trustee", "people": fixtures.counted(1)}} with input as group({"governance": {"duty_holders": 1}})
}

test_owner_who_approves_is_reported if {
	control.findings == {{"part": "register", "duty": "owner_and_approver", "people": 1}} with input as group({"governance": {"same_person": true}})
}

test_separate_duties_satisfy if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_grants_nothing_is_not_applicable if {
	plain := {"governance": {"secured": "no", "duty_holders": 1, "same_person": true}}
	not control.applies with input as group(plain)
	control.findings == set() with input as group(plain)
	control.undecided == set() with input as group(plain)
}

test_unread_facts_are_undecided if {
	every facts in [
		{"tenant": {"governance": {"duties": "no"}}}, {"tenant": {"governance": {"duties": "unknown"}}}, {"cloud": {"owners": {"read": "absent"}}},
		{"governance": {"engine_like": 1}}, {"governance": {"engine_like": 1, "secured": "unknown"}},
		{"governance": {"owners_unlinked": 1}}, {"governance": {"owners_unlinked": 1, "secured": "unknown"}},
	] {
		count(control.undecided) == 1 with input as group(facts)
		control.findings == set() with input as group(facts)
	}
}

test_group_without_owners_satisfies_whoever_may_change_copies if {
	every duties in ["no", "unknown"] {
		subject := group({"tenant": {"governance": {"duties": duties}}, "cloud": {"owners": {"read": "complete", "count": 0}}})
		control.undecided == set() with input as subject
		control.findings == set() with input as subject
	}
}

test_group_that_may_be_written_is_undecided_where_duties_are_mixed if {
	every mixed in [{"duty_holders": 1}, {"same_person": true}] {
		subject := group({"governance": object.union({"secured": "unknown"}, mixed)})
		count(control.undecided) == 1 with input as subject
		control.findings == set() with input as subject
	}
}

test_group_that_may_be_written_is_undecided_where_the_rights_were_not_read if {
	facts := {"governance": {"secured": "unknown"}, "tenant": {"governance": {"duties": "no"}}}
	count(control.undecided) == 1 with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(object.union(facts, {"cloud": {"owners": {"read": "complete", "count": 0}}}))
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"cloud": {"owners": {"read": "absent", "count": 0}}}
	count(control.undecided) > 0 with input as group(object.union(unread, {"governance": {"secured": "unknown"}}))
	control.findings == set() with input as group(object.union(unread, {"governance": {"secured": "unknown"}}))
	control.undecided == set() with input as group(object.union(unread, {"governance": {"secured": "no"}}))
}

test_owners_or_rights_that_are_open_make_it_at_least if {
	every open in [{"cloud": {"owners": {"read": "partial"}}}, {"governance": {"owners_unlinked": 1}}, {"tenant": {"governance": {"duties": "unknown"}}}] {
		some finding in control.findings with input as object.union(group({"governance": {"duty_holders": 1}}), open)
		finding.people.exactly == null
	}
}

group(facts) := object.union(fixtures.security_group_written, facts)
