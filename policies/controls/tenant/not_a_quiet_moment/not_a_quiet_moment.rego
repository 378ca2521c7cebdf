# METADATA
# title: This is not a quiet moment for a wave
# description: >-
#   A wave moves what it finds: while synchronisation is stale or stands still, exports fail, differences outlive
#   cycles, nothing can be restored, or no staging server can compare, its result cannot be told from what was wrong
#   before. Each condition is told by its own control as well (ENG-16, ENG-23, ENG-28, ENG-37, DIF-36, STR-09); here
#   they stop the wave.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
# custom:
#   id: CS-39
#   severity: high
#   message: "A wave must wait: {evidence.reason}"
#   expected: quiet engines, a fresh snapshot, a Recycle Bin, a staging server
#   actual: "{evidence.reason}"
#   remediation: >-
#     Put right what the reason names, collect a snapshot within the week of the move and keep it, restore one test
#     group from the Recycle Bin with Restore-ADObject, and look again.
#   requires: []
#   profile: migration
#   readiness: blocker
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     max_hours: {type: number, default: 3, minimum: 0.5, description: age in hours up to which a synchronisation is recent}
#     max_days: {type: integer, default: 7, minimum: 0, maximum: 3650, description: age in days up to which the data is fresh}
package controls.tenant.not_a_quiet_moment

applies if input.move.any != "no"

# What V1 takes over changes at the same moment.
applies if input.move.changing_over > 0

undecided contains _unread[what] if {
	applies
	some what, state in _state
	state == "unknown"
}

findings contains {"part": what, "reason": _words[what]} if {
	applies
	some what, state in _state
	state == "yes"
}

_state := {
	"stale": _stale, "stopped": _stopped, "idle": _idle, "lasting": _lasting, "errors": _errors,
	"recycle": _not[input.tenant.forest.recycle_bin], "old": _old, "staging": _staging,
}

_not := {"yes": "no", "no": "yes", "unknown": "unknown"}

default _stale := "no"

_stale := "unknown" if input.tenant.sync_age == null

_stale := "yes" if input.tenant.sync_age > 3600 * input.parameters.max_hours

default _stopped := "no"

_stopped := "yes" if input.tenant.jobs.stopped > 0

_stopped := "unknown" if {
	input.tenant.jobs.stopped == 0
	input.tenant.jobs.unread > 0
}

_idle := _not[input.tenant.connect.exporting]

default _lasting := "unknown"

_lasting := "yes" if input.history.lasting.findings > 0

_lasting := "no" if {
	input.history.lasting.findings == 0
	input.history.lasting.judged
}

default _errors := "no"

_errors := "unknown" if count(input.tenant.connect.servers) == 0

_errors := "yes" if input.tenant.connect.errors > 0

default _old := "no"

_old := "unknown" if null in {input.population.cloud_age, input.population.directory_age}

_old := "yes" if {
	some age in [input.population.cloud_age, input.population.directory_age]
	age != null
	age > 86400 * input.parameters.max_days
}

default _staging := "no"

_staging := "unknown" if input.tenant.connect.undecided > 0

_staging := "unknown" if count(input.tenant.connect.servers) == 0

_staging := "yes" if {
	input.tenant.connect.active > 0
	input.tenant.connect.staging + input.tenant.connect.undecided == 0
}

_words := {
	"stale": "Connect has not synchronised lately", "stopped": "a cloud sync job does not run",
	"idle": "no Connect server exports", "lasting": "differences outlive sync cycles", "errors": "Connect has export errors",
	"recycle": "the Recycle Bin is off", "old": "the data is too old", "staging": "there is no staging server",
}

_unread := {
	"stale": "when Connect last synchronised was not read", "stopped": "the state of some cloud sync jobs was not read",
	"idle": "whether a server exports was not read: export Get-ADSyncScheduler of every Connect server",
	"lasting": "whether differences outlive sync cycles is not known: compare with an earlier snapshot by --previous",
	"errors": "export errors were not read: export the Connect servers",
	"recycle": "the Recycle Bin was not read: export CN=Partitions,CN=Configuration with msDS-EnabledFeature",
	"old": "how old the data is was not read: give collected_at in export.json, or --collected-at",
	"staging": "whether there is a staging server was not read: export every Connect server",
}
