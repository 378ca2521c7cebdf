package controls.tenant.security_as_distribution_test

import data.controls.tenant.security_as_distribution as control
import data.fixtures

test_many_distribution_copies_are_reported if {
	finding := {"severity": "critical", "distribution": 12, "expected": 20, "documented": 5}
	control.findings == {finding} with input as tenant({"security_as_distribution": "yes"}, counts(12, 5))
}

test_groups_that_a_dump_shows_alike_are_less_grave if {
	some finding in control.findings with input as tenant({"security_as_distribution": "yes"}, counts(12, 0))
	finding.severity == "high"
}

test_few_such_copies_are_satisfied if {
	control.applies with input as tenant({}, counts(2, 2))
	control.findings == set() with input as tenant({}, counts(2, 2))
	control.undecided == set() with input as tenant({}, counts(2, 2))
}

test_tenant_without_v2_or_security_copies_is_not_applicable if {
	not control.applies with input as tenant({"v2": "off"}, {})
	control.findings == set() with input as tenant({"v2": "off", "security_as_distribution": "yes"}, counts(12, 5))
	control.undecided == set() with input as tenant({"v2": "off"}, {"read": false})
	not control.applies with input as tenant({}, {"v2_security": 0})
}

test_unread_side_is_undecided if {
	unread := tenant({"security_as_distribution": "unknown"}, {"read": false, "v2_security": 0})
	control.undecided == {"one side was not read completely"} with input as unread
	control.findings == set() with input as unread
}

test_unread_engine_is_undecided if {
	control.undecided == {"whether V2 is on was not read"} with input as tenant({"v2": "unknown"}, {})
	control.findings == set() with input as tenant({"v2": "unknown"}, {})
}

test_copies_of_which_it_is_not_known_are_undecided if {
	subject := tenant({"v2": "on", "security_as_distribution": "unknown"}, counts(0, 20))
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
	nothing := tenant({"security_as_distribution": "unknown"}, {"v2_security": 0})
	count(control.undecided) == 1 with input as nothing
}

counts(distribution, documented) := {"v2_security": 20, "v2_distribution": distribution, "v2_documented": documented}

tenant(facts, observation) := object.union(fixtures.tenant, {
	"tenant": facts,
	"totals": {"observation": observation},
})
