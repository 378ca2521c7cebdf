package controls.tenant.unapproved_change_test

import data.controls.tenant.unapproved_change as control
import data.fixtures

test_switch_without_ticket_is_reported if {
	part := "groupWriteBackEnabled"
	expected := {{"part": part, "attribute": part, "from": "off", "to": "on", "by": "unknown"}}
	control.findings == expected with input as tenant([change(false)], [])
}

test_switch_with_ticket_and_no_change_are_satisfied if {
	every changes in [[], [change(true)]] {
		control.applies with input as tenant(changes, [])
		control.findings == set() with input as tenant(changes, [])
		control.undecided == set() with input as tenant(changes, [])
	}
}

test_unread_switch_is_undecided if {
	subject := tenant([], ["groupWriteBackEnabled"])
	control.undecided == {"groupWriteBackEnabled was not read in this and the earlier snapshot"} with input as subject
}

test_without_earlier_snapshot_it_is_not_applicable if {
	not control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
}

change(approved) := {"attribute": "groupWriteBackEnabled", "from": "off", "to": "on", "by": "unknown", "approved": approved}

tenant(changes, uncompared) := object.union(fixtures.tenant, {"history": {"given": true, "changes": changes, "uncompared": uncompared}})
