# METADATA
# title: Written groups are used with centralised mail transport
# description: >-
#   With centralised transport all mail of the cloud passes the servers on-premises, and Microsoft names mail to written
#   Microsoft 365 groups as a known problem of it. Whether it is on is in no export, so it is read from the parameter.
#   The accepted domain is STR-07.
# related_resources:
#   - ref: https://learn.microsoft.com/exchange/hybrid-deployment/set-up-microsoft-365-groups
# custom:
#   id: STR-08
#   severity: low
#   message: Written Microsoft 365 groups are used with centralised mail transport
#   expected: no centralised mail transport
#   actual: centralised mail transport
#   remediation: >-
#     Test mail from a mailbox on-premises and from outside to a written group; where it fails, take RouteAllMessagesViaOnPremises
#     off the outbound connector, after which mail leaves the cloud directly.
#   requires: [cloud_groups]
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {ISO/IEC 27001:2022: [A.8.9]}
#   parameters:
#     centralised: {type: string, default: unknown, enum: [unknown, "yes", "no"], description: whether it is on}
package controls.tenant.centralised_mail

applies if {
	input.tenant.exchange != "no"
	input.totals.mailing.expected > 0
}

undecided contains "no export tells: run Get-OutboundConnector and set the parameter centralised" if {
	applies
	input.parameters.centralised == "unknown"
}

undecided contains "which Microsoft 365 groups are written is not known: export onPremisesSynchronization and every group whole" if {
	input.tenant.exchange != "no"
	input.totals.mailing.expected == 0
	input.totals.mailing.undecided > 0
	input.parameters.centralised != "no"
}

findings contains {"attribute": "RouteAllMessagesViaOnPremises"} if {
	applies
	input.parameters.centralised == "yes"
}
