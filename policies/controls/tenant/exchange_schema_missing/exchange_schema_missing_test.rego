package controls.tenant.exchange_schema_missing_test

import data.controls.tenant.exchange_schema_missing as control
import data.fixtures

test_schema_without_exchange_is_reported if {
	control.findings == {{"groups": 20}} with input as tenant("no", 20)
}

test_schema_with_exchange_is_satisfied if {
	control.applies with input as tenant("yes", 20)
	control.findings == set() with input as tenant("yes", 20)
	control.undecided == set() with input as tenant("yes", 20)
}

test_tenant_without_such_groups_is_not_applicable if {
	every exchange in ["no", "unknown"] {
		not control.applies with input as tenant(exchange, 0)
		control.findings == set() with input as tenant(exchange, 0)
		control.undecided == set() with input as tenant(exchange, 0)
	}
}

test_unread_schema_is_undecided if {
	count(control.undecided) == 1 with input as tenant("unknown", 20)
	control.findings == set() with input as tenant("unknown", 20)
}

test_groups_that_may_be_written_are_undecided if {
	maybe := {"totals": {"mailing": {"undecided": 3}}}
	count(control.undecided) == 1 with input as object.union(tenant("no", 0), maybe)
	control.findings == set() with input as object.union(tenant("no", 0), maybe)
	control.undecided == set() with input as object.union(tenant("yes", 0), maybe)
}

tenant(exchange, expected) := object.union(fixtures.tenant, {
	"tenant": {"exchange": exchange},
	"totals": {"mailing": {"expected": expected}},
})
