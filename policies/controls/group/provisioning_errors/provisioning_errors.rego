# METADATA
# title: Entra ID reports provisioning errors for the group
# description: >-
#   A property of the group conflicts with another object, mostly a proxy address, so that it is not synchronised
#   completely. It explains a missing copy, which is then not reported again (DIF-01). Errors of groups that come from
#   the directory are not judged: they concern the other direction.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
# custom:
#   id: CFG-11
#   severity: high
#   message: Entra ID reports {evidence.errors|provisioning error|provisioning errors} for {target}
#   expected: no provisioning errors
#   actual: "{evidence.errors|error|errors}"
#   remediation: >-
#     Read onPremisesProvisioningErrors with Get-MgGroup -GroupId <id>, find the other object that holds the value of
#     propertyCausingError, and change one of the two; the error goes with the next cycle.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [SI-11], ISO/IEC 27001:2022: [A.8.16]}
package controls.group.provisioning_errors

applies if {
	input.cloud
	input.cloud.kind != "synced"
}

undecided contains "onPremisesProvisioningErrors was not collected" if {
	applies
	not input.tenant.collected.provisioning_errors
}

findings contains {"errors": input.cloud.provisioning_errors} if {
	applies
	input.cloud.provisioning_errors > 0
}
