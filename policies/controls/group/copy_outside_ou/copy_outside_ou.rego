# METADATA
# title: Copy lies outside the writeback OU
# description: >-
#   Somebody moved it. Connect with V2 takes it back in the next cycle, and until then rights and policies of another OU
#   hold for it. Cloud sync may map each group to an OU of its own, so its copies are not judged. Many copies elsewhere
#   are STR-01, and where the configuration names another OU than Connect does, STR-02 comes first.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: DIF-12
#   severity: medium
#   message: "The copy of {target} lies outside the writeback OU"
#   expected: a place in or below the writeback OU
#   actual: another place
#   remediation: >-
#     Move it back with Move-ADObject <group> -TargetPath <writeback OU>; SID and members stay, the DN changes. Then look
#     in the directory's audit log (event 5139) for who moved it.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
#   settling: true
package controls.group.copy_outside_ou

applies if {
	input.writeback.expected == "yes"
	_of_connect
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	_of_connect
	input.directory.in_ou != "yes"
}

undecided contains "the writeback OU is not known" if {
	applies
	input.directory.in_ou == "unknown"
	input.tenant.ou.agrees != "no"
}

undecided contains "the writeback OU is in doubt (STR-02)" if {
	applies
	input.tenant.ou.agrees == "no"
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.writeback.engine != "cloudsync"
	_maybe_unread
}

findings contains {"attribute": "distinguishedName"} if {
	applies
	input.directory.in_ou == "no"
	input.tenant.ou.agrees != "no"
	not input.directory.standing.in_split_ou
}

# An anchor in adminDescription alone is that of Connect.
_of_connect if {
	input.directory.match == "adminDescription"
	input.writeback.engine != "cloudsync"
}

_maybe_unread if input.directory_absent == "unknown"

_maybe_unread if {
	input.directory.match in {"cnGroupId", "cnSuffix"}
	input.tenant.anchors_read == "no"
}
