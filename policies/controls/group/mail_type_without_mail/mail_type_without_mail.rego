# METADATA
# title: Group is to be mail-enabled in the directory and has no mail address
# description: >-
#   The type asks for a mail-enabled security group, but the Microsoft 365 group has no address that could be written,
#   so the copy is an ordinary security group and nobody can write to it. The type on a security group is CFG-01, an
#   address that the copy lacks DIF-11.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CFG-23
#   severity: medium
#   message: "{target} asks for a mail-enabled copy and has no mail address"
#   expected: a mail address
#   actual: no mail address
#   remediation: >-
#     Find out in Exchange why the group has no address with Get-UnifiedGroup and repair it there, or run
#     Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{onPremisesGroupType="universalSecurityGroup"}, which
#     is what the copy is anyway.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.group.mail_type_without_mail

applies if {
	input.cloud.kind == "m365"
	input.cloud.configuration.is_enabled == true
	input.cloud.configuration.type == "universalMailEnabledSecurityGroup"
	input.tenant.v2 != "off"
}

undecided contains "mail was not collected" if {
	applies
	not input.cloud.mail
	not input.tenant.collected.mail
}

undecided contains "the kind of the group was not read" if {
	input.cloud.kind == "unknown"
	input.cloud.configuration.is_enabled == true
	input.cloud.configuration.type == "universalMailEnabledSecurityGroup"
	input.tenant.v2 != "off"
}

undecided contains "writebackConfiguration was not collected" if {
	input.cloud.kind in {"m365", "unknown"}
	not input.cloud.configuration
	input.tenant.v2 != "off"
}

findings contains {"attribute": "mail"} if {
	applies
	not input.cloud.mail
	input.tenant.collected.mail
}
