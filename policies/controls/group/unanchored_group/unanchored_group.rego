# METADATA
# title: Writeback OU holds a group that writeback did not create
# description: >-
#   Without an anchor and with a name no engine gives, the group was made or moved there by hand. Rights and policies
#   made for copies hold for it too, and whoever searches the OU takes it for one. A text that is no anchor, such as
#   Foo_<id>, names no cloud group (anchor: unparsable). Built-in and Exchange groups are not
#   counted. An OU that holds many of them is STR-12, an anchorless group with a name of writeback DIF-31.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: DIF-05
#   severity: medium
#   message: "{target} lies in the writeback OU and is no copy"
#   expected: only copies in the writeback OU
#   actual: "a group (anchor: {evidence.anchor})"
#   remediation: >-
#     Run Move-ADObject <group> -TargetPath <other OU>; SID and members stay, and policies linked to the writeback OU
#     no longer reach it. Where it is a copy that lost its name and anchor, run Set-ADGroup <group> -Replace
#     @{adminDescription='Group_<cloud id>'} instead, by which the engine joins it.
#   requires: [directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [CM-8], ISO/IEC 27001:2022: [A.8.9]}
package controls.group.unanchored_group

applies if {
	not input.cloud
	input.directory.in_ou == "yes"
	not input.directory.standing.builtin
	not input.directory.original
	input.tenant.ou.dedicated != "no"
}

undecided contains "the writeback OU is not known" if {
	not input.cloud
	input.directory.in_ou == "unknown"
}

undecided contains "the anchor attributes were not both read" if {
	applies
	not input.tenant.directory_read.anchors
}

undecided contains "whether the OU was made for copies is not known (STR-12)" if {
	applies
	_stranger
	input.tenant.ou.dedicated == "unknown"
}

undecided contains "the anchor attributes of this group were not read: export it again" if {
	applies
	input.directory.anchor == "none"
	input.directory.anchor_state == "undecided"
}

findings contains {"anchor": input.directory.anchor_state} if {
	applies
	input.tenant.directory_read.anchors
	_stranger
	input.tenant.ou.dedicated == "yes"
}

_stranger if {
	input.directory.anchor_state in {"none", "unparsable"}
	input.directory.cn.format in {"other", "unknown"}
}
