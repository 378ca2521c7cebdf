# METADATA
# title: Microsoft 365 groups are written to a directory without Exchange attributes
# description: >-
#   The schema lacks msExchRecipientDisplayType, so copies carry no mail attributes: nobody on-premises can see or mail
#   the groups. Security groups need none and are not counted. While this holds nothing is said of single copies
#   (DIF-17, DIF-18, DIF-21).
# related_resources:
#   - ref: https://learn.microsoft.com/exchange/hybrid-deployment/set-up-microsoft-365-groups
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: STR-06
#   severity: medium
#   message: "{evidence.groups|Microsoft 365 group is|Microsoft 365 groups are} written without mail attributes"
#   expected: a schema with Exchange attributes
#   actual: a schema without
#   remediation: >-
#     Where people on-premises must reach these groups, extend the schema with Setup.exe /PrepareSchema of Exchange 2016
#     CU15 or newer, which cannot be undone, and run a full sync. Otherwise accept it.
#   requires: [cloud_groups]
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.exchange_schema_missing

applies if input.totals.mailing.expected > 0

undecided contains "whether the schema has Exchange attributes was not read: export CN=ms-Exch-Recipient-Display-Type" if {
	applies
	input.tenant.exchange == "unknown"
}

undecided contains "which Microsoft 365 groups are written is not known: export onPremisesSynchronization and every group whole" if {
	input.tenant.exchange != "yes"
	input.totals.mailing.expected == 0
	input.totals.mailing.undecided > 0
}

findings contains {"groups": input.totals.mailing.expected} if {
	applies
	input.tenant.exchange == "no"
}
