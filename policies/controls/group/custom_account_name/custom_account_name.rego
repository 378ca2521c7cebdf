# METADATA
# title: Account name of a copy is not the one that was generated
# description: >-
#   Connect writes no sAMAccountName, so the directory generates one: a dollar sign, six signs, a hyphen and twelve
#   signs. Another name was given by hand or by a changed rule, and is lost when the copy is made anew. Cloud sync may
#   map any name: there only one that occurs twice counts, for which DIF-20 speaks whichever engine wrote it.
# related_resources:
#   - ref: https://practical365.com/azure-ad-connect-group-writeback-deep-dive/
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: DIF-19
#   severity: info
#   message: "The account name of the copy of {target} was not generated"
#   expected: a generated sAMAccountName
#   actual: another one
#   remediation: >-
#     Leave the name, but let scripts and permissions find the copy by its SID or by Get-ADGroup -LDAPFilter
#     '(adminDescription=Group_<id>)': a copy that is made anew gets a generated name again.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {ISO/IEC 27001:2022: [A.8.9]}
package controls.group.custom_account_name

applies if {
	input.directory.match == "adminDescription"
	input.writeback.engine in {"v1", "v2"}
	input.cloud.soa_converted in {"no", "unknown"}
}

undecided contains "sAMAccountName was not read" if {
	applies
	input.directory.standing.sam == "unknown"
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.writeback.engine != "cloudsync"
	input.cloud.soa_converted in {"no", "unknown"}
	_maybe_unread
}

undecided contains "which engine writes the group is not known: export onPremisesSynchronization and synchronizationJobs" if {
	_maybe_custom
	_engine_unknown
}

undecided contains "whether the group is written is not known" if {
	_maybe_custom
	not _engine_unknown
}

findings contains {"attribute": "sAMAccountName"} if {
	applies
	input.directory.standing.sam == "custom"
	input.directory.standing.sam_twins == 0
}

_maybe_unread if input.directory_absent == "unknown"

_maybe_unread if {
	input.directory.match in {"cnGroupId", "cnSuffix"}
	input.tenant.anchors_read == "no"
}

_maybe_custom if {
	input.directory.match == "adminDescription"
	input.cloud.soa_converted in {"no", "unknown"}
	input.writeback.expected == "unknown"
	input.writeback.engine == ""
	input.directory.standing.sam in {"custom", "unknown"}
	input.directory.standing.sam_twins == 0
}

_engine_unknown if {
	some answer in [input.writeback.v1, input.writeback.v2, input.writeback.cloudsync]
	answer.state == "unknown"
}
