# METADATA
# title: Devices in a written group do not arrive in the directory
# description: >-
#   Without device writeback devices of the cloud have no object in the directory, so access through the copy, for
#   example to certificates or wireless networks, does not reach them. People without an account are CFG-12, other
#   members CFG-22.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-device-writeback
# custom:
#   id: CFG-21
#   severity: low
#   message: "{target} has {evidence.devices|device, which is|devices, which are} not written"
#   expected: no devices, or device writeback on
#   actual: "{evidence.devices|device|devices}"
#   remediation: >-
#     Where Connect writes the group, choose device writeback in the Connect wizard, which creates an object for every
#     registered device; cloud sync writes no devices. Or take them out if nothing on-premises needs them: save the
#     members with (Get-MgGroupMember -GroupId <id> -All).Id | Set-Content <file>, then run Remove-MgGroupMemberByRef
#     -GroupId <id> -DirectoryObjectId <device>.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
package controls.group.device_members

applies if {
	input.writeback.expected == "yes"
	input.tenant.device_writeback != "on"
}

undecided contains "whether devices are written is not known" if {
	applies
	input.tenant.device_writeback == "unknown"
	input.members.classes.device > 0
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.tenant.device_writeback != "on"
	input.members.classes.device > 0
}

undecided contains "the cloud members were not read completely" if {
	_may_apply
	input.members.cloud != "complete"
}

findings contains {"devices": input.members.classes.device} if {
	applies
	input.tenant.device_writeback == "off"
	input.members.classes.device > 0
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.writeback.expected != "no"
	input.tenant.device_writeback != "on"
}
