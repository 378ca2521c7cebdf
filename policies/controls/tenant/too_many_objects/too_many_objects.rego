# METADATA
# title: The tenant has more objects than the older prerequisites allow
# description: >-
#   The prerequisites of 2025 exclude tenants with more than 150,000 objects; those of 2026 count per job instead
#   (CS-03, CS-04). Counted are cloud groups and everything seen as a member or owner, the least there can be; the
#   number of all objects is stated by a parameter.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: CS-05
#   severity: high
#   message: The tenant has at least {evidence.objects|object|objects}, the older prerequisites allow {parameters.limit}
#   expected: up to {parameters.limit|object|objects}
#   actual: at least {evidence.objects|object|objects}
#   remediation: >-
#     Read the current limits in the prerequisites of cloud sync, ask Microsoft's support where they exclude the tenant,
#     and set the parameter limit to what they say.
#   requires: []
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3, SC-5], ISO/IEC 27001:2022: [A.8.6, A.8.32]}
#   parameters:
#     objects: {type: integer, default: 0, minimum: 0, description: objects in the tenant; 0 when not said}
#     limit:
#       type: integer
#       default: 150000
#       minimum: 1
#       description: objects that the prerequisites allow
#       revision: gpad-prereqs of 10/09/2025; the prerequisites of 08/2026 have no such limit
package controls.tenant.too_many_objects

applies if input.move.any != "no"

undecided contains "how many objects the tenant has is in no export: set the parameter objects" if {
	applies
	input.parameters.objects == 0
}

findings contains {"objects": _objects} if {
	applies
	_objects > input.parameters.limit
}

_objects := max([input.parameters.objects, input.move.objects])
