package controls.tenant.invisible_in_address_lists_test

import data.controls.tenant.invisible_in_address_lists as control
import data.fixtures

test_hidden_copies_are_reported_once if {
	control.findings == {{"invisible": 5, "recipients": 20}} with input as tenant("yes", "unknown", {"invisible": 5})
}

test_the_parameter_tells_of_mailboxes_too if {
	every found in ["no", "unknown"] {
		count(control.findings) == 1 with input as tenant(found, "yes", {"invisible": 5})
	}
	not control.applies with input as tenant("yes", "no", {"invisible": 5})
	control.findings == set() with input as tenant("yes", "no", {"invisible": 5})
}

test_visible_copies_are_satisfied if {
	control.applies with input as tenant("yes", "unknown", {})
	control.findings == set() with input as tenant("yes", "unknown", {})
	control.undecided == set() with input as tenant("yes", "unknown", {})
}

test_tenant_without_mailboxes_exchange_or_copies_is_not_applicable if {
	every subject in [
		tenant("no", "unknown", {"invisible": 5}), tenant("yes", "yes", {"expected": 0, "invisible": null}),
		object.union(tenant("yes", "yes", {"invisible": null}), {"tenant": {"exchange": "no"}}),
	] {
		not control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_unknown_mailboxes_are_undecided_where_copies_are_hidden if {
	count(control.undecided) == 1 with input as tenant("unknown", "unknown", {"invisible": 5})
	count(control.undecided) == 1 with input as tenant("unknown", "unknown", {"invisible": null})
	control.undecided == set() with input as tenant("unknown", "unknown", {})
}

test_unread_attributes_are_undecided if {
	count(control.undecided) == 1 with input as tenant("yes", "unknown", {"invisible": null})
	control.findings == set() with input as tenant("yes", "unknown", {"invisible": null})
}

test_groups_that_may_be_written_are_undecided if {
	maybe := {"expected": 0, "undecided": 3, "invisible": 0}
	count(control.undecided) == 1 with input as tenant("yes", "unknown", maybe)
	control.findings == set() with input as tenant("yes", "unknown", maybe)
	control.undecided == set() with input as tenant("no", "unknown", maybe)
	count(control.undecided) == 1 with input as tenant("yes", "unknown", {"may_be_invisible": 1, "invisible": 0})
}

tenant(found, parameter, totals) := object.union(fixtures.tenant, {
	"tenant": {"mailing": {"on_prem_mailboxes": found}},
	"totals": {"mailing": totals},
	"parameters": {"onprem_mailboxes": parameter},
})
