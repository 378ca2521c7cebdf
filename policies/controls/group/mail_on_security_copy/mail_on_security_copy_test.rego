package controls.group.mail_on_security_copy_test

import data.controls.group.mail_on_security_copy as control
import data.fixtures

test_address_on_a_security_group_is_reported if {
	control.findings == {{"attribute": "mail"}} with input as copy({"directory": {"mail": true}})
}

test_copy_without_address_is_satisfied if {
	control.applies with input as copy({})
	control.findings == set() with input as copy({})
	control.undecided == set() with input as copy({})
}

test_microsoft_365_group_is_not_applicable if {
	not control.applies with input as fixtures.m365_written
	control.findings == set() with input as fixtures.m365_written
}

test_group_without_copy_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	not control.applies with input as copy({"writeback": {"expected": "no"}, "directory": {"mail": true}})
}

test_schema_without_exchange_is_not_applicable if {
	not control.applies with input as copy({"tenant": {"exchange": "no"}, "directory": {"mail": true}})
	control.undecided == set() with input as copy({"tenant": {"exchange": "no"}, "directory": {"mail": true}})
}

test_unread_schema_is_undecided_for_a_copy_with_an_address if {
	count(control.undecided) == 1 with input as copy({"tenant": {"exchange": "unknown"}, "directory": {"mail": true}})
	control.undecided == set() with input as copy({"tenant": {"exchange": "unknown"}})
}

test_unread_mail_is_undecided if {
	control.undecided == {"mail was not read"} with input as copy({"tenant": {"directory_read": {"mail": false}}})
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_group_of_unknown_kind_or_writeback_with_mail_is_undecided if {
	subject := copy({"cloud": {"kind": "unknown"}, "directory": {"mail": true}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"tenant": {"directory_read": {"mail": false}}}
	count(control.undecided) > 0 with input as copy(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as copy(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as copy(object.union(unread, {"writeback": {"expected": "no"}}))
}

copy(facts) := object.union(fixtures.security_group_written, facts)
