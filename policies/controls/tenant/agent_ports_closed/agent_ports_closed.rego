# METADATA
# title: The provisioning agent cannot reach the directory
# description: >-
#   The agent reads and writes over LDAP, port 389 of a domain controller, and looks members up in the global catalogue,
#   port 3268. A closed port shows only as an error of the first job. Nothing that was collected tells it, so that the
#   ports were tried from the agent's host is stated by a parameter. An agent that is not set up or too old is CS-24,
#   one that lacks rights CS-33.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: CS-23
#   severity: high
#   message: Ports 389 and 3268 are {evidence.state} for the provisioning agent
#   expected: both ports open from the host of the agent
#   actual: "{evidence.state}"
#   remediation: >-
#     Run Test-NetConnection <domain controller> -Port 389 and -Port 3268 on the host of every agent and open what is
#     closed in the firewalls between them; nothing else changes.
#   requires: []
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     ports:
#       type: string
#       default: unknown
#       enum: [unknown, open, closed]
#       description: ports 389 and 3268 from the hosts of the agents
package controls.tenant.agent_ports_closed

applies if input.move.any != "no"

undecided contains "no export holds it: run Test-NetConnection -Port 389 and -Port 3268 on the host of every agent and set the parameter ports" if {
	applies
	input.parameters.ports == "unknown"
}

findings contains {"state": input.parameters.ports} if {
	applies
	input.parameters.ports == "closed"
}
