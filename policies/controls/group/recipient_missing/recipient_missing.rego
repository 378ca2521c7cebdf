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

findings contains {"attribute": "msExchRecipientDisplayType"} if {
	applies
	input.directory.recipient_display_type == null
}
