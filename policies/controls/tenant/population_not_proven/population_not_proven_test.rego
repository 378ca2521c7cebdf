package controls.tenant.population_not_proven_test

import data.controls.tenant.population_not_proven as control
import data.fixtures

test_each_list_that_is_not_proven_is_reported if {
	every proof in ["uncounted", "different", "partial", "absent"] {
		control.findings == {{"part": "cloud_groups", "list": "cloud_groups", "defect": proof, "records": 60}} with input as tenant({"lists": [list(proof)]})
	}
}

test_counted_and_ended_lists_satisfy if {
	every proof in ["counted", "ended"] {
		control.applies with input as tenant({"lists": [list(proof)]})
		control.findings == set() with input as tenant({"lists": [list(proof)]})
		control.undecided == set() with input as tenant({"lists": [list(proof)]})
	}
}

test_second_controller_of_a_domain_is_reported if {
	control.findings == {{"part": "controllers", "list": "directory", "defect": "several_controllers", "records": 1}} with input as tenant({"controllers": 1})
}

test_old_side_is_reported if {
	control.findings == {{"part": "directory", "list": "directory", "defect": "too_old", "records": 8}} with input as tenant({"directory_age": 700000})
	control.findings == {{"part": "cloud", "list": "cloud", "defect": "too_old", "records": 8}} with input as tenant({"cloud_age": 700000})
	control.findings == set() with input as object.union(tenant({"cloud_age": 700000}), {"parameters": {"max_age": 30}})
}

test_unknown_age_is_undecided if {
	every facts in [{"cloud_age": null}, {"directory_age": null}] {
		count(control.undecided) == 1 with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
	}
}

test_nothing_to_prove_is_not_applicable if not control.applies with input as tenant({"lists": []})

list(proof) := {"name": "cloud_groups", "proof": proof, "records": 60, "counted": 60}

tenant(facts) := object.union(fixtures.tenant, {"population": facts, "parameters": {"max_age": 7}})
