package controls.tenant.exports_waiting_test

import data.controls.tenant.exports_waiting as control
import data.fixtures

test_many_exports_are_reported if {
	control.findings == {{"pending": 1000, "blocked": false}} with input as tenant({"pending": 1000})
}

test_deletions_above_the_threshold_are_reported_as_blocked if {
	control.findings == {{"pending": 501, "blocked": true}} with input as tenant({"pending": 501, "pending_deletions": 501})
}

test_few_exports_are_satisfied if {
	every facts in [{"pending": 999}, {"pending": 500, "pending_deletions": 500}, {"pending": 600, "pending_deletions": 600, "deletion_threshold": 0}] {
		control.applies with input as tenant(facts)
		control.findings == set() with input as tenant(facts)
		control.undecided == set() with input as tenant(facts)
	}
}

test_unread_threshold_blocks_nothing if {
	facts := {"pending": 600, "pending_deletions": 600, "deletion_threshold": null}
	control.findings == set() with input as tenant(facts)
}

test_tenant_without_connect_is_not_applicable if {
	off := object.union(tenant({"pending": 1000}), {"tenant": {"v1": "off", "v2": "off"}})
	not control.applies with input as off
	control.findings == set() with input as off
	control.undecided == set() with input as object.union(off, {"tenant": {"sync": {"pending": null}}})
}

test_unread_exports_are_undecided if {
	control.undecided == {"what waits for export was not read"} with input as tenant({"pending": null, "pending_deletions": null})
	control.findings == set() with input as tenant({"pending": null, "pending_deletions": null})
}

test_unread_engines_are_undecided_unless_nothing_waits if {
	unknown := {"tenant": {"v1": "unknown", "v2": "unknown"}}
	every pending in [null, 1000] {
		count(control.undecided) == 1 with input as object.union(tenant({"pending": pending}), unknown)
		control.findings == set() with input as object.union(tenant({"pending": pending}), unknown)
	}
	control.undecided == set() with input as object.union(tenant({"pending": 0}), unknown)
}

test_unread_deletions_are_undecided_while_something_waits if {
	every sync in [{"pending": 10, "pending_deletions": null}, {"pending": 10, "pending_deletions": 10, "deletion_threshold": null}] {
		count(control.undecided) == 1 with input as tenant(sync)
		control.findings == set() with input as tenant(sync)
	}
	control.undecided == set() with input as tenant({"pending": 0, "pending_deletions": null})
}

tenant(sync) := object.union(fixtures.tenant, {"tenant": {"sync": sync}, "parameters": {"pending": 1000}})
