package snapshot

// Stream names one part of a snapshot; it is the stem of its file. The list is closed.
type Stream string

// The streams of the cloud side, of the tenant, of the directory and of Connect servers.
const (
	StreamCloudGroups        Stream = "cloud_groups"
	StreamCloudPrincipals    Stream = "cloud_principals"
	StreamCloudMemberships   Stream = "cloud_memberships"
	StreamCloudOwners        Stream = "cloud_owners"
	StreamCloudDeletedGroups Stream = "cloud_deleted_groups"

	StreamTenantSettings        Stream = "tenant_settings"
	StreamOrganization          Stream = "organization"
	StreamSyncConfiguration     Stream = "sync_configuration"
	StreamLicences              Stream = "licences"
	StreamSyncJobs              Stream = "sync_jobs"
	StreamAppRoleAssignments    Stream = "app_role_assignments"
	StreamAccessReviews         Stream = "access_reviews"
	StreamDirectoryAudits       Stream = "directory_audits"
	StreamPrivilegedAssignments Stream = "privileged_assignments"

	StreamDirectoryGroups      Stream = "directory_groups"
	StreamDirectoryPrincipals  Stream = "directory_principals"
	StreamDirectoryMemberships Stream = "directory_memberships"
	StreamDirectoryDeleted     Stream = "directory_deleted"
	StreamDirectoryFacts       Stream = "directory_facts"

	StreamConnectSettings   Stream = "connect_settings"
	StreamConnectScheduler  Stream = "connect_scheduler"
	StreamConnectConnectors Stream = "connect_connectors"
	StreamConnectRules      Stream = "connect_rules"
	StreamConnectFeatures   Stream = "connect_features"
	StreamConnectErrors     Stream = "connect_errors"
)

// Streams lists every stream in the order of the manifest.
func Streams() []Stream {
	return []Stream{
		StreamCloudGroups, StreamCloudPrincipals, StreamCloudMemberships, StreamCloudOwners, StreamCloudDeletedGroups,
		StreamTenantSettings, StreamOrganization, StreamSyncConfiguration, StreamLicences, StreamSyncJobs, StreamAppRoleAssignments,
		StreamAccessReviews, StreamDirectoryAudits, StreamPrivilegedAssignments,
		StreamDirectoryGroups, StreamDirectoryPrincipals, StreamDirectoryMemberships, StreamDirectoryDeleted, StreamDirectoryFacts,
		StreamConnectSettings, StreamConnectScheduler, StreamConnectConnectors, StreamConnectRules, StreamConnectFeatures, StreamConnectErrors,
	}
}

// Status says how the reading of a list ended.
type Status string

// A list is complete when its source said so itself; partial when something of it is known to be
// missing; absent when it was not read at all.
const (
	Complete Status = "complete"
	Partial  Status = "partial"
	Absent   Status = "absent"
)

// Coverage says how the reading of one group's members or owners ended. It lives on the group's
// record, since a gap in one group leaves every other group whole.
type Coverage struct {
	Status Status `parquet:"status,dict" json:"status"`
	// Reason says in words why Status is not complete; "" when it is.
	Reason string `parquet:"reason,dict" json:"reason"`
	// SourceCount is what the source itself counts; nil when it gave no count.
	SourceCount *int64 `parquet:"source_count,optional" json:"source_count"`
	// Received counts the members that arrived, after duplicates were dropped.
	Received int64 `parquet:"received" json:"received"`
}
