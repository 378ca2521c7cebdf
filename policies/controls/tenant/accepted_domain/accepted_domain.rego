# METADATA
# title: The accepted domain of written groups is not an internal relay
# description: >-
#   Mail from on-premises to a Microsoft 365 group must leave for the cloud. While Exchange takes itself for the
#   authority of the group domain, it answers that the group does not exist. The accepted domain is in no export, so it
#   is read from the parameter. Centralised mail flow is STR-08.
# related_resources:
#   - ref: https://learn.microsoft.com/exchange/hybrid-deployment/set-up-microsoft-365-groups
# custom:
#   id: STR-07
#   severity: medium
#   message: "The accepted domain of written groups is {parameters.accepted_domain}"
#   expected: InternalRelay
#   actual: "{parameters.accepted_domain}"
#   remediation: >-
#     Run Set-AcceptedDomain <domain> -DomainType InternalRelay in the Exchange Management Shell and make a send connector
#     for the group domain to the cloud; mail to unknown recipients of the domain then goes there too.
#   requires: [cloud_groups]
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {ISO/IEC 27001:2022: [A.8.9]}
#   parameters:
#     accepted_domain:
#       type: string
#       default: unknown
#       enum: [unknown, InternalRelay, Authoritative, ExternalRelay]
#       description: DomainType of the group domain, as Get-AcceptedDomain tells
package controls.tenant.accepted_domain

applies if {
	input.tenant.exchange != "no"
	input.totals.mailing.expected > 0
}

undecided contains "no export tells: run Get-AcceptedDomain and set the parameter accepted_domain" if {
	applies
	input.parameters.accepted_domain == "unknown"
}

undecided contains "which Microsoft 365 groups are written is not known: export onPremisesSynchronization and every group whole" if {
	input.tenant.exchange != "no"
	input.totals.mailing.expected == 0
	input.totals.mailing.undecided > 0
	input.parameters.accepted_domain != "InternalRelay"
}

findings contains {"attribute": "DomainType"} if {
	applies
	input.parameters.accepted_domain in {"Authoritative", "ExternalRelay"}
}
