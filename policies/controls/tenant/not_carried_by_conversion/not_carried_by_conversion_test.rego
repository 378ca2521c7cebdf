package controls.tenant.not_carried_by_conversion_test

import data.controls.tenant.not_carried_by_conversion as control
import data.fixtures

test_connector_to_another_directory_is_reported if {
	control.findings == {{"connectors": 1}} with input as tenant({"connectors": 1})
}

test_connectors_to_active_directory_are_satisfied if {
	control.applies with input as tenant({})
	control.findings == set() with input as tenant({})
	control.undecided == set() with input as tenant({})
}

test_tenant_with_nothing_to_move_is_not_applicable if {
	not control.applies with input as tenant({"any": "no", "connectors": 1})
	control.findings == set() with input as tenant({"any": "no", "connectors": 1})
	control.undecided == set() with input as tenant({"any": "no", "connectors": 1})
}

test_unread_connectors_are_undecided if {
	control.undecided == {"the connectors of Connect were not read: export Get-ADSyncConnector"} with input as tenant({"connectors": null})
}

tenant(move) := object.union(fixtures.tenant, {"move": move})
