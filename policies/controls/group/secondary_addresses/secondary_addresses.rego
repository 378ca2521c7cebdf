# METADATA
# title: Secondary mail addresses are not written
# description: >-
#   Connect writes the primary SMTP address of a Microsoft 365 group only. Mail that people on-premises send to another
#   one is refused. Addresses at onmicrosoft.com do not count, since every group has one. Told once for the tenant
#   unless each_group; judged where the directory has the Exchange schema. A primary address that differs is DIF-11, a
#   copy without Exchange attributes DIF-18, and one in no address list DIF-21.
# related_resources:
#   - ref: https://learn.microsoft.com/exchange/hybrid-deployment/set-up-microsoft-365-groups
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CFG-24
#   severity: medium
#   message: "{target} has secondary mail addresses, which its copy lacks"
#   expected: the primary address only
#   actual: secondary addresses outside onmicrosoft.com
#   remediation: >-
#     Have people write to the primary address, or add each other one to the copy with Set-ADGroup -Identity
#     "<objectGUID of the copy>" -Add @{proxyAddresses="smtp:<address>"}, which Connect may overwrite.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   parameters:
#     each_group: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.secondary_addresses

applies if {
	input.parameters.each_group
	input.writeback.expected == "yes"
	input.cloud.kind == "m365"
	input.tenant.exchange != "no"
}

undecided contains "proxyAddresses was not collected" if {
	_may_apply
	not input.tenant.collected.proxy_addresses
}

undecided contains "whether the group is written, or its kind, is not known" if {
	input.parameters.each_group
	input.writeback.expected != "no"
	input.cloud.marks.secondary_mail
	input.cloud.kind in {"m365", "unknown"}
	"unknown" in {input.writeback.expected, input.cloud.kind}
	input.tenant.exchange != "no"
}

undecided contains "whether the schema has Exchange attributes was not read" if {
	applies
	input.tenant.exchange == "unknown"
	input.cloud.marks.secondary_mail
}

_certain if input.tenant.exchange == "yes"

findings contains {"attribute": "proxyAddresses"} if {
	applies
	input.cloud.marks.secondary_mail
	_certain
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.parameters.each_group
	input.writeback.expected != "no"
	input.cloud.kind in {"m365", "unknown"}
	input.tenant.exchange != "no"
}
