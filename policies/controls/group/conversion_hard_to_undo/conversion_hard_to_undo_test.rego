package controls.group.conversion_hard_to_undo_test

import data.controls.group.conversion_hard_to_undo as control
import data.fixtures

test_cloud_only_people_and_access_packages_are_reported if {
	control.findings == {{"people": fixtures.counted(3), "access_packages": "none"}} with input as group("yes", {"cloud_only_user": 2, "guest": 1}, "none")
	control.findings == {{"people": fixtures.counted(0), "access_packages": "used"}} with input as group("yes", {}, "used")
}

test_converted_group_with_synced_people_is_satisfied if {
	control.applies with input as group("yes", {}, "none")
	control.findings == set() with input as group("yes", {}, "none")
	control.undecided == set() with input as group("yes", {}, "none")
}

test_group_that_was_not_converted_is_not_applicable if {
	not control.applies with input as group("no", {"guest": 1}, "used")
	control.findings == set() with input as group("no", {"guest": 1}, "used")
	control.undecided == set() with input as group("no", {"guest": 1}, "used")
}

test_unread_facts_are_undecided if {
	every state in ["likely", "unknown"] {
		control.undecided == {"whether the group was converted was not read: read onPremisesSyncBehavior of it"} with input as group(state, {"guest": 1}, "none")
	}
	control.undecided == {"access packages are in no export: look at them and set the parameter access_packages"} with input as group("yes", {}, "unknown")
	partial := object.union(group("yes", {}, "none"), {"members": {"cloud": "partial"}})
	control.undecided == {"the cloud members were not read completely"} with input as partial
	every state in ["likely", "unknown"] {
		both := object.union(group(state, {}, "none"), {"members": {"cloud": "absent"}})
		count(control.undecided) == 1 with input as both
		control.undecided == set() with input as group(state, {}, "none")
	}
}

test_members_that_were_not_read_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}] {
		some finding in control.findings with input as object.union(group("yes", {"guest": 1}, "none"), open)
		finding.people.exactly == null
	}
}

group(converted, classes, packages) := object.union(fixtures.security_group_written, {
	"cloud": {"soa_converted": converted},
	"members": {"classes": classes},
	"parameters": {"access_packages": packages},
})
