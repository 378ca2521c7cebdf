# METADATA
# title: Directory group is of another category than writeback asks for
# description: >-
#   A security group written as a distribution group grants nothing, the reverse grants more than intended. Judges the
#   security bit of groupType only; the scope bits are DIF-07. Where no document settles the type, rule_documented
#   is false: for a Microsoft 365 group with universalSecurityGroup one public dump shows a distribution group
#   (conflict C19), and what a type does without isEnabled is choice type_without_enable (CFG-06). Where most
#   security copies are distribution groups, ENG-13 speaks once for all of them.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
#   - ref: https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/11972272-09ec-4a42-bf5e-3e99b321cf55
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
# custom:
#   id: DIF-06
#   severity: high
#   message: "The copy of {target} is a {actual}, writeback asks for a {expected}"
#   expected: "{writeback.category}"
#   actual: "{directory.category}"
#   remediation: >-
#     Find out who changed it or which sync rule writes it (ENG-12). Connect resets it in the next cycle; for cloud
#     sync run Set-ADGroup <group> -GroupCategory Security, which changes the category and keeps SID and members.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-3], ISO/IEC 27001:2022: [A.8.3]}
package controls.group.category_drift

applies if {
	input.writeback.expected == "yes"
	input.directory
	not input.directory.original
	not _many
}

undecided contains "whether the group is written, and as what, is not known" if {
	input.writeback.expected == "unknown"
	input.directory
	input.cloud
	not input.writeback.over_limit
}

undecided contains "a clone of a default rule writes distribution groups (ENG-12)" if {
	applies
	_cloned
}

undecided contains "the engines in use ask for different types" if {
	applies
	input.writeback.conflicting
}

undecided contains "the type that the group is written as is not known" if {
	applies
	input.writeback.category == "unknown"
	not input.writeback.conflicting
}

undecided contains "groupType was not read" if {
	applies
	input.directory.category == "unknown"
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	not input.writeback.over_limit
	input.directory_absent == "unknown"
}

findings contains {"attribute": "groupType", "rule_documented": _documented} if {
	applies
	input.writeback.category != "unknown"
	input.directory.category != "unknown"
	input.directory.category != input.writeback.category
	not _cloned
}

# Rows of the decision table whose type is contradicted (C19) or not documented.
default _documented := true

_documented := false if input.writeback.row in {"1.3/3", "1.3/7", "1.3/8", "1.3/7-8", "1.3/16"}

# ENG-12 speaks for what its rule explains.
_cloned if {
	"connect" in input.profiles
	input.tenant.connect.cloned == "yes"
	input.writeback.engine == "v2"
	input.writeback.category == "security"
	input.directory.group_type == 8
}

# ENG-13 speaks once for all of them.
_many if {
	input.tenant.security_as_distribution == "yes"
	input.writeback.engine == "v2"
	input.writeback.category == "security"
	input.directory.group_type == 8
}
