# METADATA
# title: Setting for new groups may not act in US Government clouds
# description: >-
#   NewUnifiedGroupWritebackDefault is false, and administrators of US Government tenants report that new Microsoft
#   365 groups are written nevertheless. Microsoft documents no such limit, so try it. Runs once cloud is set to
#   usgov; what the value true does is ENG-17.
# related_resources:
#   - ref: https://github.com/MicrosoftDocs/azure-docs/issues/114692
# custom:
#   id: ENG-18
#   severity: low
#   message: The tenant relies on a setting for new groups that is reported not to act in US Government clouds
#   expected: a setting that was seen to act
#   actual: NewUnifiedGroupWritebackDefault false in US Government
#   remediation: >-
#     Create one Microsoft 365 group and look two cycles later whether it has a copy. If it has, run
#     Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$false} on new groups by a schedule, which
#     keeps them out.
#   requires: []
#   profile: audit
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
#   parameters:
#     cloud: {type: string, default: global, enum: [global, usgov, china], description: the cloud of the tenant}
package controls.tenant.setting_in_us_gov

applies if {
	input.parameters.cloud == "usgov"
	input.tenant.v2 == "on"
	input.tenant.setting_read
}

undecided contains "the tenant settings were not read" if {
	input.parameters.cloud == "usgov"
	input.tenant.v2 != "off"
	not input.tenant.setting_read
}

undecided contains "whether V2 is on was not read" if {
	input.parameters.cloud == "usgov"
	input.tenant.v2 == "unknown"
	input.tenant.setting == false
}

findings contains {"attribute": "NewUnifiedGroupWritebackDefault"} if {
	applies
	input.tenant.setting == false
}
