package controls.group.recipient_missing_test

import data.controls.group.recipient_missing as control
import data.fixtures

test_copy_without_recipient_type_is_reported if {
	control.findings == {{"attribute": "msExchRecipientDisplayType"}} with input as copy({"directory": {"recipient_display_type": null}})
}

test_mail_enabled_security_group_is_judged_too if {
	facts := {"directory": {"recipient_display_type": null}, "writeback": {"type": "universalMailEnabledSecurityGroup"}}
	count(control.findings) == 1 with input as copy(facts)
}

test_copy_known_to_exchange_is_satisfied if {
	control.applies with input as fixtures.m365_written
	control.findings == set() with input as fixtures.m365_written
}

test_others_are_not_applicable if {
	every facts in [
		{"cloud": {"kind": "security"}}, {"writeback": {"expected": "no"}}, {"writeback": {"type": "universalSecurityGroup"}},
		{"tenant": {"exchange": "no"}}, {"tenant": {"exchange": "unknown"}}, {"tenant": {"mailing": {"recipients_written": false}}},
	] {
		subject := copy(object.union({"directory": {"recipient_display_type": null}}, facts))
		not control.applies with input as subject
		control.findings == set() with input as subject
	}
	not control.applies with input as object.remove(fixtures.m365_written, ["directory"])
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := object.union(fixtures.directory_unread, {"cloud": {"kind": "m365"}})
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_unknown_kind_writeback_or_schema_is_undecided if {
	every facts in [
		{"cloud": {"kind": "unknown"}}, {"writeback": {"expected": "unknown"}},
		{"tenant": {"exchange": "unknown"}}, {"writeback": {"type": ""}},
	] {
		subject := copy(object.union(facts, {"directory": {"recipient_display_type": null}}))
		count(control.undecided) == 1 with input as subject
		control.findings == set() with input as subject
	}
}

test_attribute_that_was_not_read_is_undecided if {
	facts := {
		"directory": {"recipient_display_type": null},
		"tenant": {"mailing": {"recipients_written": false}, "directory_read": {"recipient_display_type": false}},
	}
	count(control.undecided) == 1 with input as copy(facts)
	control.findings == set() with input as copy(facts)
}

copy(facts) := object.union(fixtures.m365_written, facts)
