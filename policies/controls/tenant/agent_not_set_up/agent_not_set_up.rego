# METADATA
# title: The provisioning agent was not set up by a domain administrator
# description: >-
#   Setting the agent up makes its group managed service account and gives it rights, which needs an Enterprise or
#   Domain Administrator once. The step belongs to the sign-off list, since no export shows who took it. The rights that
#   it gives are CS-33.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: CS-24
#   severity: info
#   message: The set-up of the provisioning agent is {evidence.state}
#   expected: set up, with its account in place
#   actual: "{evidence.state}"
#   remediation: >-
#     Run the wizard of the provisioning agent as Domain Administrator, let it make the account provAgentgMSA, and see
#     the agent active in the portal (Cloud sync, Agents); the wizard changes nothing in writeback.
#   requires: []
#   profile: migration
#   readiness: notice
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     agent:
#       type: string
#       default: unknown
#       enum: [unknown, done, missing]
#       description: set-up of the provisioning agent
package controls.tenant.agent_not_set_up

applies if input.move.any != "no"

undecided contains "no export holds it: look in the portal at Cloud sync, Agents, and set the parameter agent" if {
	applies
	input.parameters.agent == "unknown"
}

findings contains {"state": input.parameters.agent} if {
	applies
	input.parameters.agent == "missing"
}
