# METADATA
# title: New Microsoft 365 groups are written without anybody deciding it
# description: >-
#   While NewUnifiedGroupWritebackDefault is true or unset, V2 writes every new Microsoft 365 group, and anyone who
#   may create a team creates a directory group. A tenant without a Group.Unified settings object behaves the same
#   (settings_object tells). Judges the default for new groups only; existing undecided groups are CFG-04.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/group-directory-settings
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
# custom:
#   id: ENG-17
#   severity: medium
#   message: The tenant lets V2 write new Microsoft 365 groups automatically
#   expected: NewUnifiedGroupWritebackDefault false
#   actual: NewUnifiedGroupWritebackDefault true or not set
#   remediation: >-
#     Set NewUnifiedGroupWritebackDefault to "false" in the Group.Unified settings object with
#     Update-MgBetaDirectorySetting (New-MgBetaDirectorySetting where there is none), passing all its values. Groups
#     created from then on need isEnabled true; existing groups keep what they have.
#   requires: []
#   profile: audit
#   engines: [v2]
#   frameworks:
#     NIST SP 800-53r5: [CM-6]
#     ISO/IEC 27001:2022: [A.8.9]
package controls.tenant.automatic_writeback

applies if input.tenant.v2 == "on"

undecided contains "whether V2 is on was not read" if {
	input.tenant.v2 == "unknown"
	input.tenant.setting != false
}

undecided contains "the tenant settings were not read" if {
	applies
	not input.tenant.setting_read
}

findings contains {"explicit": input.tenant.setting == true, "settings_object": input.tenant.setting_object} if {
	applies
	input.tenant.setting_read
	input.tenant.setting != false
}
