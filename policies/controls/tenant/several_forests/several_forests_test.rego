package controls.tenant.several_forests_test

import data.controls.tenant.several_forests as control
import data.fixtures

test_people_from_another_forest_are_reported if {
	control.findings == {{"domains": fixtures.counted(2), "forests": fixtures.counted(1)}} with input as tenant(2, 0)
}

test_the_parameter_tells_too if {
	control.findings == {{"domains": fixtures.at_least(0), "forests": fixtures.counted(3)}} with input as tenant(null, 3)
}

test_one_forest_is_satisfied if {
	control.applies with input as tenant(0, 0)
	control.findings == set() with input as tenant(0, 0)
	control.undecided == set() with input as tenant(0, 0)
	control.findings == set() with input as tenant(null, 1)
	control.undecided == set() with input as tenant(null, 1)
}

test_tenant_without_engine_is_not_applicable if {
	every domains in [2, null] {
		subject := object.union(tenant(domains, 0), {"tenant": {"mode": "none"}})
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_domains_that_were_read_are_reported_although_others_were_not if {
	control.findings == {{"domains": fixtures.at_least(2), "forests": fixtures.counted(1)}} with input as tenant(fixtures.at_least(2), 0)
}

test_unread_domains_are_undecided if {
	count(control.undecided) == 1 with input as tenant(null, 0)
	control.findings == set() with input as tenant(null, 0)
}

test_connectors_to_two_forests_are_reported_whatever_the_parameter_says if {
	every told in [0, 1] {
		subject := object.union(tenant(0, told), {"tenant": {"connect": {"forests": fixtures.counted(2)}}})
		control.findings == {{"domains": fixtures.counted(0), "forests": fixtures.counted(2)}} with input as subject
	}
}

test_a_connector_of_which_no_partition_was_read_is_undecided if {
	subject := object.union(tenant(0, 0), {"tenant": {"connect": {"forests": fixtures.at_least(1)}}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_partitions_that_were_not_read_make_it_at_least if {
	every open in [fixtures.at_least(1)] {
		some finding in control.findings with input as object.union(tenant(2, 0), {"tenant": {"connect": {"forests": open}}})
		finding.forests.exactly == null
	}
}

tenant(domains, forests) := object.union(fixtures.tenant, {
	"tenant": {"forest": {"foreign_domains": fixtures.counted(domains)}},
	"parameters": {"forests": forests},
})
