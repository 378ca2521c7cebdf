# METADATA
# title: Description is cut in the directory
# description: >-
#   Both engines write the first 448 characters of a description. What follows, often the owner or the purpose of the
#   group, is missing on-premises. Descriptions that differ within these characters are DIF-11.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: ENG-11
#   severity: low
#   message: The description of {target} is longer than the 448 characters that are written
#   expected: at most 448 characters
#   actual: "{cloud.description_runes} characters"
#   remediation: >-
#     Shorten the description with Update-MgGroup -GroupId <id> -Description; the next cycle writes all of it.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
package controls.group.long_description

applies if input.writeback.expected == "yes"

undecided contains "the description was not collected" if {
	_may_apply
	not input.tenant.collected.description
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.cloud.marks.long_description
}

findings contains {"attribute": "description"} if {
	applies
	input.cloud.marks.long_description
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.writeback.expected != "no"
}
