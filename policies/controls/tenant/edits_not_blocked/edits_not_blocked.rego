# METADATA
# title: Edits of copies in the directory are not blocked
# description: >-
#   From certain builds of Windows Server 2022 and 2025 on (ntdsai.dll 10.0.20348.5257, 10.0.26100.32995) a preview lets
#   domain controllers refuse edits of objects whose msDS-ObjectSoa is Cloud. Without it anybody with rights can change
#   a copy, and nothing puts it right (CS-15). Versions of files are in no export, so that it is enforced is stated by a
#   parameter.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-active-directory-object-enforcement
# custom:
#   id: CS-16
#   severity: info
#   message: Edits of copies in the directory are not blocked (enforcement {evidence.state})
#   expected: enforcement of msDS-ObjectSoa, or rights for the agent alone
#   actual: "{evidence.state}"
#   remediation: >-
#     Update every domain controller, set msDS-Settings of CN=Cloud,CN=SOA-Policies,CN=System to Audit, read the events
#     for a week, then to Enforced; else give nobody but the agent rights on the OU (STR-13).
#   requires: []
#   profile: migration
#   readiness: notice
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     enforcement:
#       type: string
#       default: unknown
#       enum: [unknown, enforced, off]
#       description: state of the policy for msDS-ObjectSoa
package controls.tenant.edits_not_blocked

applies if input.move.any != "no"

undecided contains "no export holds it: run (Get-Item ntdsai.dll).VersionInfo on the domain controllers, read msDS-Settings, and set the parameter enforcement" if {
	applies
	input.parameters.enforcement == "unknown"
}

findings contains {"state": input.parameters.enforcement} if {
	applies
	input.parameters.enforcement == "off"
}
