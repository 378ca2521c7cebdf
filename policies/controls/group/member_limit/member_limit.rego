# METADATA
# title: Group has more members than its engine writes
# description: >-
#   Every engine has a largest group. One above it is skipped without a message in the cloud, and what becomes of a
#   copy that already exists is not documented: it may stay frozen while people leave. Explains a missing copy, so
#   DIF-01 says nothing here; the limits are choices of the run, since Microsoft moved them.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
# custom:
#   id: CFG-13
#   severity: high
#   message: "{target} has {actual}, more than its engine writes (limit {evidence.limit})"
#   expected: no more direct members than the limit, {evidence.limit}
#   actual: "{evidence.members|direct member|direct members}"
#   remediation: >-
#     Split the group and nest the parts; each written part then counts as one direct member. For Microsoft 365 groups
#     between 50,000 and 250,000 disable the rule "Out to AD - Group Writeback Member Limit" in the Synchronization
#     Rules Editor instead: Connect writes them in the next cycle.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
package controls.group.member_limit

applies if input.writeback.expected == "yes"

applies if input.writeback.over_limit

undecided contains "the cloud members were not read completely" if {
	input.writeback.expected != "no"
	input.cloud
	input.members.cloud != "complete"
}

undecided contains "which engine writes the group is not known: export onPremisesSynchronization and synchronizationJobs" if {
	_maybe_written
	_engine_unknown
}

undecided contains "whether the group is written is not known" if {
	_maybe_written
	not _engine_unknown
}

undecided contains "which engine writes the group is not known: export onPremisesSynchronization and synchronizationJobs" if {
	input.writeback.expected == "no"
	some answer in [input.writeback.v1, input.writeback.v2, input.writeback.cloudsync]
	answer.over_limit
	answer.state == "unknown"
}

findings contains {"members": {"at_least": input.members.known_count, "exactly": _exactly}, "limit": input.writeback.limit} if {
	input.writeback.over_limit
	input.writeback.limit != null
}

findings contains {"members": {"at_least": input.members.known_count, "exactly": _exactly}} if {
	input.writeback.over_limit
	input.writeback.limit == null
}

# Members that were not read only add to those.
default _exactly := null

_exactly := input.members.known_count if input.members.cloud == "complete"

_maybe_written if {
	input.cloud
	input.writeback.expected == "unknown"
	not input.writeback.over_limit
}

_engine_unknown if {
	some answer in [input.writeback.v1, input.writeback.v2, input.writeback.cloudsync]
	answer.state == "unknown"
}
