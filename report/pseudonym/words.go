package pseudonym

// ownWords are words of the tool's own sentences that the texts of its controls do not have: what was read
// and from where, attributes, and what a portal, a trace or a reason says.
const ownWords = `
yes no unknown on off true false live done five enough inside covers governs applied waiting happens collected
automatically misleading supported combination requesting files folder page pages nextLink job's tenant's no earlier snapshot
cloud/groups.json cloud/settings.json cloud/settings*.json cloud/organization.json cloud/organization*.json
cloud/onPremisesSynchronization.json cloud/subscribedSkus.json cloud/subscribedSkus*.json cloud/deletedGroups.json
cloud/deletedGroups*.json cloud/synchronizationJobs.json cloud/appRoleAssignedTo.json cloud/appRoleAssignedTo*.json
cloud/accessReviews*.json cloud/privilegedAssignments*.json cloud/members/<group cloud/owners/<group id>*.json
onPremisesSynchronization synchronizationJobs groupWriteBackEnabled softDeleted takenOver not_written domain_local
cloud_groups sync_jobs sync_configuration tenant_settings directory_deleted accepted_domain type_without_enable cloudsync.onpremises_users
cn objectClass objectGUID objectSid groupType displayName description mail sAMAccountName adminDescription nTSecurityDescriptor
externalDirectoryObjectId msDS-ExternalDirectoryObjectId msDS-EnabledFeature Get-AcceptedDomain Get-OutboundConnector
cloud_memberships cloud_owners cloud_principals cloud_deleted_groups directory_groups directory_memberships directory_principals directory_facts
organization licences app_role_assignments access_reviews directory_audits privileged_assignments connect_settings connect_scheduler
connect_connectors connect_rules connect_features connect_errors
cloud/onPremisesSynchronization*.json cloud/synchronizationJobs*.json
accessReviews subscribedSkus privilegedAssignments-<group id>.json cloud/members userAccountControl accountExpires primaryGroupID memberOf
(&(objectCategory=person)(!(primaryGroupID=513))) CN=Partitions,CN=Configuration CSV dates exported readable --previous --register
AccessReview.Read.All PrivilegedAssignmentSchedule.Read.AzureADGroup Member.Read.Hidden Synchronization.Read.All
universalSecurityGroup universalDistributionGroup universalMailEnabledSecurityGroup security distribution writeback
`
