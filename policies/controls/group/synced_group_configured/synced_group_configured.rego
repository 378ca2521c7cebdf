# METADATA
# title: Group from the directory carries writeback settings
# description: >-
#   The directory is the authority of this group, so nothing is ever written back and the settings have no effect.
#   They would act on the day its source of authority is moved to the cloud (CFG-30). Null fields are no settings:
#   Graph returns them on every group.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
# custom:
#   id: CFG-03
#   severity: info
#   message: "{target} comes from the directory and carries writeback settings without effect"
#   expected: no writeback settings on synced groups
#   actual: isEnabled {cloud.configuration.is_enabled}, type {cloud.configuration.type}
#   remediation: >-
#     Run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$false} where the service allows it;
#     the type cannot be taken back. Nothing changes in the directory.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
package controls.group.synced_group_configured

applies if {
	input.cloud.kind == "synced"
	input.cloud.configuration
}

undecided contains "whether the group comes from the directory was not read: export onPremisesSyncEnabled" if {
	_maybe_synced
	_set
}

undecided contains "writebackConfiguration was not collected" if {
	_may_be_synced
	not input.cloud.configuration
}

findings contains {"attribute": "writebackConfiguration"} if {
	applies
	_set
}

_set if input.cloud.configuration.is_enabled == true

_set if input.cloud.configuration.type != ""

_may_be_synced if input.cloud.kind == "synced"
_may_be_synced if _maybe_synced

_maybe_synced if {
	input.cloud
	not input.tenant.collected.sync
}
