# METADATA
# title: Group that should be written has no copy in Active Directory
# description: >-
#   An engine writes the group and the directory does not have it: whoever relies on the copy has no access. Causes
#   with an id of their own speak instead: too many members (CFG-13), anchors that disagree (DIF-13), several copies
#   (DIF-14), a deleted copy (DIF-29), a name that may be of two groups (DIF-31), an export error (DIF-36). Medium where no server
#   exports (ENG-28), the OU is out of scope (STR-03) or Connect does not read it (DIF-30). Where documents contradict each other on whether the group is written, it is not evaluated (ENG-22).
# related_resources: [{ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2}]
# custom:
#   id: DIF-01
#   severity: high
#   message: "{target} should be written and has no copy in {directory_spread}"
#   expected: a copy in Active Directory
#   actual: no copy
#   remediation: >-
#     Look for export errors in Synchronization Service Manager, check that the writeback OU is in the sync scope, then
#     run Start-ADSyncSyncCycle -PolicyType Delta, which writes the group; for cloud sync use Provision on demand.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   readiness: after
#   targets: [cloudsync, v1, v2]
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
#   settling: true
#   explained_by: {ENG-28: medium, STR-03: medium}
package controls.group.missing_copy

applies if {
	input.writeback.expected == "yes"
	input.directory_candidates + input.directory_disagreeing == 0
	not input.directory_deleted
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.directory_candidates + input.directory_disagreeing == 0
	input.directory_absent != "no"
	not input.directory_deleted
	not input.writeback.over_limit
}

undecided contains "documents contradict each other on whether the group is written (ENG-22)" if {
	_absent
	input.writeback.confidence == "low"
}

undecided contains "the group has provisioning errors, which come first (CFG-11)" if {
	_absent
	input.cloud.provisioning_errors > 0
}

undecided contains "Connect could not export the group, which comes first (DIF-36)" if {
	_absent
	_failing
}

undecided contains "a directory group without an anchor is the copy of this group or of another whose id ends alike, which comes first (DIF-31)" if {
	_absent
	input.directory_namesake
}

undecided contains "directory groups were not read completely, or not of the whole domain" if {
	applies
	input.directory_absent == "unknown"
}

undecided contains "whether engines write the group into another domain too, in which it has no copy, is not known: export the jobs with their schemas, and set cloudsync.scope" if {
	applies
	input.directory_spread == "unknown"
}

findings contains object.union({"attribute": "objectClass"}, _phantom) if {
	_absent
	input.writeback.confidence != "low"
	input.cloud.provisioning_errors == 0
	not input.directory_namesake
	not _failing
}

default _phantom := {}

_phantom := {"severity": "medium", "cause": "DIF-30"} if {
	"connect" in input.profiles
	input.export_errors.phantom > 0
}

_failing if {
	"connect" in input.profiles
	input.export_errors.count > input.export_errors.phantom
}

_absent if {
	applies
	input.directory_absent == "yes"
}
