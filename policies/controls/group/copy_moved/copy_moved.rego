# METADATA
# title: Cloud sync would move the copy to another container
# description: >-
#   The mapping of parentDistinguishedName gives another container than the copy lies in. Its SID and its access stay,
#   its DN does not: policies linked to the OU, LDAP searches and applications that hold the path stop working. High
#   where such use was declared. Another domain is CS-27, another common name CS-19, the container of the template
#   CS-22.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-preserve-original-organizational-unit
# custom:
#   id: CS-29
#   severity: high
#   message: "{target} would leave its container"
#   expected: the container that the job writes to
#   actual: another container
#   remediation: >-
#     Map parentDistinguishedName to the container of the copies before the first run, for single groups by a switch on
#     objectId; else set the parameter path_used once the owners of policies and applications were asked.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     path_used: {type: boolean, default: false, description: whether policies or applications use the path of copies}
package controls.group.copy_moved

applies if {
	input.move.moves == "yes"
	input.move.object
}

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the directory group was not read: export it" if {
	input.move.moves == "yes"
	input.move.object_absent == "unknown"
}

undecided contains "the container that the job writes to is not known: export the job with its schema, or state cloudsync.container" if {
	applies
	input.move.object.in_container == "unknown"
}

findings contains {"attribute": "parentDistinguishedName", "severity": _severity} if {
	applies
	input.move.object.in_container == "no"
}

default _severity := "medium"

_severity := "high" if input.parameters.path_used
