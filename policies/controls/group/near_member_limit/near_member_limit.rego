# METADATA
# title: Group comes near the largest its engine writes
# description: >-
#   Beyond the limit the group is skipped without a message, and its copy, if there is one, may stay as it is. Counts
#   direct members, a nested group as one. Groups over the limit are CFG-13; the limits are choices of the run.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
# custom:
#   id: CFG-14
#   severity: low
#   message: "{target} has reached {evidence.percent} % of the members its engine writes (limit {writeback.limit})"
#   expected: less than the share of the limit
#   actual: "{evidence.percent} % of {writeback.limit|member|members}"
#   remediation: >-
#     Plan to split the group and nest the parts: each written part counts as one direct member. Nothing has to change
#     today.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   parameters:
#     share: {type: number, default: 0.8, minimum: 0, maximum: 1, description: share of the limit that is reported}
package controls.group.near_member_limit

applies if {
	input.writeback.expected == "yes"
	not input.writeback.over_limit
}

undecided contains "the cloud members were not read completely" if {
	_may_apply
	input.members.cloud != "complete"
}

undecided contains "which engine, or which of its member limits, holds is not known" if {
	applies
	input.writeback.limit == null
}

undecided contains "which engine writes the group is not known: export onPremisesSynchronization and synchronizationJobs" if {
	_maybe_written
	_engine_unknown
}

undecided contains "whether the group is written is not known" if {
	_maybe_written
	not _engine_unknown
}

findings contains {"percent": {"at_least": input.members.limit_percent, "exactly": _exactly}} if {
	applies
	_near
}

# Members that were not read only add to those.
default _exactly := null

_exactly := input.members.limit_percent if input.members.cloud == "complete"

_near if input.members.limit_percent >= 100 * input.parameters.share

_maybe_near if _near
_maybe_near if input.writeback.limit == null

_maybe_written if {
	input.cloud
	input.writeback.expected == "unknown"
	not input.writeback.over_limit
	_maybe_near
}

_engine_unknown if {
	some answer in [input.writeback.v1, input.writeback.v2, input.writeback.cloudsync]
	answer.state == "unknown"
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.writeback.expected != "no"
	not input.writeback.over_limit
}
