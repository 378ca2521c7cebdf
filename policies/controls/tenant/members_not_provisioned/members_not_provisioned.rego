# METADATA
# title: Cloud sync leaves synced people out of copies
# description: >-
#   "Provision membership to on-premises users" is off by default in new configurations. Copies are then written
#   without any member who comes from the directory, which is nearly everyone. No export tells it, so it is stated by
#   hand; members that are missing because of it are no difference (DIF-24) and copies that are empty because of it no
#   CS-21.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CS-10
#   severity: high
#   message: Cloud sync does not write people from the directory into {evidence.groups|copy|copies}
#   expected: "\"Provision membership to on-premises users\" on"
#   actual: off, as stated
#   remediation: >-
#     Switch "Provision membership to on-premises users" on in the attribute mapping of the job. The next cycle adds
#     every synced member, so review the copies that grant access first.
#   requires: []
#   profile: audit
#   readiness: after
#   targets: [cloudsync, soa]
#   engines: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
package controls.tenant.members_not_provisioned

applies if {
	_concerned
	input.tenant.onpremises_users != "unknown"
}

undecided contains "whether cloud sync is on was not read: export synchronizationJobs with Synchronization.Read.All" if {
	input.tenant.cloudsync == "unknown"
	not _concerned
	input.tenant.onpremises_users != "on"
}

undecided contains "no export tells it: look in the portal at the job's attribute mapping and state cloudsync.onpremises_users" if {
	_concerned
	input.tenant.onpremises_users == "unknown"
}

findings contains {"groups": {"at_least": _least, "exactly": _exactly}} if {
	applies
	input.tenant.onpremises_users == "off"
}

_least := input.totals.cloudsync.written.at_least + input.move.candidates

default _exactly := null

_exactly := _least if {
	input.totals.cloudsync.written.exactly != null
	input.move.undecided == 0
}

_concerned if input.tenant.cloudsync == "on"

# What is to move there is concerned as well.
_concerned if input.tenant.target in {"cloudsync", "soa"}
