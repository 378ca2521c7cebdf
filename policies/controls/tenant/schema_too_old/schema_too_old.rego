# METADATA
# title: The schema of the forest is too old for cloud sync
# description: >-
#   Cloud sync joins copies by msDS-ExternalDirectoryObjectId, which came with the schema of Windows Server 2016.
#   Without it no group can be joined, and every job ends in errors. Connect needs no such schema and is not judged. A
#   missing Exchange schema is STR-06, copies that lack the attribute are DIF-15.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
#   - ref: https://learn.microsoft.com/openspecs/windows_protocols/ms-ada2/
# custom:
#   id: STR-11
#   severity: high
#   message: "The schema of the forest has version {actual}, cloud sync needs {expected}"
#   expected: "{parameters.version}"
#   actual: "{evidence.version}"
#   remediation: >-
#     Run adprep /forestprep from a medium of Windows Server 2016 or newer on the schema master. It extends the schema of
#     the whole forest and cannot be undone.
#   requires: []
#   profile: audit
#   readiness: after
#   targets: [cloudsync, soa]
#   engines: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
#   parameters:
#     version:
#       type: integer
#       default: 87
#       minimum: 1
#       description: objectVersion of the schema that is needed
#       revision: migrate-group-writeback of 04/26/2024
package controls.tenant.schema_too_old

applies if input.tenant.cloudsync == "on"

# What is to move there is concerned as well.
applies if input.tenant.target in {"cloudsync", "soa"}

undecided contains "whether cloud sync writes groups was not read" if {
	input.tenant.cloudsync == "unknown"
	not applies
	not _new_enough
}

undecided contains "the version of the schema was not read: export CN=Schema,CN=Configuration with objectVersion" if {
	applies
	input.tenant.forest.schema_version == null
}

findings contains {"version": input.tenant.forest.schema_version} if {
	applies
	input.tenant.forest.schema_version != null
	not _new_enough
}

_new_enough if {
	input.tenant.forest.schema_version != null
	input.tenant.forest.schema_version >= input.parameters.version
}
