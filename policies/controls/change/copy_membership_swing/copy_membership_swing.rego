# METADATA
# description: Copies whose cloud group kept its members; the cloud groups are the other check.
# custom:
#   aggregate_of: DRF-06
#   severity: high
#   message: "{evidence.percent} % of the members of the copy {target} changed: {evidence.added} came, {evidence.removed} went"
#   expected: "less than {parameters.share} % changed"
#   actual: "{evidence.percent} % changed"
#   requires: [directory_groups, directory_memberships]
#   previous: [directory_groups, directory_memberships]
#   partial: judge
package controls.change.copy_membership_swing

applies if {
	_alone
	input.directory.copy == "yes"
}

undecided contains "the members were not read to the end in both snapshots" if {
	applies
	not input.directory.members.read
}

undecided contains "whether the directory group is a copy is not known" if {
	_alone
	input.directory.copy == "unknown"
	_many
}

findings contains {
	"part": "directory", "percent": input.directory.members.percent,
	"added": input.directory.members.added, "removed": input.directory.members.removed, "before": input.directory.members.before,
} if {
	applies
	_swung
}

_alone if {
	input.object == "directory_group"
	input.change in {"changed", "notCompared"}
	not input.directory.followed
}

_swung if {
	input.directory.members.read
	input.directory.members.percent >= input.parameters.share
	input.directory.members.added + input.directory.members.removed >= input.parameters.least
}

_many if _swung
_many if not input.directory.members.read
