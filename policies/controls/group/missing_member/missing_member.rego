# METADATA
# title: Copy lacks members that the cloud group has
# description: >-
#   People and groups that an engine can write are missing in the copy, so they lack access their owners believe they
#   have. Members that by design never arrive are CFG-12, CFG-21 and CFG-22, child groups that are not written CFG-19,
#   domain-local ones DIF-26. Medium without a large share, a crowd or a privileged one; distribution one step lower.
# related_resources: [{ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2}]
# custom:
#   id: DIF-24
#   severity: high
#   message: "The copy of {target} lacks {evidence.missing} of {evidence.expected|member|members} it should have"
#   expected: "{evidence.expected|member|members}"
#   actual: "{evidence.missing|member|members} missing, {evidence.percent} %"
#   remediation: >-
#     Check that the members' OUs are in the sync scope, then run Start-ADSyncSyncCycle -PolicyType Delta, which adds
#     them; for cloud sync change the cloud group once.
#   requires: [cloud_groups, directory_groups, memberships]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18], CIS Controls v8: ["6.1"]}
#   settling: true
#   explained_by: {STR-16: high}
#   parameters:
#     share: {type: number, default: 0.1, minimum: 0, maximum: 1, description: share missing from which it is high}
#     people: {type: integer, default: 25, minimum: 1, description: missing members from which it is high}
package controls.group.missing_member

applies if {
	input.writeback.expected == "yes"
	input.directory
	not input.directory.original
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.cloud
	input.directory
	not _equal
}

undecided contains "members that could not be decided on may be missing" if {
	applies
	input.members.undecided > 0
}

# Of a group whose record was not read nothing is known of its members either.
_equal if {
	input.cloud.kind != "unknown"
	input.members.cloud == "complete"
	input.members.directory == "complete"
	input.members.missing + input.members.undecided == 0
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

findings contains {
	"severity": ["low", "medium", "high"][_security + _grave], "privileged": {"at_least": input.members.missing_privileged, "exactly": _exactly.privileged},
	"missing": _missing, "at_least": input.members.missing_at_least,
	"expected": {"at_least": _expected, "exactly": _exactly.expected}, "percent": _percent,
} if {
	applies
	input.members.missing_at_least > 0
}

# Of the members that nobody can tell from members of the copy some are missing when there are too many.
_expected := input.members.expected + _surplus

_surplus := max([0, input.members.missing_at_least - input.members.missing])

_missing := {"at_least": input.members.missing_at_least, "exactly": _exactly.missing}

# Others may be missing too while they, or whose accounts they are, are not read.
default _exactly := {"missing": null, "privileged": null, "expected": null}

_exactly := {
	"missing": input.members.missing_at_least,
	"privileged": input.members.missing_privileged,
	"expected": _expected,
} if _compared

default _percent := "unknown"

_percent := round((100 * input.members.missing_at_least) / _expected) if _compared

_compared if {
	input.members.cloud == "complete"
	input.members.directory == "complete"
	_surplus + input.members.undecided == 0
}

default _security := 1

_security := 0 if input.directory.category == "distribution"

default _grave := 0

_grave := 1 if input.members.missing_at_least >= input.parameters.share * _expected
_grave := 1 if input.members.missing_at_least >= input.parameters.people
_grave := 1 if _security * input.members.missing_privileged > 0
