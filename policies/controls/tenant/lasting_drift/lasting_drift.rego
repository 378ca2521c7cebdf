# METADATA
# title: Differences outlive the sync cycle
# description: >-
#   Connect writes its groups again in every cycle, so a difference that two snapshots more than two cycles apart both
#   show is one that it does not put right: the OU is not imported, a sync rule blocks, or the export fails. Counts equal
#   fingerprints of DIF-06, DIF-07, DIF-11, DIF-12, DIF-23 and DIF-24 on groups that V1 or V2 writes; those findings
#   stand for themselves. Where Connect does not run at all, ENG-16 and ENG-28 say so instead.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors
# custom:
#   id: ENG-37
#   severity: high
#   message: >-
#     {evidence.findings|difference|differences} on {evidence.groups|copy|copies} lasted {history.cycles_apart} sync
#     cycles, though Connect runs
#   expected: no difference that lasts two cycles
#   actual: "{evidence.findings|difference|differences} on {evidence.groups|copy|copies}"
#   remediation: >-
#     Open Synchronization Service Manager and look for export errors of the directory connector, check that the writeback
#     OU is selected in the connector's containers and that no rule blocks the flow, then run Start-ADSyncSyncCycle
#     -PolicyType Initial, which writes these groups again.
#   requires: [cloud_groups, cloud_memberships, directory_groups, directory_memberships]
#   previous: [cloud_groups, cloud_memberships, directory_groups, directory_memberships]
#   partial: judge
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [SI-7, CM-6], ISO/IEC 27001:2022: [A.8.16]}
#   parameters:
#     max_hours: {type: number, default: 3, minimum: 0.5, description: age of the last cycle in hours up to which Connect runs}
package controls.tenant.lasting_drift

applies if {
	_connect
	_comparable
	input.tenant.sync_age <= 3600 * input.parameters.max_hours
	input.history.lasting.judged
}

undecided contains "the earlier snapshot is at most two sync cycles older: give an older one" if {
	_connect
	_young
	input.history.lasting.findings > 0
}

undecided contains "how many sync cycles lie between this and the earlier snapshot is not known" if {
	_connect
	input.history.cycles_apart == null
}

undecided contains "when Connect last synchronised was not read" if {
	_connect
	input.tenant.sync_age == null
}

undecided contains "the earlier snapshot was not judged" if {
	_connect
	not input.history.lasting.judged
}

undecided contains "earlier snapshot: differences of today could not be judged in it" if {
	applies
	input.history.lasting.doubtful > 0
}

undecided contains "differences of the earlier snapshot could not be judged in this one, see DIF-06, DIF-07, DIF-11, DIF-12, DIF-23 and DIF-24" if {
	applies
	input.history.lasting.unjudged > 0
}

undecided contains "whether an engine of Connect is on was not read" if {
	not _connect
	"unknown" in {input.tenant.v1, input.tenant.v2}
}

findings contains {
	"findings": {"at_least": input.history.lasting.findings, "exactly": _exactly.findings},
	"groups": {"at_least": input.history.lasting.groups, "exactly": _exactly.groups},
	"fingerprints": concat(" ", input.history.lasting.fingerprints),
} if {
	applies
	not _young
	input.history.lasting.findings > 0
}

# Differences that could not be judged in one of the snapshots may have lasted too.
default _exactly := {"findings": null, "groups": null}

_exactly := {"findings": input.history.lasting.findings, "groups": input.history.lasting.groups} if count(undecided) == 0

_comparable if input.history.cycles_apart > 2

# What an earlier snapshot of the last two cycles does not show has not lasted them.
_comparable if {
	_young
	input.history.lasting.findings == 0
}

_young if {
	input.history.cycles_apart != null
	input.history.cycles_apart <= 2
}

_connect if "on" in {input.tenant.v1, input.tenant.v2}
