package controls.tenant.no_licence_test

import data.controls.tenant.no_licence as control
import data.fixtures

test_tenant_without_plan_is_reported if {
	control.findings == {{"attribute": "servicePlans"}} with input as tenant({"premium": "no"})
	on := {"v1": "off", "v2": "off", "cloudsync": "on", "mode": "cloudsync", "premium": "no"}
	count(control.findings) == 1 with input as tenant(on)
}

test_tenant_with_plan_is_satisfied if {
	control.applies with input as tenant({"premium": "yes"})
	control.findings == set() with input as tenant({"premium": "yes"})
	control.undecided == set() with input as tenant({"premium": "yes"})
}

test_tenant_without_engine_is_not_applicable if {
	every premium in ["no", "unknown"] {
		off := {"v1": "off", "v2": "off", "cloudsync": "off", "mode": "none", "premium": premium}
		not control.applies with input as tenant(off)
		control.findings == set() with input as tenant(off)
		control.undecided == set() with input as tenant(off)
	}
}

test_unread_licences_are_undecided if {
	control.undecided == {"whether a P1 or P2 plan is enabled was not read, or is open while one is being provisioned: export subscribedSkus"} with input as tenant({"premium": "unknown"})
	control.findings == set() with input as tenant({"premium": "unknown"})
}

test_unread_engines_are_undecided_without_plan if {
	unread := {"v1": "unknown", "v2": "unknown", "cloudsync": "unknown", "mode": "unknown"}
	undecided := {"whether any engine is on was not read"}
	control.undecided == undecided with input as tenant(object.union(unread, {"premium": "no"}))
	control.undecided == set() with input as tenant(object.union(unread, {"premium": "yes"}))
}

tenant(facts) := object.union(fixtures.tenant, {"tenant": facts})
