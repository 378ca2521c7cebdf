package snapshot

import "time"

// CloudGroup is one group as Microsoft Graph (beta) returned it. Key: ID.
//
// Source: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
type CloudGroup struct {
	ID GUID `parquet:"id,uuid" json:"id"`
	// Unreadable is why the rest of the record could not be read; "" for a readable group.
	Unreadable string `parquet:"unreadable,dict" json:"unreadable"`

	// Missing names the properties that the group's body did not have, as Graph calls them, of those in
	// which a missing one is not the same as none; nil for none. A list counts as having them once any
	// group has.
	Missing []string `parquet:"missing,optional,list" json:"missing"`

	CloudGroupNames
	CloudGroupKind
	CloudGroupOnPremises
	CloudGroupTimes

	// WritebackMissing is true when the group's body had no writebackConfiguration at all, not even a
	// null one: nothing is known of it then, however many other groups carried it.
	WritebackMissing bool `parquet:"writeback_missing" json:"writeback_missing"`
	// Writeback is nil when the body had no writebackConfiguration or a null one.
	Writeback *WritebackConfiguration `parquet:"writeback,optional" json:"writeback"`

	Members Coverage `parquet:"members" json:"members"`
	Owners  Coverage `parquet:"owners" json:"owners"`
}

// WritebackConfiguration is the per-group setting that V2 reads. All of nil configuration, nil
// IsEnabled and an absent object mean "unset", but stay distinguishable here.
//
// Source: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration?view=graph-rest-beta
type WritebackConfiguration struct {
	IsEnabled *bool `parquet:"is_enabled,optional" json:"is_enabled"`
	// OnPremisesGroupType as received; tenants answer in Pascal as well as in camel case.
	OnPremisesGroupType *string `parquet:"on_premises_group_type,optional,dict" json:"on_premises_group_type"`
}

// CloudGroupNames is what people see of a cloud group.
type CloudGroupNames struct {
	DisplayName  *string `parquet:"display_name,optional" json:"display_name"`
	Description  *string `parquet:"description,optional" json:"description"`
	Mail         *string `parquet:"mail,optional" json:"mail"`
	MailNickname *string `parquet:"mail_nickname,optional" json:"mail_nickname"`
	// ProxyAddresses is nil when not collected or null, empty when the group has none.
	ProxyAddresses []string `parquet:"proxy_addresses,optional,list" json:"proxy_addresses"`
}

// CloudGroupKind is what decides a cloud group's kind and its overlays.
type CloudGroupKind struct {
	GroupTypes                    []string `parquet:"group_types,optional,list" json:"group_types"`
	MailEnabled                   *bool    `parquet:"mail_enabled,optional" json:"mail_enabled"`
	SecurityEnabled               *bool    `parquet:"security_enabled,optional" json:"security_enabled"`
	Visibility                    *string  `parquet:"visibility,optional,dict" json:"visibility"`
	IsAssignableToRole            *bool    `parquet:"is_assignable_to_role,optional" json:"is_assignable_to_role"`
	IsManagementRestricted        *bool    `parquet:"is_management_restricted,optional" json:"is_management_restricted"`
	MembershipRule                *string  `parquet:"membership_rule,optional" json:"membership_rule"`
	MembershipRuleProcessingState *string  `parquet:"membership_rule_processing_state,optional,dict" json:"membership_rule_processing_state"`
	// IsCloudManaged is onPremisesSyncBehavior.isCloudManaged; nil when not read, the usual case.
	IsCloudManaged              *bool    `parquet:"is_cloud_managed,optional" json:"is_cloud_managed"`
	ResourceProvisioningOptions []string `parquet:"resource_provisioning_options,optional,list" json:"resource_provisioning_options"`
	// AssignedLabels holds the display names of sensitivity labels.
	AssignedLabels []string `parquet:"assigned_labels,optional,list" json:"assigned_labels"`
}

// CloudGroupOnPremises is what Graph knows of the group's origin in a directory.
type CloudGroupOnPremises struct {
	// SyncEnabled: true synced, false was synced once, nil never (or converted).
	SyncEnabled        *bool               `parquet:"on_premises_sync_enabled,optional" json:"on_premises_sync_enabled"`
	DomainName         *string             `parquet:"on_premises_domain_name,optional,dict" json:"on_premises_domain_name"`
	NetBIOSName        *string             `parquet:"on_premises_net_bios_name,optional,dict" json:"on_premises_net_bios_name"`
	SAMAccountName     *string             `parquet:"on_premises_sam_account_name,optional" json:"on_premises_sam_account_name"`
	SecurityIdentifier *string             `parquet:"on_premises_security_identifier,optional" json:"on_premises_security_identifier"`
	LastSync           *time.Time          `parquet:"on_premises_last_sync,optional,timestamp(microsecond)" json:"on_premises_last_sync"`
	ProvisioningErrors []ProvisioningError `parquet:"provisioning_errors,optional,list" json:"provisioning_errors"`
}

// ProvisioningError is one entry of onPremisesProvisioningErrors.
type ProvisioningError struct {
	Category             string     `parquet:"category,dict" json:"category"`
	PropertyCausingError string     `parquet:"property_causing_error,dict" json:"property_causing_error"`
	Value                string     `parquet:"value" json:"value"`
	Occurred             *time.Time `parquet:"occurred,optional,timestamp(microsecond)" json:"occurred"`
}

// CloudGroupTimes holds the dates of a cloud group, UTC.
type CloudGroupTimes struct {
	Created *time.Time `parquet:"created,optional,timestamp(microsecond)" json:"created"`
	Deleted *time.Time `parquet:"deleted,optional,timestamp(microsecond)" json:"deleted"`
	Renewed *time.Time `parquet:"renewed,optional,timestamp(microsecond)" json:"renewed"`
	Expires *time.Time `parquet:"expires,optional,timestamp(microsecond)" json:"expires"`
}

// CloudPrincipal is one member or owner, seen once. Key: ID.
type CloudPrincipal struct {
	ID GUID `parquet:"id,uuid" json:"id"`
	// Unreadable is why the record could not be read; "" for a readable one.
	Unreadable string `parquet:"unreadable,dict" json:"unreadable"`
	// Type is the @odata.type without namespace: user, group, device, servicePrincipal,
	// orgContact, or whatever came; "" when the body named none.
	Type string `parquet:"type,dict" json:"type"`
	// Limited is true when the body carried nothing but type and id, which is how Graph answers
	// a caller without permission for that type: nothing is known, not even nulls.
	Limited bool `parquet:"limited" json:"limited"`

	DisplayName       *string `parquet:"display_name,optional" json:"display_name"`
	UserPrincipalName *string `parquet:"user_principal_name,optional" json:"user_principal_name"`
	// UserType is Member, Guest or nil.
	UserType       *string `parquet:"user_type,optional,dict" json:"user_type"`
	AccountEnabled *bool   `parquet:"account_enabled,optional" json:"account_enabled"`

	PrincipalOnPremises
}

// PrincipalOnPremises is what Graph knows of the principal's account in a directory.
type PrincipalOnPremises struct {
	SyncEnabled *bool `parquet:"on_premises_sync_enabled,optional" json:"on_premises_sync_enabled"`
	// ImmutableID as received: base64 of the source anchor, or any text with a custom anchor.
	ImmutableID       *string `parquet:"on_premises_immutable_id,optional" json:"on_premises_immutable_id"`
	DistinguishedName *string `parquet:"on_premises_distinguished_name,optional" json:"on_premises_distinguished_name"`
	SAMAccountName    *string `parquet:"on_premises_sam_account_name,optional" json:"on_premises_sam_account_name"`
	DomainName        *string `parquet:"on_premises_domain_name,optional,dict" json:"on_premises_domain_name"`
	// SecurityIdentifier is the SID text of the directory account.
	SecurityIdentifier *string `parquet:"on_premises_security_identifier,optional" json:"on_premises_security_identifier"`
	// ObjectIdentifier is the objectGUID as Connect 2.2.8.0 and newer report it.
	ObjectIdentifier *string `parquet:"on_premises_object_identifier,optional" json:"on_premises_object_identifier"`
}

// CloudMembership is one edge from a cloud group to a direct member or owner. Key: both.
type CloudMembership struct {
	Group  GUID `parquet:"group,uuid,dict" json:"group"`
	Member GUID `parquet:"member,uuid" json:"member"`
}

// CloudDeletedGroup is a group in deletedItems. Key: ID.
//
// Source: https://learn.microsoft.com/graph/api/directory-deleteditems-list
type CloudDeletedGroup struct {
	ID          GUID       `parquet:"id,uuid" json:"id"`
	Unreadable  string     `parquet:"unreadable,dict" json:"unreadable"`
	DisplayName *string    `parquet:"display_name,optional" json:"display_name"`
	Deleted     *time.Time `parquet:"deleted,optional,timestamp(microsecond)" json:"deleted"`
	GroupTypes  []string   `parquet:"group_types,optional,list" json:"group_types"`
}
