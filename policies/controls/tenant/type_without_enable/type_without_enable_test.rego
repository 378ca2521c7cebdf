package controls.tenant.type_without_enable_test

import data.controls.tenant.type_without_enable as control
import data.fixtures

test_groups_with_a_type_but_not_enabled_are_counted_once if {
	control.findings == {{"groups": fixtures.counted(4)}} with input as tenant("on", 4)
}

test_groups_that_were_read_are_reported_although_another_was_not if {
	control.findings == {{"groups": fixtures.at_least(4)}} with input as tenant("on", fixtures.at_least(4))
	control.undecided != set() with input as tenant("on", fixtures.at_least(4))
}

test_unread_engine_does_not_hide_them if {
	control.findings == {{"groups": fixtures.counted(4)}} with input as tenant("unknown", 4)
}

test_no_such_group_is_satisfied if {
	control.applies with input as tenant("on", 0)
	control.findings == set() with input as tenant("on", 0)
	control.undecided == set() with input as tenant("on", 0)
}

test_tenant_without_v2_is_not_applicable if {
	not control.applies with input as tenant("off", 4)
	control.findings == set() with input as tenant("off", 4)
	control.undecided == set() with input as tenant("off", null)
}

test_explicit_required_leaves_the_groups_to_speak if {
	subject := object.union(tenant("on", 4), {"parameters": {"explicit_required": true}})
	not control.applies with input as subject
	control.findings == set() with input as subject
}

test_unread_configuration_is_undecided if {
	count(control.undecided) == 1 with input as tenant("on", null)
	control.findings == set() with input as tenant("on", null)
}

tenant(v2, groups) := object.union(fixtures.tenant, {
	"tenant": {"v2": v2},
	"totals": {"type_without_enable": fixtures.counted(groups)},
	"parameters": {"explicit_required": false},
})
