package controls.tenant.several_writeback_ous_test

import data.controls.tenant.several_writeback_ous as control
import data.fixtures

test_copies_in_two_ous_are_reported if {
	control.findings == {{"ous": 2}} with input as tenant({}, 2)
}

test_doubtful_ou_is_left_to_str_02 if {
	control.findings == set() with input as tenant({"ou": {"agrees": "no"}}, 2)
	control.undecided == {"the writeback OU is in doubt (STR-02)"} with input as tenant({"ou": {"agrees": "no"}}, 2)
}

test_one_ou_is_satisfied if {
	every ous in [0, 1] {
		control.applies with input as tenant({}, ous)
		control.findings == set() with input as tenant({}, ous)
		control.undecided == set() with input as tenant({}, ous)
	}
}

test_v1_alone_is_enough_to_apply if {
	control.findings == {{"ous": 3}} with input as tenant({"v2": "off"}, 3)
	control.findings == {{"ous": 3}} with input as tenant({"v1": "off"}, 3)
}

test_tenant_without_connect_engine_is_not_applicable if {
	not control.applies with input as tenant({"v1": "off", "v2": "off"}, 2)
	control.findings == set() with input as tenant({"v1": "off", "v2": "off"}, 2)
	control.undecided == set() with input as tenant({"v1": "off", "v2": "off"}, null)
}

test_unread_engines_do_not_hide_two_ous if {
	control.findings == {{"ous": 2}} with input as tenant({"v1": "unknown", "v2": "unknown"}, 2)
}

test_unread_directory_is_undecided if {
	count(control.undecided) == 1 with input as tenant({}, null)
	control.findings == set() with input as tenant({}, null)
}

tenant(facts, ous) := object.union(fixtures.tenant, {"tenant": facts, "totals": {"split_ous": ous}})
