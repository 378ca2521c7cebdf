package controls.change.privileged_path_opened_test

import data.controls.change.privileged_path_opened as control
import data.fixtures

test_way_that_opened_is_reported if {
	control.findings == {{"group": "domain_admins"}} with input as copy({"privileged": {"after": "yes", "group": "domain_admins"}})
}

test_copy_without_a_new_way_is_satisfied if {
	every privileged in [{}, {"before": "yes", "after": "yes"}, {"before": "yes", "after": "no"}] {
		control.applies with input as copy({"privileged": privileged})
		control.findings == set() with input as copy({"privileged": privileged})
		control.undecided == set() with input as copy({"privileged": privileged})
	}
}

test_what_is_no_copy_or_gone_is_not_applicable if {
	every subject in [copy({"copy": "no"}), object.union(fixtures.change_copy, {"change": "removed"}), fixtures.change_group] {
		not control.applies with input as subject
		control.undecided == set() with input as subject
	}
}

test_unknown_way_is_undecided if {
	count(control.undecided) == 1 with input as copy({"privileged": {"before": "unknown", "after": "yes"}})
	count(control.undecided) == 1 with input as copy({"privileged": {"after": "unknown"}})
	count(control.undecided) == 1 with input as copy({"parents_read": false, "privileged": _unknown})
	count(control.undecided) == 1 with input as copy({"parents_added": 1, "privileged": _unknown})
	control.undecided == set() with input as copy({"privileged": _unknown})
}

test_unknown_copy_is_undecided if {
	count(control.undecided) == 1 with input as copy({"copy": "unknown", "privileged": {"after": "yes"}})
	control.findings == set() with input as copy({"copy": "unknown", "privileged": {"after": "yes"}})
}

_unknown := {"before": "unknown", "after": "unknown"}

copy(facts) := object.union(fixtures.change_copy, {"directory": facts})
