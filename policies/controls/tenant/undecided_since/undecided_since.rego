# METADATA
# title: New security groups do not say whether they are written back
# description: >-
#   The tenant's setting gives new Microsoft 365 groups a value, and security groups none: whoever creates one decides,
#   or a reading does (conflict C1). Counts the security groups created since the earlier snapshot whose isEnabled is
#   null. All such groups, whatever their age, are counted by ENG-22; Microsoft 365 groups by CFG-04 and CFG-05.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-write-back-portal
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
# custom:
#   id: CFG-31
#   severity: info
#   message: >-
#     {evidence.unset|security group leaves|security groups leave} writeback undecided, of {evidence.created} created since
#     the earlier snapshot
#   expected: true or false on every new security group
#   actual: isEnabled null on {evidence.unset} of {evidence.created}
#   remediation: >-
#     Set it when a group is created, with Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$false}
#     for a group that the directory must not get; false keeps what is there and writes nothing new.
#   requires: [cloud_groups]
#   previous: [cloud_groups]
#   profile: audit
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.undecided_since

applies if {
	input.tenant.v2 != "off"
	input.history.new.security > 0
}

undecided contains "the configuration of groups created since the earlier snapshot was not read" if {
	input.tenant.v2 != "off"
	input.history.new.unread > 0
}

findings contains {"unset": input.history.new.security_unset, "created": input.history.new.security} if {
	applies
	input.history.new.security_unset > 0
}
