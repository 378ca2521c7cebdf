# METADATA
# title: Copy of a Microsoft 365 group is unknown to Exchange on-premises
# description: >-
#   It lacks msExchRecipientDisplayType, so mailboxes on-premises cannot see or mail the group. Judges groups written as
#   distribution or mail-enabled security group while other copies have the attribute; where none has it, it is counted
#   once for the tenant. Without Exchange in the schema STR-06 speaks; a copy that has it but is hidden is DIF-21.
# related_resources:
#   - ref: https://learn.microsoft.com/exchange/hybrid-deployment/set-up-microsoft-365-groups
# custom:
#   id: DIF-18
#   severity: medium
#   message: "The copy of {target} lacks msExchRecipientDisplayType"
#   expected: msExchRecipientDisplayType 17
#   actual: not set
#   remediation: >-
#     Check that Exchange hybrid deployment is selected in the Connect wizard, run Start-ADSyncSyncCycle -PolicyType
#     Initial, then Update-Recipient <group> in the Exchange Management Shell, which completes its mail attributes.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {ISO/IEC 27001:2022: [A.8.9]}
#   settling: true
package controls.group.recipient_missing

applies if {
	input.cloud.kind == "m365"
	input.writeback.expected == "yes"
	input.writeback.type in {"universalDistributionGroup", "universalMailEnabledSecurityGroup"}
	input.directory
	input.tenant.exchange == "yes"
	input.tenant.mailing.recipients_written
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.cloud.kind in {"m365", "unknown"}
	input.tenant.mailing.recipients_written
	input.directory_absent == "unknown"
}

undecided contains "the kind of the group, whether and as what it is written, or the schema was not read" if {
	input.cloud.kind in {"m365", "unknown"}
	not input.writeback.type == "universalSecurityGroup"
	"unknown" in {input.cloud.kind, input.writeback.expected, _type, input.tenant.exchange}
	not "no" in {input.writeback.expected, input.tenant.exchange}
	input.directory.recipient_display_type == null
	input.tenant.mailing.recipients_written
}

undecided contains "msExchRecipientDisplayType was not read: export it of all groups" if {
	input.cloud.kind in {"m365", "unknown"}
	not input.writeback.type == "universalSecurityGroup"
	not "no" in {input.writeback.expected, input.tenant.exchange}
	input.directory
	not input.tenant.directory_read.recipient_display_type
}

default _type := "unknown"

_type := input.writeback.type if input.writeback.type != ""

findings contains {"attribute": "msExchRecipientDisplayType"} if {
	applies
	input.tenant.directory_read.recipient_display_type
	input.directory.recipient_display_type == null
}
