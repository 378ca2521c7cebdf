# METADATA
# title: Converted group is also enabled for V2
# description: >-
#   The group was handed over from the directory to the cloud and keeps its directory group, which cloud sync
#   maintains. With isEnabled true V2 may write a second one beside it; no document says. Inferred where only the SID
#   gives the conversion away. Formerly synced groups that were not converted are CFG-29.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
# custom:
#   id: CFG-30
#   severity: medium
#   message: "{target} was converted to the cloud and is enabled for V2 as well"
#   expected: isEnabled false, and cloud sync for converted groups
#   actual: isEnabled true on a converted group
#   remediation: >-
#     Run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$false} and add the group to the scope
#     of the cloud sync job, which goes on with the directory group it came from.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.group.converted_and_enabled

applies if {
	input.cloud.kind == "security"
	input.cloud.configuration.is_enabled == true
	input.tenant.v2 == "on"
}

undecided contains "whether the group was converted was not read" if {
	input.cloud.kind in {"security", "unknown"}
	_may_be_enabled
	input.tenant.v2 != "off"
	input.cloud.soa_converted == "unknown"
	not input.tenant.collected.security_identifier
}

undecided contains "the kind of the group was not read" if {
	input.cloud.kind == "unknown"
	input.cloud.configuration.is_enabled == true
	input.tenant.v2 != "off"
	_converted
}

undecided contains "whether V2 is on was not read" if {
	input.cloud.kind == "security"
	input.cloud.configuration.is_enabled == true
	input.tenant.v2 == "unknown"
	_converted
}

undecided contains "writebackConfiguration was not collected" if {
	input.cloud.kind in {"security", "unknown"}
	_converted
	not input.cloud.configuration
	input.tenant.v2 != "off"
}

# What looks converted by its SID may come from the directory still.
undecided contains "whether the group comes from the directory was not read: export onPremisesSyncEnabled" if {
	input.cloud.kind in {"security", "unknown"}
	_may_be_enabled
	input.tenant.v2 != "off"
	input.cloud.soa_converted == "likely"
	not input.tenant.collected.sync
}

findings contains {"attribute": "isEnabled", "inferred": input.cloud.soa_converted == "likely"} if {
	applies
	_converted
}

_converted if input.cloud.soa_converted == "yes"

_converted if {
	input.cloud.soa_converted == "likely"
	input.tenant.collected.sync
}

_may_be_enabled if input.cloud.configuration.is_enabled == true
_may_be_enabled if not input.cloud.configuration
