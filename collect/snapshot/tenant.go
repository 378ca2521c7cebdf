package snapshot

import (
	"encoding/json"
	"strings"
	"time"
)

// Setting is one directory setting object. The stream tenant_settings is a list of them.
//
// Source: https://learn.microsoft.com/graph/api/resources/directorysetting?view=graph-rest-beta
type Setting struct {
	ID          string         `json:"id"`
	DisplayName *string        `json:"display_name"`
	TemplateID  *string        `json:"template_id"`
	Values      []SettingValue `json:"values"`
}

// SettingValue is one name with its value; Graph writes every value as text.
type SettingValue struct {
	Name  string  `json:"name"`
	Value *string `json:"value"`
}

// Organization is the tenant.
type Organization struct {
	ID          GUID       `json:"id"`
	DisplayName *string    `json:"display_name"`
	SyncEnabled *bool      `json:"on_premises_sync_enabled"`
	LastSync    *time.Time `json:"on_premises_last_sync"`
	// TenantType is AAD, AAD B2C, CIAM …; nil when not read.
	TenantType *string `json:"tenant_type"`
}

// SyncConfiguration is /directory/onPremisesSynchronization. Nil fields were not in the body.
//
// Source: https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization?view=graph-rest-beta
type SyncConfiguration struct {
	ID GUID `json:"id"`
	// Features by Graph's name, such as unifiedGroupWritebackEnabled (V1) and
	// groupWriteBackEnabled (V2), compared without regard to case.
	Features map[string]*bool `json:"features"`

	ClientVersion           *string `json:"client_version"`
	AnchorAttribute         *string `json:"anchor_attribute"`
	SynchronizationInterval *string `json:"synchronization_interval"`
	// UnifiedGroupContainer names the writeback OU; that it is a plain DN is an inference.
	UnifiedGroupContainer *string `json:"unified_group_container"`
	UserContainer         *string `json:"user_container"`

	// DeletionPrevention is the guard of Connect against deletions in mass: disabled, enabledForCount or
	// enabledForPercentage, for which DeletionThreshold is the limit; nil also in a snapshot of a release before.
	//
	// Source: https://learn.microsoft.com/graph/api/resources/onpremisesaccidentaldeletionprevention
	DeletionPrevention *string `json:"deletion_prevention"`
	DeletionThreshold  *int64  `json:"deletion_threshold"`
	// Pending counts exports to Entra ID, never to Active Directory.
	Pending *PendingExport `json:"pending"`
}

// PendingExport is currentExportData.
type PendingExport struct {
	Additions *int64  `json:"additions"`
	Updates   *int64  `json:"updates"`
	Deletions *int64  `json:"deletions"`
	Machine   *string `json:"machine"`
}

// Licence is one subscribed service plan. Key: PlanID, SKU.
type Licence struct {
	PlanID             string  `parquet:"plan_id" json:"plan_id"`
	SKU                string  `parquet:"sku" json:"sku"`
	PlanName           *string `parquet:"plan_name,optional" json:"plan_name"`
	CapabilityStatus   *string `parquet:"capability_status,optional" json:"capability_status"`
	ProvisioningStatus *string `parquet:"provisioning_status,optional" json:"provisioning_status"`
}

// SyncJob is one synchronization job of a service principal. Key: ID.
//
// Source: https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob
type SyncJob struct {
	ID                 string     `parquet:"id" json:"id"`
	ServicePrincipalID *string    `parquet:"service_principal_id,optional" json:"service_principal_id"`
	TemplateID         *string    `parquet:"template_id,optional" json:"template_id"`
	ScheduleState      *string    `parquet:"schedule_state,optional" json:"schedule_state"`
	StatusCode         *string    `parquet:"status_code,optional" json:"status_code"`
	QuarantineReason   *string    `parquet:"quarantine_reason,optional" json:"quarantine_reason"`
	LastSuccess        *time.Time `parquet:"last_success,optional,timestamp(microsecond)" json:"last_success"`
	// Settings is synchronizationJobSettings as received; nil when the body had none.
	Settings []SettingPair `parquet:"settings,optional,list" json:"settings"`
	// Schema is the job's schema as received; nil when not read.
	Schema json.RawMessage `parquet:"schema,optional" json:"schema"`
}

// GroupProvisioning is the template of a cloud sync job that provisions groups to Active Directory.
//
// Source: https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs
const GroupProvisioning = "AAD2ADGroupProvisioning"

// WritesGroups reports whether the job is known to provision groups to Active Directory.
func (j *SyncJob) WritesGroups() bool { return strings.EqualFold(j.Template(), GroupProvisioning) }

// Template is the template of the job. The id of a job starts with it (template.tenant.job), which
// helps where it was not read; "" where neither says.
func (j *SyncJob) Template() string {
	if j.TemplateID != nil && *j.TemplateID != "" {
		return *j.TemplateID
	}
	prefix, _, found := strings.Cut(j.ID, ".")
	if !found && !strings.EqualFold(prefix, GroupProvisioning) {
		return ""
	}
	return prefix
}

// SettingPair is one name and value of a job.
type SettingPair struct {
	Name  string `parquet:"name" json:"name"`
	Value string `parquet:"value" json:"value"`
}

// AppRoleAssignment is one principal in the scope of a cloud sync job. Key: Resource, Principal, Role.
type AppRoleAssignment struct {
	Resource  GUID   `parquet:"resource,uuid" json:"resource"`
	Principal GUID   `parquet:"principal,uuid" json:"principal"`
	Role      GUID   `parquet:"role,uuid" json:"role"`
	Type      string `parquet:"type,dict" json:"type"`
}

// Document is one object of a stream whose shape is not decided yet, as received. Key: ID.
// The streams access_reviews, directory_audits and privileged_assignments use it.
type Document struct {
	ID string `parquet:"id" json:"id"`
	// Server is the Connect server's folder; "" for cloud streams.
	Server string          `parquet:"server,dict" json:"server"`
	Body   json.RawMessage `parquet:"body" json:"body"`
}
