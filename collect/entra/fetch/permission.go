package fetch

import (
	"maps"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Needs returns the application permissions that reading a stream needs: one of each list. Nil is a
// stream that Graph is not asked for. The least one stands first.
//
// Source: https://learn.microsoft.com/graph/permissions-reference
func Needs(stream snapshot.Stream) [][]string {
	const directory = "Directory.Read.All"
	switch stream {
	case snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships:
		return [][]string{{"GroupMember.Read.All", "Group.Read.All", directory}}
	case snapshot.StreamCloudPrincipals:
		return [][]string{{"GroupMember.Read.All", "Group.Read.All", directory}, {"User.Read.All", directory}}
	case snapshot.StreamCloudOwners:
		return [][]string{{"Group.Read.All", directory}, {"User.Read.All", directory}}
	case snapshot.StreamCloudDeletedGroups:
		return [][]string{{"Group.Read.All", directory}}
	case snapshot.StreamTenantSettings:
		return [][]string{{directory}}
	case snapshot.StreamOrganization:
		return [][]string{{"Organization.Read.All", directory}}
	case snapshot.StreamLicences:
		return [][]string{{"LicenseAssignment.Read.All", "Organization.Read.All", directory}}
	case snapshot.StreamSyncConfiguration:
		return [][]string{{"OnPremDirectorySynchronization.Read.All"}}
	case snapshot.StreamSyncJobs:
		return [][]string{{"Application.Read.All", directory}, {"Synchronization.Read.All"}}
	case snapshot.StreamAppRoleAssignments:
		return [][]string{{"Application.Read.All", directory}}
	case snapshot.StreamAccessReviews:
		return [][]string{{"AccessReview.Read.All"}}
	case snapshot.StreamDirectoryAudits:
		return [][]string{{"AuditLog.Read.All"}}
	case snapshot.StreamPrivilegedAssignments:
		return [][]string{{"PrivilegedAssignmentSchedule.Read.AzureADGroup"}}
	}
	return nil
}

// Permissions returns the least application permissions that reading everything needs, sorted.
func Permissions() []string {
	met := map[string]bool{}
	for _, stream := range snapshot.Streams() {
		for _, anyOf := range Needs(stream) {
			met[anyOf[0]] = true
		}
	}
	return slices.Sorted(maps.Keys(met))
}
