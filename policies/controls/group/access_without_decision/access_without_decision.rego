# METADATA
# title: Access on-premises is given without anybody deciding it
# description: >-
#   The membership rule goes by attributes that people set themselves, or that a guest brings along, so they let
#   themselves in; or the copy leads into a privileged group and every group administrator may change its members, since
#   the cloud group is neither in a restricted management administrative unit nor assignable to roles. Public groups are
#   CFG-26, owners who decide in Outlook CFG-27; where one of them speaks this control does not. Without profile audit it
#   speaks of public groups itself.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
#   - ref: https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management
# custom:
#   id: GOV-05
#   severity: high
#   message: Nobody decides who gets access through {target} ({evidence.attribute})
#   expected: a rule by attributes that administrators set, restricted management for privileged paths
#   actual: "{evidence.attribute}"
#   remediation: >-
#     Write the rule with attributes that only administrators set, such as employeeId, with Update-MgGroup -MembershipRule,
#     which recalculates the members; put a privileged group into a restricted management administrative unit; close a
#     public group with Update-MgGroup -Visibility Private.
#   requires: [cloud_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [AC-2, AC-3], ISO/IEC 27001:2022: [A.5.18]}
#   parameters:
#     attributes:
#       type: string
#       default: displayname givenname mail mailnickname mobile mobilephone othermails preferredlanguage proxyaddresses surname telephonenumber userprincipalname usertype
#       description: attributes that people or guests set themselves, in lower case, separated by blanks
package controls.group.access_without_decision

applies if input.governance.secured == "yes"

undecided contains "the membership rule was not read: export membershipRule of /beta/groups" if {
	_may_apply
	not input.cloud.rule_read
}

undecided contains "whether the membership rule acts was not read: export groupTypes of /beta/groups" if {
	_may_apply
	not input.tenant.collected.group_types
	_named > 0
}

undecided contains "isManagementRestricted was not read: export it from /beta/groups" if {
	_may_apply
	_open
	input.governance.path.leads != "no"
	not input.tenant.governance.restricted
}

undecided contains "whether the copy leads into a privileged group is not known, see GOV-03" if {
	_may_apply
	_open
	input.governance.path.leads == "unknown"
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	_may_apply
	_open
	input.directory_absent == "unknown"
}

undecided contains "whether the group is written as a security group is not known" if {
	input.governance.secured == "unknown"
	_rule > 0
}

undecided contains "whether the group is written as a security group is not known" if {
	input.governance.secured == "unknown"
	input.governance.path.leads == "yes"
	_open
}

undecided contains "who may join the group was not read: export visibility of /beta/groups" if {
	_may_apply
	_may_be_joined
	input.cloud.visibility == null
}

undecided contains "whether the group is written as a security group is not known" if {
	input.governance.secured == "unknown"
	_may_be_joined
	input.cloud.visibility == "Public"
}

findings contains {"part": "public", "attribute": "visibility"} if {
	applies
	_may_be_joined
	input.cloud.visibility == "Public"
}

findings contains {"part": "rule", "attribute": "membershipRule", "attributes": _rule} if {
	applies
	_rule > 0
}

findings contains {"part": "privileged", "attribute": "isManagementRestricted"} if {
	applies
	_open
	input.governance.path.leads == "yes"
	input.tenant.governance.restricted
}

default _rule := 0

_rule := _named if input.cloud.dynamic

_named := count([name |
	some name in input.cloud.rule_attributes
	name in split(input.parameters.attributes, " ")
])

# CFG-26 is in profile audit; without it this control speaks of public groups.
_may_be_joined if {
	not "audit" in input.profiles
	input.cloud.kind in {"m365", "unknown"}
	not input.cloud.dynamic
}

_open if {
	input.cloud.management_restricted != true
	not input.cloud.role_assignable
	not _told
}

_told if {
	"audit" in input.profiles
	input.cloud.kind == "m365"
	not input.cloud.dynamic
	_joined
}

_joined if input.cloud.visibility == "Public"

_joined if input.cloud.owners.count > 0

# Whether it applies may be unknown as well as what was not read.
_may_apply if input.governance.secured != "no"
