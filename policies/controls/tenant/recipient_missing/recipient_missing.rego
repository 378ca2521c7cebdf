# METADATA
# custom:
#   aggregate_of: DIF-18
#   severity: medium
#   message: "No copy of a Microsoft 365 group has msExchRecipientDisplayType ({evidence.copies|copy|copies})"
#   expected: msExchRecipientDisplayType on copies of Microsoft 365 groups
#   actual: "{evidence.copies|copy|copies} without it"
#   requires: [cloud_groups, directory_groups]
package controls.tenant.recipient_missing

applies if {
	input.totals.mailing.expected > 0
	input.tenant.exchange == "yes"
}

undecided contains "whether the schema has Exchange attributes was not read" if {
	input.totals.mailing.expected > 0
	input.tenant.exchange == "unknown"
}

undecided contains "msExchRecipientDisplayType was not read of every copy" if {
	applies
	input.totals.mailing.bare == null
}

undecided contains "which Microsoft 365 groups are written is not known: export onPremisesSynchronization and every group whole" if {
	input.tenant.exchange != "no"
	input.totals.mailing.expected == 0
	input.totals.mailing.undecided > 0
	not input.tenant.mailing.recipients_written
}

findings contains {"copies": input.totals.mailing.bare} if {
	applies
	not input.tenant.mailing.recipients_written
	input.totals.mailing.bare > 0
}
