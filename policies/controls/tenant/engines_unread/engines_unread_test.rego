package controls.tenant.engines_unread_test

import data.controls.tenant.engines_unread as control
import data.fixtures

test_every_unread_switch_is_reported if {
	every name in ["v1", "v2", "cloudsync"] {
		count(control.findings) == 1 with input as object.union(fixtures.tenant, {"tenant": {name: "unknown"}})
	}
	unknown := {"v1": "unknown", "v2": "unknown", "cloudsync": "unknown"}
	control.findings == {unknown} with input as fixtures.tenant_unknown
}

test_tenant_whose_switches_are_known_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
}
