package fetch

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Pages are as large as Graph allows.
const pageSize = 999

// The properties asked for. Graph gives none of the first three groups of properties without being
// asked, and a list with $select costs one resource unit less.
//
// Source: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
const (
	groupProperties = "id,displayName,description,mail,mailNickname,proxyAddresses,groupTypes,mailEnabled,securityEnabled,securityIdentifier," +
		"visibility,isAssignableToRole,membershipRule,membershipRuleProcessingState,onPremisesSyncEnabled,onPremisesDomainName,onPremisesNetBiosName," +
		"onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesLastSyncDateTime,onPremisesProvisioningErrors,createdDateTime,deletedDateTime," +
		"renewedDateTime,writebackConfiguration,expirationDateTime,isManagementRestricted,resourceProvisioningOptions,assignedLabels"
	memberProperties = "id,displayName,userPrincipalName,userType,accountEnabled,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesDistinguishedName," +
		"onPremisesSamAccountName,onPremisesDomainName,onPremisesSecurityIdentifier,onPremisesObjectIdentifier"
	deletedProperties      = "id,displayName,deletedDateTime,groupTypes"
	organizationProperties = "id,displayName,onPremisesSyncEnabled,onPremisesLastSyncDateTime,tenantType,verifiedDomains"
)

// CloudSyncTemplate is the gallery application that every cloud sync configuration is made from.
const CloudSyncTemplate = "1a4721b3-e57f-4451-ae87-ef078703ec94"

// list is one list of the tenant: what is asked, where its pages are kept, and who may read it.
type list struct {
	stream     snapshot.Stream
	stem       string
	path       string
	permission string
	request    Request
	// optional lists belong to profiles other than audit, and are read when asked for.
	optional bool
}

// lists are those of the whole tenant; groups, members and what hangs on a service principal are
// read apart.
func lists() []list {
	return []list{
		{snapshot.StreamOrganization, "organization", "/organization", "Organization.Read.All", Request{Resource: Organization, Select: split(organizationProperties)}, false},
		{snapshot.StreamTenantSettings, "settings", "/settings", "Directory.Read.All", Request{Resource: Settings}, false},
		{snapshot.StreamSyncConfiguration, "onPremisesSynchronization", "/directory/onPremisesSynchronization", "OnPremDirectorySynchronization.Read.All (delegated: with the role Global Administrator)", Request{Resource: Synchronization}, false},
		{snapshot.StreamLicences, "subscribedSkus", "/subscribedSkus", "LicenseAssignment.Read.All or Organization.Read.All", Request{Resource: Licences}, false},
		{snapshot.StreamCloudDeletedGroups, "deletedGroups", "/directory/deletedItems/microsoft.graph.group", "Group.Read.All", Request{Resource: DeletedGroups, Select: split(deletedProperties), Top: pageSize, Count: true}, false},
		{snapshot.StreamAccessReviews, "accessReviews", "/identityGovernance/accessReviews/definitions", "AccessReview.Read.All", Request{Resource: AccessReviews}, true},
		{snapshot.StreamDirectoryAudits, "directoryAudits", "/auditLogs/directoryAudits", "AuditLog.Read.All", Request{Resource: DirectoryAudits, Filter: "category eq 'GroupManagement'"}, true},
	}
}

// The lists that are read in a way of their own.
var (
	groupList = list{snapshot.StreamCloudGroups, "groups", "/groups", "GroupMember.Read.All or Group.Read.All", Request{Resource: Groups, Select: split(groupProperties), Top: pageSize, Count: true}, false}
	jobList   = list{snapshot.StreamSyncJobs, "synchronizationJobs", "/servicePrincipals/{id}/synchronization/jobs", "Synchronization.Read.All", Request{Resource: Jobs}, false}
	scopeList = list{snapshot.StreamAppRoleAssignments, "appRoleAssignedTo", "/servicePrincipals/{id}/appRoleAssignedTo", "Application.Read.All", Request{Resource: Assignments, Top: pageSize}, false}
	// privilegedList is asked for each group.
	privilegedList = list{snapshot.StreamPrivilegedAssignments, "privilegedAssignments", "/identityGovernance/privilegedAccess/group/assignmentScheduleInstances", "PrivilegedAssignmentSchedule.Read.AzureADGroup", Request{Resource: PrivilegedAssignments}, true}
	// applications are looked up to find the jobs; they are no stream.
	applications = Request{Resource: ServicePrincipals, Select: []string{"id", "displayName"}, Top: pageSize, Count: true, Filter: "applicationTemplateId eq '" + CloudSyncTemplate + "'"}

	// What ties a member to an account of the directory tells what an owner may do there (GOV-07).
	memberRequest = Request{Resource: Members, Select: split(memberProperties), Top: pageSize, Count: true}
	ownerRequest  = Request{Resource: Owners, Select: split(memberProperties), Top: pageSize, Count: true}
)

const (
	memberPermission = "GroupMember.Read.All with User.Read.All (and Member.Read.Hidden for hidden memberships)"
	ownerPermission  = "Group.Read.All with User.Read.All"
)

func split(names string) []string { return strings.Split(names, ",") }
