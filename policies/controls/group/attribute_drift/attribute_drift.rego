# METADATA
# title: Copy shows another name, description or address than its cloud group
# description: >-
#   Somebody changed it in Active Directory, or the change never arrived. Connect writes it again in the next cycle,
#   cloud sync not before the cloud group changes. Values are compared as far as the engines write them, mail only where
#   Exchange is known to the schema. What is cut off a description is ENG-11, the common name DIF-09 and DIF-10.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: DIF-11
#   severity: medium
#   message: "{evidence.attribute} of the copy of {target} is {evidence.kind}"
#   expected: the value of the cloud group
#   actual: "{evidence.attribute} {evidence.kind}"
#   remediation: >-
#     Change the value in the cloud if the directory is right. Otherwise run Start-ADSyncSyncCycle -PolicyType Delta, or
#     Provision on demand for cloud sync: the value in the directory is overwritten. Then find out who may write it.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [SI-7], ISO/IEC 27001:2022: [A.8.9]}
#   settling: true
package controls.group.attribute_drift

applies if {
	input.writeback.expected == "yes"
	input.directory
	not input.directory.original
}

undecided contains "whether the group is written is not known" if {
	input.cloud
	input.writeback.expected == "unknown"
	count(input.directory.drift) > 0
}

undecided contains "whether the group is written, and so whether all its attributes agree, is not known" if {
	input.cloud
	input.writeback.expected == "unknown"
	some attribute in input.directory.not_compared
	attribute in _judged
}

undecided contains concat(" ", [attribute, "was not read on both sides"]) if {
	applies
	some attribute in input.directory.not_compared
	attribute in _judged
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

undecided contains "whether mail is written is not known: the kind of the group was not read" if {
	applies
	input.cloud.kind == "unknown"
	some difference in input.directory.drift
	difference.attribute == "mail"
}

findings contains {"part": difference.attribute, "attribute": difference.attribute, "kind": difference.kind} if {
	applies
	some difference in input.directory.drift
	difference.attribute in _judged
}

_judged := {"displayName", "description", "mail"} - _never_written

default _never_written := {"mail"}

_never_written := set() if input.cloud.kind == "m365"
