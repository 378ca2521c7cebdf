# METADATA
# title: Copy is not a universal group
# description: >-
#   Every engine writes universal groups. A global or domain-local copy holds other members, is seen in other domains
#   and can make the next export fail. Judges the scope bits of groupType, also where it is not known as what the
#   group is written; the security bit is DIF-06. Children with domain-local scope are DIF-26.
# related_resources:
#   - ref: https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/11972272-09ec-4a42-bf5e-3e99b321cf55
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/how-to-group-source-of-authority-configure
# custom:
#   id: DIF-07
#   severity: medium
#   message: "The copy of {target} has scope {actual}"
#   expected: universal
#   actual: "{directory.scope}"
#   remediation: >-
#     Run Set-ADGroup <group> -GroupScope Universal, which keeps SID and members. It fails for a member of a global
#     group and for one that contains domain-local ones: save the members of the outer group with (Get-ADGroup <group>
#     -Properties member).member | Set-Content <file> -Encoding UTF8 and part the two with Remove-ADGroupMember first.
#     Connect resets the scope in the next cycle by itself, cloud sync does not.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.group.scope_drift

applies if {
	input.cloud
	input.directory
	not input.directory.original
	input.writeback.expected in {"yes", "unknown"}
}

undecided contains "groupType was not read" if {
	applies
	input.directory.scope == "unknown"
}

undecided contains "whether the group is written is not known" if {
	applies
	_not_universal
	not _copy
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

findings contains {"attribute": "groupType"} if {
	applies
	_copy
	_not_universal
}

_not_universal if input.directory.scope in {"global", "domainLocal", "builtinLocal"}

_copy if input.writeback.expected == "yes"

# An anchor of its own makes it a copy whether or not it is written today.
_copy if input.directory.match in {"externalDirectoryObjectId", "adminDescription"}
