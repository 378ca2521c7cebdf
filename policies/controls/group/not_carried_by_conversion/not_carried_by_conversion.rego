# METADATA
# title: Conversion does not carry everything the group has
# description: >-
#   A mail-enabled security group or distribution list is managed in Exchange Online after its conversion and no job
#   writes it back to the directory, and extensionAttribute1 to 15 become read-only leftovers. What a custom connector
#   of Connect brought is judged once for the tenant. A snapshot keeps no extension attributes, even where an LDIF file
#   holds them, so they are stated by a parameter. People and access packages that stand against giving a converted
#   group back are CS-14.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/how-to-group-source-of-authority-configure
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
# custom:
#   id: CS-35
#   severity: high
#   message: "{target} would lose what its conversion does not carry ({evidence.what})"
#   expected: a security group without mail, and no extension attribute in use
#   actual: "{evidence.what}"
#   remediation: >-
#     See what the groups hold with Get-ADGroup -Filter * -Properties * | Select-Object Name, extensionAttribute*, move
#     it to directory extensions, and manage mail-enabled groups in Exchange Online (Set-DistributionGroup) from the day
#     of their conversion; permissions on-premises need a security group without mail.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: after
#   targets: [soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     extension_attributes:
#       type: string
#       default: unknown
#       enum: [unknown, unused, used]
#       description: whether groups to convert have extensionAttribute1 to 15
package controls.group.not_carried_by_conversion

applies if input.move.moves == "yes"

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "mailEnabled and securityEnabled of the group were not read" if {
	applies
	input.move.takes == "unknown"
}

undecided contains "extension attributes are not read: look for them in Active Directory and set the parameter extension_attributes" if {
	applies
	input.parameters.extension_attributes == "unknown"
}

findings contains {"part": "mail", "severity": "medium", "what": "it is mail-enabled"} if {
	applies
	input.move.takes == "no"
}

findings contains {"part": "attributes", "severity": "medium", "what": "extension attributes are in use"} if {
	applies
	input.parameters.extension_attributes == "used"
}
