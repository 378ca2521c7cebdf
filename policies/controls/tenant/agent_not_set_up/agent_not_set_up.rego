# METADATA
# title: The provisioning agent was not set up, or is too old
# description: >-
#   Setting the agent up makes its group managed service account and gives it rights, which needs an Enterprise or
#   Domain Administrator once; an agent below the floor cannot provision groups to the directory, or does not keep what
#   a converted group has there. Neither is in an export, so both are stated by parameters: info for the step, medium
#   for the version. The rights that the agent has are CS-33, the version of the Connect server ENG-10.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/how-to-group-source-of-authority-configure
# custom:
#   id: CS-24
#   severity: medium
#   message: The provisioning agent is {evidence.state}
#   expected: set up, with its account in place, of version {parameters.floor} or newer
#   actual: "{evidence.state}"
#   remediation: >-
#     Run the wizard of the provisioning agent as Domain Administrator, let it make the account provAgentgMSA, and see
#     the agent active in the portal (Cloud sync, Agents), which shows its version, too. Install the current agent over
#     one that is too old (Cloud sync, Agents, Download on-premises agent). Neither changes anything in writeback.
#   requires: []
#   profile: migration
#   readiness: after
#   readiness_from: medium
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     agent:
#       type: string
#       default: unknown
#       enum: [unknown, done, missing]
#       description: set-up of the provisioning agent
#     version: {type: version, default: "0", description: version of the oldest provisioning agent; 0 when not said}
#     floor:
#       type: version
#       default: 1.1.1370.0
#       description: oldest agent that is supported
#       revision: >-
#         how-to-group-source-of-authority-configure of 10/02/2025; migrate-group-writeback says 1.1.1367.0, the
#         prerequisites of 10/09/2025 say 1.1.3730.0 and those of 08/2026 1.1.2334.0
package controls.tenant.agent_not_set_up

applies if input.move.any != "no"

undecided contains "no export holds it: look in the portal at Cloud sync, Agents, and set the parameter agent" if {
	applies
	input.parameters.agent == "unknown"
}

undecided contains "the version of the agents is in no export: look in the portal at Cloud sync, Agents, and set the parameter version" if {
	applies
	input.parameters.agent == "done"
	_version == [0]
}

findings contains {"severity": "info", "state": "missing"} if {
	applies
	input.parameters.agent == "missing"
}

findings contains {"part": "version", "state": "too old"} if {
	applies
	_version != [0]
	_version < [to_number(part) | some part in split(input.parameters.floor, ".")]
}

_version := [to_number(part) | some part in split(input.parameters.version, ".")]
