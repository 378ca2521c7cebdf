package controls.group.privileged_members_test

import data.controls.group.privileged_members as control
import data.fixtures

test_privileged_people_are_counted if {
	control.findings == {{"part": "directory", "attribute": "adminCount", "people": fixtures.counted(2)}} with input as copy(2, {})
}

test_people_with_roles_in_the_cloud_are_counted if {
	control.findings == {{"part": "cloud", "attribute": "isAssignableToRole", "people": fixtures.counted(1)}} with input as copy(0, {"members": {"people": {"role_holders": 1}}})
}

test_roles_that_were_not_read_are_undecided if {
	every roles in ["no", "unknown"] {
		facts := {"tenant": {"governance": {"roles": roles}}}
		count(control.undecided) == 1 with input as copy(0, facts)
		control.undecided == set() with input as copy(0, object.union(facts, {"members": {"cloud_count": 0}}))
		control.undecided == set() with input as copy(0, object.union(facts, {"cloud": {"role_assignable": true}}))
		control.undecided == set() with input as copy(0, object.union(facts, {"members": {"people": {"role_holders": 1}}}))
	}
}

test_copy_without_them_satisfies if {
	control.applies with input as copy(0, {})
	control.findings == set() with input as copy(0, {})
	control.undecided == set() with input as copy(0, {})
}

test_empty_copy_needs_no_attribute if {
	empty := {"members": {"directory_count": 0}, "tenant": {"governance": {"admin_count": false}}}
	control.undecided == set() with input as copy(0, empty)
}

test_others_are_not_applicable if {
	plain := {"governance": {"secured": "no"}}
	not control.applies with input as copy(2, plain)
	control.findings == set() with input as copy(2, plain)
	not control.applies with input as fixtures.directory_unread
}

test_unread_facts_are_undecided if {
	every facts in [
		{"members": {"directory": "partial"}}, {"members": {"cloud": "partial"}}, {"tenant": {"governance": {"admin_count": false}}}, {"members": {"people": {"unresolved": 1}}},
	] {
		count(control.undecided) == 1 with input as copy(0, facts)
		control.findings == set() with input as copy(0, facts)
	}
}

test_unknown_type_is_undecided_where_it_matters if {
	unknown := {"governance": {"secured": "unknown"}}
	count(control.undecided) == 1 with input as copy(2, unknown)
	control.findings == set() with input as copy(2, unknown)
	control.undecided == set() with input as copy(0, unknown)
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	every unread in [
		{"members": {"directory": "absent"}},
		{"tenant": {"governance": {"admin_count": false}}},
		{"members": {"people": {"unresolved": 1}}},
		{"tenant": {"governance": {"roles": "no"}}},
		{"members": {"cloud": "partial"}},
	] {
		count(control.undecided) > 0 with input as copy(0, object.union(unread, {"governance": {"secured": "unknown"}}))
		control.findings == set() with input as copy(0, object.union(unread, {"governance": {"secured": "unknown"}}))
		control.undecided == set() with input as copy(0, object.union(unread, {"governance": {"secured": "no"}}))
	}
}

test_members_that_are_open_make_it_at_least if {
	every open in [{"members": {"directory": "partial"}}, {"members": {"people": {"unresolved": 1}}}, {"tenant": {"governance": {"admin_count": false}}}] {
		some finding in control.findings with input as copy(2, open)
		finding.people.exactly == null
	}
}

test_role_holders_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"tenant": {"governance": {"roles": "unknown"}}}] {
		some finding in control.findings with input as copy(0, object.union({"members": {"people": {"role_holders": 1}}}, open))
		finding.people.exactly == null
	}
}

copy(people, facts) := object.union(
	object.union(fixtures.security_group_written, {"members": {"people": {"privileged": people}}}),
	facts,
)
