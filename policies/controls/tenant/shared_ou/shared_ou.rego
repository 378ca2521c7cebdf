# METADATA
# title: The writeback OU was not made for copies
# description: >-
#   Rights and policies of the OU hold for other groups as well, and whoever may manage those may change copies. Counts
#   groups without an anchor whose name no engine gives, from 11 on and above 20 % of all; built-in groups and those of
#   Exchange are not counted. The head of a domain and the container Users are never an own OU. Few strangers are DIF-05.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: STR-12
#   severity: medium
#   message: "The writeback OU is {evidence.place}"
#   expected: an OU of its own
#   actual: "{evidence.place}"
#   remediation: >-
#     Move the other groups out with Move-ADObject; SID and members stay. Where the OU is a domain head or the
#     container Users, make an OU for copies: cloud sync takes it by the mapping of parentDistinguishedName. For
#     Connect save the copies with Get-ADGroup -Filter * -SearchBase <writeback OU> -Properties * | Export-Clixml
#     <file>: it takes another OU only after writeback was disabled, which deletes every copy.
#   requires: [directory_groups]
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.shared_ou

applies if input.tenant.mode != "none"

undecided contains "the writeback OU is not known" if {
	applies
	not input.tenant.ou_known
}

undecided contains "the groups of the writeback OU, or their anchors, were not read completely" if {
	applies
	input.tenant.ou_known
	input.tenant.ou.agrees != "no"
	input.tenant.ou.dedicated == "unknown"
}

undecided contains "the writeback OU is in doubt (STR-02)" if {
	applies
	input.tenant.ou.agrees == "no"
}

findings contains {"place": "the head of a domain"} if {
	applies
	input.tenant.ou.domain_head == "yes"
}

findings contains {"place": "the container Users"} if {
	applies
	input.tenant.ou.users_container == "yes"
}

findings contains {
	"place": "an OU with many other groups",
	"groups": input.tenant.ou.groups,
	"strangers": input.tenant.ou.strangers,
} if {
	applies
	input.tenant.ou.dedicated == "no"
	input.tenant.ou.domain_head == "no"
	input.tenant.ou.users_container == "no"
}
