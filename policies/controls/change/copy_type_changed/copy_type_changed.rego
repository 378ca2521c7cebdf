# METADATA
# description: Category and scope of the copies; the group that is written is the other check.
# custom:
#   aggregate_of: DRF-03
#   severity: high
#   message: "{evidence.attribute} of the copy {target} changed from {evidence.from} to {evidence.to}"
#   expected: "{evidence.from}"
#   actual: "{evidence.to}"
#   requires: [directory_groups]
#   previous: [directory_groups]
#   partial: judge
package controls.change.copy_type_changed

applies if {
	input.object == "directory_group"
	input.change in {"changed", "notCompared"}
	input.directory.copy != "no"
}

undecided contains "the type of the directory group was not read in both snapshots" if {
	applies
	"unknown" in {input.directory.category_before, input.directory.category_after}
}

undecided contains "whether the directory group is a copy is not known" if {
	applies
	input.directory.copy == "unknown"
}

findings contains {
	"part": "category", "attribute": "category", "from": input.directory.category_before, "to": input.directory.category_after,
} if {
	_copy
	not "unknown" in {input.directory.category_before, input.directory.category_after}
	input.directory.category_before != input.directory.category_after
}

findings contains {
	"part": "scope", "severity": "medium", "attribute": "scope", "from": input.directory.scope_before, "to": input.directory.scope_after,
} if {
	_copy
	not "unknown" in {input.directory.scope_before, input.directory.scope_after}
	input.directory.scope_before != input.directory.scope_after
}

_copy if {
	applies
	input.directory.copy == "yes"
}
