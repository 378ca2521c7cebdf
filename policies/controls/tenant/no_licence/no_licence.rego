# METADATA
# title: Tenant has no licence for group writeback
# description: >-
#   Both Connect and cloud sync write groups only in tenants with Microsoft Entra ID P1 or P2. What becomes of the
#   copies when the last plan ends is not documented: expect that writing stops and they stay as they were, with the
#   access they grant. Found by service plan id, in any subscription that is enabled or in its grace period; the number
#   of licences is not judged. Service plans that are disabled do not count. The plan that more than two configurations
#   of cloud sync need is CS-07, engines that are off ENG-24.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: ENG-15
#   severity: high
#   message: No subscription has an enabled Microsoft Entra ID P1 or P2 plan, which group writeback needs
#   expected: an enabled P1 or P2 service plan
#   actual: none
#   remediation: >-
#     Buy Microsoft Entra ID P1 or a plan that contains it, or take writeback out of use: look at ENG-31 for what
#     Connect deletes then. Get-MgSubscribedSku shows what the tenant has.
#   requires: []
#   profile: audit
#   frameworks: {ISO/IEC 27001:2022: [A.5.32]}
package controls.tenant.no_licence

applies if {
	_in_use
	input.tenant.premium != "unknown"
}

undecided contains "whether a P1 or P2 plan is enabled was not read, or is open while one is being provisioned: export subscribedSkus" if {
	input.tenant.mode != "none"
	input.tenant.premium == "unknown"
}

undecided contains "whether any engine is on was not read" if {
	not _in_use
	input.tenant.mode == "unknown"
	input.tenant.premium == "no"
}

findings contains {"attribute": "servicePlans"} if {
	applies
	input.tenant.premium == "no"
}

_in_use if "on" in {input.tenant.v1, input.tenant.v2, input.tenant.cloudsync}
