package controls.tenant.source_anchor_test

import data.controls.tenant.source_anchor as control
import data.fixtures

test_other_anchor_is_told if {
	control.findings == {{"attribute": "anchorAttribute"}} with input as tenant({"sync": {"guid_anchor": "no"}})
}

test_guid_anchor_is_satisfied if {
	control.applies with input as tenant({})
	control.findings == set() with input as tenant({})
	control.undecided == set() with input as tenant({})
}

test_tenant_without_connect_is_not_applicable if {
	every anchor in ["no", "unknown"] {
		off := {"v1": "off", "v2": "off", "sync": {"guid_anchor": anchor}}
		not control.applies with input as tenant(off)
		control.findings == set() with input as tenant(off)
		control.undecided == set() with input as tenant(off)
	}
}

test_unread_anchor_is_undecided if {
	control.undecided == {"the source anchor of the server that writes was not read: export onPremisesSynchronization, or the global settings of that server"} with input as tenant({"sync": {"guid_anchor": "unknown"}})
	control.findings == set() with input as tenant({"sync": {"guid_anchor": "unknown"}})
}

test_two_anchors_are_undecided if {
	subject := tenant({"sync": {"guid_anchor": "unknown"}, "connect": {"unclear": ["source anchor"]}})
	control.undecided == {"the sync configuration and the export of the Connect server that writes name two source anchors: export both again"} with input as subject
	control.findings == set() with input as subject
}

test_unread_engines_are_undecided_unless_the_anchor_is_right if {
	every anchor in ["no", "unknown"] {
		subject := tenant({"v1": "unknown", "v2": "off", "sync": {"guid_anchor": anchor}})
		count(control.undecided) == 1 with input as subject
		control.findings == set() with input as subject
	}
	control.undecided == set() with input as tenant({"v1": "unknown", "v2": "off"})
}

tenant(facts) := object.union(fixtures.tenant, {"tenant": facts})
