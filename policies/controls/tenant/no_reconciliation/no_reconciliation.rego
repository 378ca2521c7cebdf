# METADATA
# title: Nobody reconciles the copies of cloud sync
# description: >-
#   Cloud sync writes a copy when its cloud group changes and does not look at it otherwise. What was changed in the
#   directory, members who were added there included, stays until then, perhaps for years. One finding for the tenant;
#   the single differences stay in the report (DIF-11, DIF-23). Changes within the in-flight window do not count.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CS-15
#   severity: high
#   message: "{evidence.groups|copy of cloud sync differs|copies of cloud sync differ} from the cloud, and nothing puts that right"
#   expected: copies that are compared and put right regularly
#   actual: "{evidence.drifted} with other attributes, {evidence.foreign} with members of their own"
#   remediation: >-
#     Run Provision on demand for each group, or change and change back one attribute of the cloud group: the copy is
#     overwritten then. Plan this audit regularly, and let nobody but the provisioning agent write the OU (STR-05).
#   requires: [cloud_groups, directory_groups]
#   profile: audit
#   engines: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-2, SI-7], ISO/IEC 27001:2022: [A.5.18]}
package controls.tenant.no_reconciliation

applies if input.totals.cloudsync.written.at_least > 0

undecided contains "some copies of cloud sync could not be compared" if {
	applies
	input.totals.cloudsync.uncompared > 0
}

undecided contains "which groups cloud sync writes is not known of all of them" if {
	input.tenant.cloudsync != "off"
	input.totals.cloudsync.differing == 0
	input.totals.undecided > 0
}

findings contains {
	"groups": {"at_least": input.totals.cloudsync.differing, "exactly": _exactly.groups},
	"drifted": {"at_least": input.totals.cloudsync.drifted, "exactly": _exactly.drifted},
	"foreign": {"at_least": input.totals.cloudsync.foreign, "exactly": _exactly.foreign},
} if input.totals.cloudsync.differing > 0

# Copies that were not compared may differ, too.
default _exactly := {"groups": null, "drifted": null, "foreign": null}

_exactly := {
	"groups": input.totals.cloudsync.differing,
	"drifted": input.totals.cloudsync.drifted,
	"foreign": input.totals.cloudsync.foreign,
} if {
	input.totals.cloudsync.uncompared == 0
	input.totals.cloudsync.written.exactly != null
}
