# METADATA
# title: Account name of a copy occurs twice in its domain
# description: >-
#   sAMAccountName must be unique in a domain; what logs on or resolves by it may reach the other group. A cloud sync
#   mapping that gives two groups one name ends in a failed export for the second one, and replication can let both in.
#   Of generated names only those that were read are compared. A name that merely was not generated is DIF-19.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: DIF-20
#   severity: info
#   message: "{evidence.others|other group has|other groups have} the account name of {target}"
#   expected: a sAMAccountName that is unique in the domain
#   actual: "{evidence.others|other group|other groups} with the same"
#   remediation: >-
#     Run Set-ADGroup <group> -SamAccountName <new name> for the one that is used less, after a look at what uses the
#     name, and make the expression of the mapping unique, for example with the last digits of the id.
#   requires: [directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [IA-4], ISO/IEC 27001:2022: [A.5.16]}
package controls.group.account_name_twice

applies if {
	input.directory
	not input.directory.standing.builtin
}

undecided contains "sAMAccountName was not read" if {
	applies
	input.directory.standing.sam == "unknown"
}

undecided contains "sAMAccountName of other groups was not read: export it of all groups of the domain" if {
	applies
	input.directory.standing.sam == "custom"
	input.directory.standing.sam_twins == 0
	not input.directory.standing.sam_twins_read
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

findings contains {"others": {"at_least": input.directory.standing.sam_twins, "exactly": _exactly}} if {
	applies
	input.directory.standing.sam_twins > 0
}

# A group that was not read may have the name too.
default _exactly := null

_exactly := input.directory.standing.sam_twins if input.directory.standing.sam_twins_read
