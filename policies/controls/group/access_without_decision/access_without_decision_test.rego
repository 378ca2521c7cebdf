package controls.group.access_without_decision_test

import data.controls.group.access_without_decision as control
import data.fixtures

test_rule_by_what_people_set_themselves_is_reported if {
	control.findings == {{"part": "rule", "attribute": "membershipRule", "attributes": 2}} with input as ruled(["department", "displayname", "mail"], {})
}

test_rule_by_what_administrators_set_satisfies if {
	control.applies with input as ruled(["department", "employeeid"], {})
	control.findings == set() with input as ruled(["department", "employeeid"], {})
	control.undecided == set() with input as ruled(["department", "employeeid"], {})
}

test_unrestricted_path_is_reported if {
	control.findings == {{"part": "privileged", "attribute": "isManagementRestricted"}} with input as leading({})
}

test_restricted_path_satisfies if {
	every facts in [{"cloud": {"management_restricted": true}}, {"cloud": {"role_assignable": true}}] {
		control.findings == set() with input as leading(facts)
		control.undecided == set() with input as leading(facts)
	}
}

test_false_and_null_are_not_restricted if {
	every value in [false, null] {
		count(control.findings) == 1 with input as leading({"cloud": {"management_restricted": value}})
	}
}

test_joined_groups_are_left_to_cfg_26_and_cfg_27 if {
	every facts in [
		{"cloud": {"kind": "m365", "visibility": "Public", "owners": {"count": 0}}},
		{"cloud": {"kind": "m365", "visibility": "Private", "owners": {"count": 1}}},
	] {
		control.findings == set() with input as leading(facts)
		{"part": "privileged", "attribute": "isManagementRestricted"} in control.findings with input as leading(object.union(facts, {"profiles": ["governance"]}))
	}
	count(control.findings) == 1 with input as leading({"cloud": {"kind": "m365", "visibility": "Private", "owners": {"count": 0}}})
	count(control.findings) == 1 with input as leading({"cloud": {"kind": "m365", "dynamic": true, "visibility": "Public"}})
}

test_public_group_is_reported_without_profile_audit if {
	public := {"cloud": {"kind": "m365", "visibility": "Public"}, "profiles": ["governance"]}
	control.findings == {{"part": "public", "attribute": "visibility"}} with input as base(public)
	control.findings == set() with input as base(object.union(public, {"profiles": ["audit", "governance"]}))
	control.findings == set() with input as base(object.union(public, {"cloud": {"dynamic": true}}))
	control.findings == set() with input as base(object.union(public, {"cloud": {"visibility": "Private"}}))
	count(control.undecided) == 1 with input as base(object.union(public, {"cloud": {"visibility": null}}))
	unknown := object.union(public, {"governance": {"secured": "unknown"}})
	count(control.undecided) == 1 with input as base(unknown)
	control.findings == set() with input as base(unknown)
}

test_group_that_grants_nothing_is_not_applicable if {
	plain := {"governance": {"secured": "no"}}
	not control.applies with input as ruled(["mail"], plain)
	control.findings == set() with input as ruled(["mail"], plain)
	control.undecided == set() with input as ruled(["mail"], plain)
}

test_unread_facts_are_undecided if {
	count(control.undecided) == 1 with input as ruled([], {"cloud": {"rule_read": false}})
	unread := {"tenant": {"governance": {"restricted": false}}}
	count(control.undecided) == 1 with input as leading(unread)
	control.findings == set() with input as leading(unread)
	unknown := {"governance": {"path": {"leads": "unknown", "gap": "parent"}}}
	control.undecided == {"whether the copy leads into a privileged group is not known, see GOV-03"} with input as leading(unknown)
	count(control.undecided) == 2 with input as leading(object.union(unknown, unread))
	asleep := {"cloud": {"dynamic": false}, "tenant": {"collected": {"group_types": false}}}
	count(control.undecided) == 1 with input as ruled(["mail"], asleep)
	control.findings == set() with input as ruled(["mail"], asleep)
	control.undecided == set() with input as ruled([], asleep)
	count(control.undecided) == 1 with input as ruled(["mail"], {"governance": {"secured": "unknown"}})
}

test_open_path_of_a_group_that_may_be_written_is_undecided if {
	count(control.undecided) == 1 with input as leading({"governance": {"secured": "unknown"}})
	control.findings == set() with input as leading({"governance": {"secured": "unknown"}})
}

test_group_whose_copy_may_be_unread_is_undecided if {
	facts := {"governance": {"secured": "yes"}, "parameters": {"attributes": "mail"}}
	unread := object.union(fixtures.directory_unread, facts)
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as unread
	control.undecided == set() with input as object.union(unread, {"cloud": {"management_restricted": true}})
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	every unread in [
		{"cloud": {"rule_read": false}},
		{"governance": {"path": {"leads": "unknown"}}},
		{"directory_absent": "unknown"},
	] {
		count(control.undecided) > 0 with input as base(object.union(unread, {"governance": {"secured": "unknown"}}))
		control.findings == set() with input as base(object.union(unread, {"governance": {"secured": "unknown"}}))
		control.undecided == set() with input as base(object.union(unread, {"governance": {"secured": "no"}}))
	}
}

base(facts) := object.union(
	object.union(fixtures.security_group_written, {"parameters": {"attributes": "displayname mail"}}),
	facts,
)

ruled(attributes, facts) := object.union(base({"cloud": {"dynamic": true, "rule_attributes": attributes}}), facts)

leading(facts) := object.union(base({"governance": {"path": {"leads": "yes", "steps": 1, "group": "tier0"}}}), facts)
