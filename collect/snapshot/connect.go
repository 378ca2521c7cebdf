package snapshot

import (
	"strings"
	"time"
)

// ConnectServer is what a Connect server says of itself. Key: Server.
//
// Source: Get-ADSyncGlobalSettings of module ADSync, which keeps its settings as named parameters.
type ConnectServer struct {
	// Server is the name of the server's folder in the export.
	Server string `parquet:"server" json:"server"`
	// InstanceID tells the installations of two servers apart, lower case; nil when not given.
	InstanceID *string `parquet:"instance_id,optional" json:"instance_id"`
	// Version is Microsoft.Synchronize.ServerConfigurationVersion, such as 2.3.20.0.
	Version *string `parquet:"version,optional" json:"version"`
	// Tenant is the domain that the connector to Entra ID is named after, lower case, such as
	// contoso.onmicrosoft.com; nil when connectors.json was not read or does not tell.
	Tenant *string `parquet:"tenant,optional" json:"tenant"`

	ConnectServerOptions

	// Parameters are all of them as received, sorted by name; a parameter without a value has "".
	Parameters []SettingPair `parquet:"parameters,optional,list" json:"parameters"`
}

// ConnectServerOptions are the parameters of a server that facts are made of. Each is nil when
// the server has no such parameter, and a text is "" when it has one without a value.
type ConnectServerOptions struct {
	StagingMode *bool `parquet:"staging_mode,optional" json:"staging_mode"`
	// GroupWriteback is V1; V2 is a feature of the tenant, see ConnectFeature.
	GroupWriteback *bool `parquet:"group_writeback,optional" json:"group_writeback"`
	// GroupWritebackContainer is the DN of the writeback OU.
	GroupWritebackContainer *string `parquet:"group_writeback_container,optional" json:"group_writeback_container"`
	GroupWritebackForest    *string `parquet:"group_writeback_forest,optional" json:"group_writeback_forest"`
	UserWriteback           *bool   `parquet:"user_writeback,optional" json:"user_writeback"`
	UserWritebackContainer  *string `parquet:"user_writeback_container,optional" json:"user_writeback_container"`
	DeviceWriteback         *bool   `parquet:"device_writeback,optional" json:"device_writeback"`
	// GroupFiltering is the pilot option: only members of one group are synchronized.
	GroupFiltering  *bool   `parquet:"group_filtering,optional" json:"group_filtering"`
	AnchorAttribute *string `parquet:"anchor_attribute,optional" json:"anchor_attribute"`
	// AutoUpgradeState is Enabled, Disabled or Suspended.
	AutoUpgradeState *string `parquet:"auto_upgrade_state,optional" json:"auto_upgrade_state"`
}

// ConnectScheduler is the scheduler of a Connect server. Key: Server. Nil fields were not given.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler
type ConnectScheduler struct {
	Server              string `parquet:"server" json:"server"`
	SyncCycleEnabled    *bool  `parquet:"sync_cycle_enabled,optional" json:"sync_cycle_enabled"`
	StagingModeEnabled  *bool  `parquet:"staging_mode_enabled,optional" json:"staging_mode_enabled"`
	SchedulerSuspended  *bool  `parquet:"scheduler_suspended,optional" json:"scheduler_suspended"`
	MaintenanceEnabled  *bool  `parquet:"maintenance_enabled,optional" json:"maintenance_enabled"`
	SyncCycleInProgress *bool  `parquet:"sync_cycle_in_progress,optional" json:"sync_cycle_in_progress"`
	// EffectiveInterval is CurrentlyEffectiveSyncCycleInterval in seconds; the others likewise.
	EffectiveInterval  *int64 `parquet:"effective_interval,optional" json:"effective_interval"`
	AllowedInterval    *int64 `parquet:"allowed_interval,optional" json:"allowed_interval"`
	CustomizedInterval *int64 `parquet:"customized_interval,optional" json:"customized_interval"`
	// NextPolicy is Delta or Initial.
	NextPolicy *string `parquet:"next_policy,optional" json:"next_policy"`
	// NextStart is when the next cycle begins, UTC.
	NextStart *time.Time `parquet:"next_start,optional,timestamp(microsecond)" json:"next_start"`
}

// ConnectFeature is one feature of the tenant as a Connect server sees it. Key: Server, Name.
//
// Source: Get-ADSyncAADCompanyFeature; UnifiedGroupWriteback is V1, GroupWritebackV2 is V2.
type ConnectFeature struct {
	Server string `parquet:"server" json:"server"`
	// Name is compared without regard to case.
	Name string `parquet:"name" json:"name"`
	// Enabled is nil where the value is neither true nor false.
	Enabled *bool `parquet:"enabled,optional" json:"enabled"`
}

// ConnectConnector is one connector of a Connect server. Key: Server, ID.
//
// Source: Get-ADSyncConnector.
type ConnectConnector struct {
	Server string `parquet:"server" json:"server"`
	// ID is the connector's identifier, lower case; rules name it.
	ID   string `parquet:"id" json:"id"`
	Name string `parquet:"name" json:"name"`
	// Type is AD or Extensible2, a number where the export wrote the value of the enumeration.
	Type    *string `parquet:"type,optional" json:"type"`
	Subtype *string `parquet:"subtype,optional" json:"subtype"`
	// Account is the account that the connector signs in with, as domain\user or user@domain; nil
	// when not given. Secrets are never kept.
	Account *string `parquet:"account,optional" json:"account"`
	Forest  *string `parquet:"forest,optional" json:"forest"`
	// GroupFilter is the DN of the pilot group, see ConnectServerOptions.GroupFiltering.
	GroupFilter *string `parquet:"group_filter,optional" json:"group_filter"`
	// ObjectTypes are the types that are imported at all; nil when not given.
	ObjectTypes []string           `parquet:"object_types,optional,list" json:"object_types"`
	Partitions  []ConnectPartition `parquet:"partitions,optional,list" json:"partitions"`
	// Containers are what is in scope and what is not; nil when no partition told its scope. An
	// object follows the container nearest above it.
	Containers []ConnectContainer `parquet:"containers,optional,list" json:"containers"`
}

// EntraConnector is the identifier that the connector to Entra ID has on every server.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
const EntraConnector = "b891884f-051e-4a83-95af-2544101c9083"

// Entra reports whether the connector leads to Entra ID rather than to a directory.
func (c ConnectConnector) Entra() bool {
	return c.ID == EntraConnector || c.Subtype != nil && strings.Contains(strings.ToLower(*c.Subtype), "azure active directory")
}

// ConnectPartition is one partition of a connector, such as a domain.
type ConnectPartition struct {
	DN string `parquet:"dn" json:"dn"`
	// Selected and Domain are nil when not given.
	Selected *bool `parquet:"selected,optional" json:"selected"`
	Domain   *bool `parquet:"domain,optional" json:"domain"`
	// Scoped is true when the partition told which containers are in scope and which are not.
	Scoped bool `parquet:"scoped" json:"scoped"`
}

// ConnectContainer is a container that a partition includes or excludes, with all below it.
type ConnectContainer struct {
	// Partition is the DN of the partition, DN that of the container, both as received.
	Partition string `parquet:"partition" json:"partition"`
	DN        string `parquet:"dn" json:"dn"`
	Included  bool   `parquet:"included" json:"included"`
}

// ConnectError is one object that a Connect server could not export or synchronize. Key: Server, ID.
//
// Source: Get-ADSyncCSObject, Get-ADSyncRunProfileResult -RunStepDetails, csexport /f:e.
type ConnectError struct {
	Server string `parquet:"server" json:"server"`
	// ID tells the errors of a server apart: connector, object and error type.
	ID string `parquet:"id" json:"id"`
	// Connector is the name of the connector; "" when not given.
	Connector string `parquet:"connector" json:"connector"`
	// DN is the object's name in the connector space; "" when not given.
	DN string `parquet:"dn" json:"dn"`
	// Anchor is the cloud group that the object is a copy of, by adminDescription and the like, or
	// by the only Group_<id> that occurs; nil when nothing tells.
	Anchor     *GUID  `parquet:"anchor,optional" json:"anchor"`
	ObjectType string `parquet:"object_type" json:"object_type"`

	ConnectErrorDetail
}

// ConnectErrorDetail says what went wrong. Texts are as received, "" when not given.
type ConnectErrorDetail struct {
	// Type is the engine's name of the error, such as permission-issue.
	Type string `parquet:"type" json:"type"`
	// Code is the error code of the directory or of the engine, such as 8344 or 0x80230218.
	Code string `parquet:"code" json:"code"`
	Text string `parquet:"text" json:"text"`
	// First and Last are when it occurred first and last, UTC; nil when not given.
	First   *time.Time `parquet:"first,optional,timestamp(microsecond)" json:"first"`
	Last    *time.Time `parquet:"last,optional,timestamp(microsecond)" json:"last"`
	Retries *int64     `parquet:"retries,optional" json:"retries"`
}
