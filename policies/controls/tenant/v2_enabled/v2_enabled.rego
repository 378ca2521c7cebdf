# METADATA
# title: Group writeback V2 is still switched on
# description: >-
#   The preview ended on June 30, 2024 and Microsoft no longer supports it; it may stop at any time, and what it
#   wrote then stays in the directory without updates. Switching it off cannot be undone and changes what V1
#   writes, so the way out is a migration, not a switch: ENG-03 counts what the switch alone would add.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: ENG-01
#   severity: high
#   message: Group writeback V2 is switched on and no longer supported
#   expected: groupWriteBackEnabled false, once the migration is done
#   actual: groupWriteBackEnabled true
#   remediation: >-
#     Move written security groups to cloud sync and leave Microsoft 365 groups to V1, in the order of the migration
#     guide. Only then run Set-ADSyncAADCompanyFeature -GroupWritebackV2 $false on the Connect server: it cannot be
#     undone, and V1, where it is on, writes every Microsoft 365 group from the next cycle.
#   requires: []
#   profile: audit
#   engines: [v2]
#   frameworks:
#     NIST SP 800-53r5: [SA-22]
#     CIS Controls v8: ["2.2"]
package controls.tenant.v2_enabled

applies if input.tenant.v2 != "unknown"

undecided contains "whether V2 is on was not read" if input.tenant.v2 == "unknown"

findings contains {"attribute": "groupWriteBackEnabled"} if input.tenant.v2 == "on"
