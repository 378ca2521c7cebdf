# METADATA
# title: User writeback, a removed preview, is still on
# description: >-
#   User writeback was a preview that Microsoft removed. Its switch does nothing good any more, blocks the automatic
#   upgrade (ENG-38), and suggests that people of the cloud have accounts in the directory, which copies of groups would
#   need for their members (CFG-12).
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-preview
#   - ref: https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization?view=graph-rest-beta
# custom:
#   id: ENG-32
#   severity: medium
#   message: User writeback is switched on although the preview was removed
#   expected: userWritebackEnabled false, and no such option on a Connect server
#   actual: one of them is true
#   remediation: >-
#     Take user writeback out of the optional features in the Connect wizard. Accounts that it once created stay;
#     review them, save those that nobody uses with Get-ADUser <account> -Properties * | Export-Clixml <file>, and run
#     Remove-ADUser, which loses their SIDs.
#   requires: []
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [SA-22], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.user_writeback

applies if input.tenant.sync.user_writeback != "unknown"

undecided contains "neither the features of the synchronisation nor the option of the Connect server that writes was read" if input.tenant.sync.user_writeback == "unknown"

findings contains {"attribute": "userWritebackEnabled"} if input.tenant.sync.user_writeback == "on"
