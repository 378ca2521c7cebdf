# METADATA
# title: Source anchor is no GUID of the directory
# description: >-
#   The immutable id of people then says nothing about their account, and members are matched by SID and object
#   identifier alone. Where neither was read, members count as undecided instead of missing. No defect: it explains such
#   results. People whose object identifier is missing or another one are CS-09.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts
#   - ref: https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization?view=graph-rest-beta
# custom:
#   id: ENG-33
#   severity: info
#   message: The source anchor is neither mS-DS-ConsistencyGuid nor objectGUID
#   expected: mS-DS-ConsistencyGuid or objectGUID
#   actual: another attribute
#   remediation: >-
#     Let the export of members include onPremisesSecurityIdentifier and onPremisesObjectIdentifier. The anchor itself
#     should not be changed: that needs every synced person to be matched anew.
#   requires: []
#   profile: audit
package controls.tenant.source_anchor

applies if {
	"on" in {input.tenant.v1, input.tenant.v2}
	input.tenant.sync.guid_anchor != "unknown"
}

undecided contains "the source anchor of the server that writes was not read: export onPremisesSynchronization, or the global settings of that server" if {
	"on" in {input.tenant.v1, input.tenant.v2}
	input.tenant.sync.guid_anchor == "unknown"
	not "source anchor" in input.tenant.connect.unclear
}

undecided contains "the sync configuration and the export of the Connect server that writes name two source anchors: export both again" if {
	"on" in {input.tenant.v1, input.tenant.v2}
	"source anchor" in input.tenant.connect.unclear
}

undecided contains "whether an engine of Connect is on was not read" if {
	not "on" in {input.tenant.v1, input.tenant.v2}
	"unknown" in {input.tenant.v1, input.tenant.v2}
	input.tenant.sync.guid_anchor != "yes"
}

findings contains {"attribute": "anchorAttribute"} if {
	applies
	input.tenant.sync.guid_anchor == "no"
}
