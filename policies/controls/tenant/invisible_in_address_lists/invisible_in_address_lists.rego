# METADATA
# title: Copies of Microsoft 365 groups are in no address list on-premises
# description: >-
#   Connect makes the copy a recipient, but only Update-Recipient puts it into address lists. Until then people with a
#   mailbox on-premises do not find the group. Counted once for the tenant, and only where somebody has such a mailbox.
#   Copies that are no recipient at all are DIF-18.
# related_resources:
#   - ref: https://learn.microsoft.com/exchange/hybrid-deployment/set-up-microsoft-365-groups
# custom:
#   id: DIF-21
#   severity: low
#   message: "{evidence.invisible} of {evidence.recipients|copy is|copies are} in no address list on-premises"
#   expected: showInAddressBook on every copy that is a recipient
#   actual: "{evidence.invisible|copy|copies} without it"
#   remediation: >-
#     Run Update-Recipient <group> in the Exchange Management Shell for each of them, and as a scheduled task for new
#     ones; it adds the copies to the address lists.
#   requires: [cloud_groups, directory_groups]
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {ISO/IEC 27001:2022: [A.8.9]}
#   parameters:
#     onprem_mailboxes: {type: string, default: unknown, enum: [unknown, "yes", "no"], description: whether there are any}
package controls.tenant.invisible_in_address_lists

applies if {
	_recipients
	_mailboxes == "yes"
}

undecided contains "whether anybody has a mailbox on-premises is not known: set the parameter onprem_mailboxes" if {
	_recipients
	_mailboxes == "unknown"
	input.totals.mailing.invisible != 0
}

undecided contains "showInAddressBook and msExchRecipientDisplayType were not read of every copy" if {
	applies
	input.totals.mailing.invisible == null
}

undecided contains "which Microsoft 365 groups are written is not known: export onPremisesSynchronization and every group whole" if {
	input.tenant.exchange != "no"
	input.totals.mailing.expected == 0
	input.totals.mailing.undecided > 0
	_mailboxes != "no"
}

undecided contains "which groups with invisible copies are written is not known: export onPremisesSynchronization and every group whole" if {
	input.tenant.exchange != "no"
	input.totals.mailing.may_be_invisible > 0
	_mailboxes != "no"
}

findings contains {"invisible": input.totals.mailing.invisible, "recipients": input.totals.mailing.recipients} if {
	applies
	input.totals.mailing.invisible > 0
}

_recipients if {
	input.tenant.exchange != "no"
	input.totals.mailing.expected > 0
}

default _mailboxes := "yes"

_mailboxes := input.tenant.mailing.on_prem_mailboxes if input.parameters.onprem_mailboxes == "unknown"
_mailboxes := "no" if input.parameters.onprem_mailboxes == "no"
