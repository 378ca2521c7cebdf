# METADATA
# title: Devices in a written group do not arrive in the directory
# description: >-
#   Without device writeback devices of the cloud have no object in the directory, and cloud sync references none even
#   with it, so access through the copy, for example to certificates or wireless networks, does not reach them. People
#   without an account are CFG-12, other members CFG-22.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-device-writeback
# custom:
#   id: CFG-21
#   severity: low
#   message: "{target} has {evidence.devices|device, which is|devices, which are} not written"
#   expected: no devices, or Connect writes the group and has device writeback on
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
	_written != "yes"
}

undecided contains "whether devices are written is not known" if {
	applies
	_written == "unknown"
	input.members.classes.device > 0
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	_written != "yes"
	input.members.classes.device > 0
}

undecided contains "the cloud members were not read completely" if {
	_may_apply
	input.members.cloud != "complete"
}

findings contains {"devices": {"at_least": input.members.classes.device, "exactly": _exactly}} if {
	applies
	_written == "no"
	input.members.classes.device > 0
}

# Members that were not read may be devices too.
default _exactly := null

_exactly := input.members.classes.device if count(undecided) == 0

# Connect writes devices where it was told to, cloud sync never.
_written := "no" if input.writeback.engine == "cloudsync"

_written := "no" if {
	input.writeback.engine != "cloudsync"
	input.tenant.device_writeback == "off"
}

_written := "unknown" if {
	input.writeback.engine != "cloudsync"
	input.tenant.device_writeback == "unknown"
}

_written := "unknown" if {
	not input.writeback.engine in {"v1", "v2", "cloudsync"}
	input.tenant.device_writeback == "on"
}

_written := "yes" if {
	input.writeback.engine in {"v1", "v2"}
	input.tenant.device_writeback == "on"
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.writeback.expected != "no"
	_written != "yes"
}
