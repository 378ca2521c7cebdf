# METADATA
# description: The members of the copies; their attributes are the other check.
# custom:
#   aggregate_of: DRF-04
#   severity: high
#   message: "Members of the copy {target} were changed in the directory and not in the cloud: {evidence.foreign} more foreign, {evidence.missing} more missing"
#   expected: changes made in the cloud only
#   actual: members changed in the directory
#   requires: [cloud_groups, cloud_memberships, directory_groups, directory_memberships]
#   previous: [cloud_groups, cloud_memberships, directory_groups, directory_memberships]
#   partial: judge
package controls.change.edited_members

applies if {
	input.object == "directory_group"
	input.change in {"changed", "notCompared"}
	input.directory.copy != "no"
}

undecided contains "the members of the copy or of its cloud group were not compared" if {
	applies
	_unread
}

findings contains {
	"part": "member", "attribute": "member",
	"missing": {"at_least": input.directory.edits.missing, "exactly": _exactly.missing},
	"foreign": {"at_least": input.directory.edits.foreign, "exactly": _exactly.foreign},
} if {
	applies
	"member" in input.directory.edits.attributes
}

# Others may have been edited too where not all were compared.
default _exactly := {"missing": null, "foreign": null}

_exactly := {"missing": input.directory.edits.missing, "foreign": input.directory.edits.foreign} if not _unread

_unread if "member" in input.directory.edits.undecided
_unread if not input.directory.members.read
