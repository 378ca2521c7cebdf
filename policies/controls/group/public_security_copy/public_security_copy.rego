# METADATA
# title: Anyone in the tenant can join a group that grants access on-premises
# description: >-
#   A public Microsoft 365 group lets everyone add themselves. Its copy is a security group, so whoever joins gains
#   what the copy is given in the directory, without anybody approving it. Private groups whose owners decide are
#   CFG-27; groups with a membership rule cannot be joined.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CFG-26
#   severity: high
#   message: "{target} is public, and its copy is a security group"
#   expected: a private group, or a distribution copy
#   actual: visibility Public, a security copy
#   remediation: >-
#     Run Update-MgGroup -GroupId <id> -Visibility Private, then review who joined; or set the type
#     universalDistributionGroup, after which access lists that name the copy stop working.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-3, AC-6], ISO/IEC 27001:2022: [A.5.15]}
package controls.group.public_security_copy

applies if {
	input.cloud.kind == "m365"
	not input.cloud.dynamic
	input.writeback.expected == "yes"
	input.writeback.category == "security"
}

undecided contains "who may join the group was not read" if {
	_may_apply
	input.cloud.visibility == null
}

undecided contains "whether the group is written as a security group is not known" if {
	input.cloud.kind in {"m365", "unknown"}
	not input.cloud.dynamic
	input.writeback.expected != "no"
	input.writeback.category != "distribution"
	"unknown" in {input.cloud.kind, input.writeback.expected, input.writeback.category}
	input.cloud.visibility == "Public"
}

findings contains {"attribute": "visibility"} if {
	applies
	input.cloud.visibility == "Public"
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud.kind in {"m365", "unknown"}
	not input.cloud.dynamic
	input.writeback.expected != "no"
	input.writeback.category != "distribution"
}
