# METADATA
# title: Connect cannot export into a container that it does not read
# description: >-
#   Export errors with code 0x80230218: Connect knows the parent of the object by name only, since the OU is not in its
#   sync scope. Nothing is written there until it is. One finding for all objects, where DIF-36 would repeat it; STR-03 is
#   the cause where the scope was exported.
# related_resources:
#   - ref: https://github.com/MicrosoftDocs/azure-docs/issues/63471
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering
# custom:
#   id: DIF-30
#   severity: high
#   message: "Connect could not export {evidence.errors|object|objects} into a container outside its scope (0x80230218)"
#   expected: no export errors with 0x80230218
#   actual: "{evidence.errors|error|errors}"
#   remediation: >-
#     In Synchronization Service Manager open the properties of the connector to the directory, select the writeback OU
#     under Configure Directory Partitions, Containers, then run a full import, a full synchronization and an export: the
#     groups that wait are written.
#   requires: [connect_errors]
#   partial: judge
#   profile: connect
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.phantom_parent

applies if {
	some server in input.tenant.connect.servers
	server.role != "staging"
}

undecided contains "the server that writes was not exported" if {
	count(input.tenant.connect.servers) > 0
	not applies
}

findings contains object.union({"errors": input.tenant.connect.phantoms}, _cause) if input.tenant.connect.phantoms > 0

default _cause := {}

_cause := {"cause": "STR-03"} if input.tenant.connect.ou_in_scope == "no"
