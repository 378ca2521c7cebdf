# METADATA
# title: The coexistence rule does not cover a group with mail
# description: >-
#   The rule that keeps Connect from deleting copies when V2 goes takes groups of the cloud without mail (cloudMastered
#   true and mail ISNULL). This security group has mail, so Connect goes on treating its copy as its own, and takes it
#   out of scope with V2: the copy may be deleted, and with it the SID. Whether the rules exist is CS-17.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: CS-30
#   severity: high
#   message: "{target} has mail, and the coexistence rule takes groups without mail only"
#   expected: no mail
#   actual: mail set
#   remediation: >-
#     Save the addresses with Get-MgGroup -GroupId <id> -Property mail,proxyAddresses | ConvertTo-Json -Depth 10 |
#     Set-Content <file>, then clear them with Set-DistributionGroup or Update-MgGroup before V2 is switched off; or
#     add a group of conditions to the rule "In from AAD - Group SOA coexistence" that takes this group. Then run
#     Start-ADSyncSyncCycle -PolicyType Initial.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.group.outside_coexistence

applies if {
	input.move.moves == "yes"
	input.move.by_connect == "yes"
}

undecided contains "whether the group moves, and whether Connect writes it, is not known (CS-32)" if {
	input.cloud.mail
	"unknown" in {input.move.moves, input.move.by_connect}
}

undecided contains "mail was not collected" if {
	not "no" in {input.move.moves, input.move.by_connect}
	not input.tenant.collected.mail
}

findings contains {"attribute": "mail"} if {
	applies
	input.cloud.mail
}
