# METADATA
# title: Child groups from the directory are missing in a copy of cloud sync
# description: >-
#   Cloud sync does not write references to groups that come from the directory, unlike Connect, so everyone who is a
#   member through such a child has no access through the copy. Cloud children that are not written are CFG-19 and
#   CFG-20, domain-local ones DIF-26; groups that Connect writes keep such members.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CS-11
#   severity: medium
#   message: >-
#     {target} contains {evidence.synced|group|groups} from the directory, which cloud sync does not write into its
#     copy
#   expected: only children that cloud sync writes
#   actual: "{evidence.synced|child|children} from the directory"
#   remediation: >-
#     Convert the source of authority of the child with Update-MgGroupOnPremisesSyncBehavior -IsCloudManaged:$true and
#     add it to the scope of the job, or put its members into this group directly.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
package controls.group.synced_child

applies if {
	input.writeback.expected == "yes"
	input.writeback.engine == "cloudsync"
	input.nesting.children > 0
}

undecided contains "whether cloud sync writes the group is not known" if {
	input.writeback.cloudsync.state != "off"
	input.writeback.cloudsync.expected != "no"
	input.writeback.expected == "unknown"
	_synced > 0
}

undecided contains "the cloud members were not read completely" if {
	_may_apply
	input.members.cloud != "complete"
}

undecided contains "onPremisesSyncEnabled, which says what comes from the directory, was not collected: export it of every group" if {
	not input.tenant.collected.sync
	input.writeback.expected != "no"
	input.writeback.cloudsync.state != "off"
	input.nesting.children > 0
}

undecided contains "whether some child groups come from the directory was not read: export onPremisesSyncEnabled of every group" if {
	_may_apply
	input.nesting.children_scope_unknown > 0
	_synced == 0
}

findings contains {"synced": {"at_least": _synced, "exactly": _exactly.synced}, "children": {"at_least": input.nesting.children, "exactly": _exactly.children}} if {
	applies
	_synced > 0
}

# Members that were not read may be such groups too.
default _exactly := {"synced": null, "children": null}

_exactly := {"synced": _synced, "children": input.nesting.children} if {
	count(undecided) == 0
	input.nesting.children_scope_unknown == 0
}

# Domain-local ones are DIF-26.
_synced := input.nesting.children_synced - input.nesting.children_domain_local

_may_apply if {
	input.writeback.expected == "yes"
	input.writeback.engine == "cloudsync"
}

_may_apply if {
	input.cloud
	input.writeback.expected == "unknown"
	input.writeback.cloudsync.state != "off"
	input.writeback.cloudsync.expected != "no"
}
