package controls.tenant.recipient_missing_test

import data.controls.tenant.recipient_missing as control
import data.fixtures

test_tenant_without_any_recipient_is_reported_once if {
	control.findings == {{"copies": 20}} with input as with_facts({"recipients_written": false}, {"bare": 20, "recipients": 0})
}

test_single_copies_are_left_to_the_groups if {
	control.applies with input as with_facts({}, {"bare": 2})
	control.findings == set() with input as with_facts({}, {"bare": 2})
}

test_no_copies_yet_is_satisfied if {
	control.findings == set() with input as with_facts({"recipients_written": false}, {"recipients": 0})
	control.undecided == set() with input as with_facts({"recipients_written": false}, {"recipients": 0})
}

test_tenant_without_mail_or_exchange_is_not_applicable if {
	not control.applies with input as with_facts({}, {"expected": 0})
	not control.applies with input as object.union(fixtures.tenant, {"tenant": {"exchange": "no"}})
	control.undecided == set() with input as object.union(fixtures.tenant, {"tenant": {"exchange": "no"}})
}

test_unread_schema_or_attribute_is_undecided if {
	count(control.undecided) == 1 with input as object.union(fixtures.tenant, {"tenant": {"exchange": "unknown"}})
	count(control.undecided) == 1 with input as with_facts({"recipients_written": false}, {"bare": null})
	control.findings == set() with input as with_facts({"recipients_written": false}, {"bare": null})
}

test_groups_that_may_be_written_are_undecided if {
	maybe := {"expected": 0, "undecided": 3}
	count(control.undecided) == 1 with input as with_facts({"recipients_written": false}, maybe)
	control.findings == set() with input as with_facts({"recipients_written": false}, maybe)
	control.undecided == set() with input as with_facts({"recipients_written": true}, maybe)
}

with_facts(mailing, totals) := object.union(fixtures.tenant, {"tenant": {"mailing": mailing}, "totals": {"mailing": totals}})
