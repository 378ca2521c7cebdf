package controls.tenant.engine_off_copies_remain_test

import data.controls.tenant.engine_off_copies_remain as control
import data.fixtures

test_copies_without_engine_are_reported if {
	control.findings == {{"severity": "high", "groups": fixtures.counted(40)}} with input as tenant("none", 40, 19)
}

test_copies_that_grant_nothing_are_less_grave if {
	control.findings == {{"severity": "medium", "groups": fixtures.counted(40)}} with input as tenant("none", 40, 0)
}

test_copies_of_unread_members_are_never_taken_for_empty if {
	control.findings == {{"severity": "high", "groups": fixtures.counted(40)}} with input as tenant("none", 40, null)
}

test_copies_that_were_read_are_reported_although_another_was_not if {
	subject := tenant("none", fixtures.at_least(40), fixtures.at_least(0))
	control.findings == {{"severity": "high", "groups": fixtures.at_least(40)}} with input as subject
	control.undecided != set() with input as subject
}

test_tenant_without_copies_is_satisfied if {
	control.applies with input as tenant("none", 0, 0)
	control.findings == set() with input as tenant("none", 0, 0)
	control.undecided == set() with input as tenant("none", 0, 0)
}

test_tenant_with_an_engine_is_not_applicable if {
	not control.applies with input as tenant("v2", 40, 19)
	control.findings == set() with input as tenant("v2", 40, 19)
	control.undecided == set() with input as tenant("v2", null, null)
}

test_unread_engines_are_undecided_where_there_are_copies if {
	every groups in [40, null] {
		control.undecided == {"whether any engine is on was not read"} with input as tenant("unknown", groups, 19)
		control.findings == set() with input as tenant("unknown", groups, 19)
	}
	control.undecided == set() with input as tenant("unknown", 0, 0)
}

test_unread_directory_is_undecided if {
	control.undecided == {"directory groups were not read completely, or not of the whole domain"} with input as tenant("none", null, null)
	control.findings == set() with input as tenant("none", null, null)
}

tenant(mode, anchored, filled) := object.union(fixtures.tenant, {
	"tenant": {"mode": mode},
	"totals": {"anchored": fixtures.counted(anchored), "copies": {"security_filled": fixtures.counted(filled)}},
})
