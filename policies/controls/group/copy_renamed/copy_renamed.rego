# METADATA
# title: Cloud sync would rename the copy
# description: >-
#   The mapping of cn in the job gives another common name than the copy has: that of Microsoft's template is made of
#   the display name, where Connect wrote Group_<id>, or the group was renamed in the cloud since. Scripts, filters and
#   policies that name the copy by CN or DN then find nothing. Moving to another container is CS-29; SIDs and access
#   stay.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: CS-19
#   severity: medium
#   message: "{target} would get another common name (now {evidence.now}, the job writes {evidence.writes})"
#   expected: a mapping that keeps the name
#   actual: "{evidence.now}"
#   remediation: >-
#     Set the mapping of cn in the job to Append("Group_",[objectId]) where copies are called Group_<id>, before the
#     first run; else ask the owners of scripts and policies and list who uses the old name.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: after
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.group.copy_renamed

applies if {
	input.move.moves == "yes"
	input.move.object
}

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the directory group was not read: export it" if {
	input.move.moves == "yes"
	input.move.object_absent == "unknown"
}

undecided contains "the mapping of cn or the name is not known: export the job with its schema, or state cloudsync.common_name" if {
	applies
	input.move.object.keeps_name == "unknown"
}

findings contains {"now": _words[input.move.object.name], "writes": _words[input.tenant.job.name]} if {
	applies
	input.move.object.keeps_name == "no"
}

_words := {"groupId": "Group_<id>", "displayName": "<name>_<12 digits>", "other": "a name of its own", "unknown": "not read"}
