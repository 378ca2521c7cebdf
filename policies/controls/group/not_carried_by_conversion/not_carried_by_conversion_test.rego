package controls.group.not_carried_by_conversion_test

import data.controls.group.not_carried_by_conversion as control
import data.fixtures

test_mail_enabled_group_is_reported if {
	control.findings == {{"part": "mail", "severity": "medium", "what": "it is mail-enabled"}} with input as group({"takes": "no"}, "unused")
}

test_extension_attributes_in_use_are_reported if {
	control.findings == {{"part": "attributes", "severity": "medium", "what": "extension attributes are in use"}} with input as group({}, "used")
}

test_plain_security_group_is_satisfied if {
	control.applies with input as group({}, "unused")
	control.findings == set() with input as group({}, "unused")
	control.undecided == set() with input as group({}, "unused")
}

test_group_that_does_not_move_is_not_applicable if {
	not control.applies with input as group({"moves": "no", "takes": "no"}, "used")
	control.findings == set() with input as group({"moves": "no", "takes": "no"}, "used")
	control.undecided == set() with input as group({"moves": "no", "takes": "no"}, "used")
}

test_unread_facts_are_undecided if {
	control.undecided == {"mailEnabled and securityEnabled of the group were not read"} with input as group({"takes": "unknown"}, "unused")
	control.undecided == {"extension attributes are not read: look for them in Active Directory and set the parameter extension_attributes"} with input as group({}, "unknown")
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as group({"moves": "unknown"}, "unused")
}

group(move, attributes) := object.union(fixtures.security_group_written, {"move": move, "parameters": {"extension_attributes": attributes}})
