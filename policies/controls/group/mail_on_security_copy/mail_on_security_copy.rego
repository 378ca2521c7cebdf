# METADATA
# title: Copy of a security group has a mail address
# description: >-
#   Engines write no mail attribute for a security group, so it was set by hand or is left from another type, and
#   Exchange may deliver to a group that nobody in the cloud mails. Copies of Microsoft 365 groups carry addresses by
#   design and are not judged, nor is anything without Exchange in the schema (STR-06). Missing attributes are DIF-18.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
# custom:
#   id: DIF-17
#   severity: info
#   message: "The copy of {target} has a mail address"
#   expected: no mail
#   actual: mail is set
#   remediation: >-
#     Find out who uses the address. Where nobody does, save the group with Get-ADGroup <group> -Properties * |
#     Export-Clixml <file>, then run Disable-DistributionGroup <group>, which takes the Exchange attributes away and
#     leaves the group, its SID and its members.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {ISO/IEC 27001:2022: [A.8.9]}
package controls.group.mail_on_security_copy

# Without a mail address it is satisfied whatever the schema has.
applies if {
	_copy
	input.tenant.exchange != "no"
}

undecided contains "whether the schema has Exchange attributes was not read" if {
	_copy
	input.tenant.exchange == "unknown"
	input.directory.mail
}

undecided contains "mail was not read" if {
	_may_apply
	not input.tenant.directory_read.mail
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.cloud.kind in {"security", "unknown"}
	input.tenant.exchange != "no"
	input.directory_absent == "unknown"
}

undecided contains "whether the group is written, or its kind, is not known" if {
	input.cloud.kind in {"security", "unknown"}
	"unknown" in {input.cloud.kind, input.writeback.expected}
	input.writeback.expected != "no"
	input.directory.mail
	input.tenant.exchange != "no"
}

findings contains {"attribute": "mail"} if {
	applies
	input.tenant.exchange == "yes"
	input.directory.mail
}

_copy if {
	input.cloud.kind == "security"
	input.writeback.expected == "yes"
	input.directory
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud.kind in {"security", "unknown"}
	input.directory
	input.writeback.expected != "no"
	input.tenant.exchange != "no"
}
