# METADATA
# title: The copy lies in another domain than cloud sync writes to
# description: >-
#   Cloud sync looks for an existing group in its target domain only. It does not find this one and creates a second,
#   with a new SID: whatever is granted to the old one then follows nobody. Another container of the same domain is
#   CS-29.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CS-27
#   severity: high
#   message: "{target} lies in another domain than the job writes to"
#   expected: the target domain of the job
#   actual: another domain
#   remediation: >-
#     Configure the job for the domain of the copies (one configuration for each domain), or move the copy with
#     Move-ADObject across domains, which gives it a new SID and keeps the old one in sIDHistory.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.group.copy_in_other_domain

applies if {
	input.move.moves == "yes"
	input.move.object
}

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the directory group was not read: export it" if {
	input.move.moves == "yes"
	input.move.object_absent == "unknown"
}

undecided contains "the domain that the job writes to is not known: export the job with its schema, or state cloudsync.domain" if {
	applies
	input.move.object.in_domain == "unknown"
}

findings contains {"attribute": "domain"} if {
	applies
	input.move.object.in_domain == "no"
}
