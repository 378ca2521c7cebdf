# METADATA
# title: Switching Connect writeback off deletes every copy it wrote
# description: >-
#   Taking group writeback out of Connect deletes the copies at the next full sync. The threshold for accidental
#   deletions guards Entra ID only, nothing guards the directory. Told once as long as there are copies, so that the size is known; high
#   when the Recycle Bin is off, since SIDs are lost for good then (STR-09). Copies that
#   cloud sync writes stay and are counted apart, like those that either engine may have written.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-disable
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-prevent-accidental-deletes
# custom:
#   id: ENG-31
#   severity: high
#   message: Switching Connect writeback off would delete {evidence.copies|copy|copies}
#   expected: a plan for the copies before writeback is switched off
#   actual: "{evidence.copies|copy|copies}, Recycle Bin on: {tenant.forest.recycle_bin}"
#   remediation: >-
#     Before the switch, enable the Recycle Bin with Enable-ADOptionalFeature, which cannot be undone, save all copies
#     with Get-ADGroup -Filter * -SearchBase <writeback OU> -Properties * | Export-Clixml <file>, and rehearse
#     Restore-ADObject with one group.
#   requires: [directory_groups]
#   partial: judge
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CP-10], ISO/IEC 27001:2022: [A.8.13]}
package controls.tenant.switch_off_deletes

applies if "on" in {input.tenant.v1, input.tenant.v2}

undecided contains "whether an engine of Connect is on was not read" if {
	not applies
	"unknown" in {input.tenant.v1, input.tenant.v2}
	input.totals.copies.connect.exactly != 0
}

undecided contains "directory groups were not read completely, or not of the whole domain" if {
	applies
	input.totals.copies.connect.exactly == null
	input.totals.copies.connect.at_least == 0
	input.totals.copies.undecided == 0
}

undecided contains "which engine wrote the copies is not known: export synchronizationJobs with their scope" if {
	applies
	input.totals.copies.connect.at_least == 0
	input.totals.copies.undecided > 0
}

undecided contains "whether the Recycle Bin is on, without which it is high, was not read: export CN=Partitions,CN=Configuration with msDS-EnabledFeature" if {
	applies
	input.totals.copies.connect.at_least > 0
	input.tenant.forest.recycle_bin == "unknown"
}

findings contains object.union({"severity": _severity, "copies": input.totals.copies.connect}, {k: n |
	some k, n in {
		"security": input.totals.copies.connect_security,
		"with_members": input.totals.copies.connect_filled,
		"in_other_groups": input.totals.copies.connect_nested,
		"of_cloud_sync": input.totals.copies.cloud_sync,
		"of_either_engine": input.totals.copies.undecided,
	}
	not n in [0, {"at_least": 0, "exactly": null}]
}) if {
	applies
	input.totals.copies.connect.at_least > 0
}

default _severity := "info"

_severity := "high" if input.tenant.forest.recycle_bin == "no"
