# METADATA
# title: Nothing proves that the lists behind this report are whole
# description: >-
#   One of the four lists of groups and memberships has no count by its source, or another one than what arrived, or was read
#   in part or not at all; another list was read in part; a domain was read from several controllers, which do not hold the same; or the data is older than max_age. Then no conclusion may
#   rest on the absence of a finding, whatever the other controls say. Other lists that were not read at all are named
#   by the controls that miss them. Engines that were not read are ENG-06, a synchronisation that has not run is ENG-16.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/query-parameters#count-parameter
#   - ref: https://pcaobus.org/oversight/standards/auditing-standards/details/AS1105
# custom:
#   id: GOV-15
#   severity: high
#   message: The population is not proven ({evidence.list}, {evidence.defect})
#   expected: every list counted by its source, one controller for each domain, data of at most {parameters.max_age|day|days}
#   actual: "{evidence.list}: {evidence.defect}"
#   remediation: >-
#     Collect again, just before the audit, everything from one domain controller: with wbaudit collect, which counts what
#     Graph has and reads the directory to its end; or by files, pages of Graph with $count=true and LDIF with the head and
#     the result of ldapsearch; ldifde writes neither, so let the script of wbaudit init --export-script run it, which puts
#     both around. What a list lacks by its own words (partial, absent), its stream says with the remedy: run wbaudit
#     doctor. Do not rely on this report until then.
#   requires: []
#   profile: governance
#   readiness: after
#   frameworks: {NIST SP 800-53r5: [AU-6], SOX section 404: [information produced by the entity]}
#   parameters:
#     max_age: {type: integer, default: 7, minimum: 0, maximum: 3650, description: greatest age of the data in days}
package controls.tenant.population_not_proven

applies if count(input.population.lists) > 0

undecided contains "how old the data is was not read: give collected_at in export.json, or --collected-at" if {
	some age in [input.population.cloud_age, input.population.directory_age]
	age == null
}

findings contains {"part": list.name, "list": list.name, "defect": list.proof, "records": list.records} if {
	some list in input.population.lists
	not list.proof in {"counted", "ended"}
}

findings contains {"part": "controllers", "list": "directory", "defect": "several_controllers", "records": input.population.controllers} if {
	input.population.controllers > 0
}

findings contains {"part": side, "list": side, "defect": "too_old", "records": floor(age / 86400)} if {
	some side, age in {"cloud": input.population.cloud_age, "directory": input.population.directory_age}
	age != null
	age > 86400 * input.parameters.max_age
}
