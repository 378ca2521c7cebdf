# METADATA
# title: V2 is on without V1
# description: >-
#   One document says that group writeback must be chosen in the Connect wizard (V1) before V2 acts, another that V2
#   alone keeps existing Microsoft 365 groups from being written. So either nothing is written, or somebody meant it
#   (conflict C17). Defaults of Microsoft 365 groups therefore have low confidence here; ENG-22 shows what the tenant
#   does.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: ENG-21
#   severity: medium
#   message: V2 is on and V1 is off, which documents contradict each other on
#   expected: V1 and V2 on, or V2 off
#   actual: V1 off, V2 on
#   remediation: >-
#     Ask who switched V2 on whether Microsoft 365 groups were to stay out. If not, enable group writeback in the
#     optional features of the Connect wizard: V2 then writes every Microsoft 365 group whose isEnabled is not false.
#   requires: []
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.v2_without_v1

applies if {
	input.tenant.v2 == "on"
	input.tenant.v1 != "unknown"
}

undecided contains "whether V1 and V2 are on was not read" if {
	"unknown" in {input.tenant.v1, input.tenant.v2}
	input.tenant.v1 != "on"
	input.tenant.v2 != "off"
}

findings contains {"attribute": "unifiedGroupWritebackEnabled"} if {
	applies
	input.tenant.v1 == "off"
}
