package snapshot

import "time"

// DirectoryGroup is one Active Directory group as a domain controller returned it. Key: GUID.
// Every group supplied is kept; which of them matter is decided by package diff.
type DirectoryGroup struct {
	GUID GUID `parquet:"guid,uuid" json:"guid"`
	// Unreadable is why the rest of the record could not be read; "" for a readable group.
	Unreadable string `parquet:"unreadable,dict" json:"unreadable"`
	// Missing names the attributes, as LDAP does, of which it is not known whether the group has them: the
	// search that brought it did not ask for them, as far as can be told, though another one did, or the value
	// cannot be read. nil for none; what no search asked for is not among the properties of the list either.
	Missing []string `parquet:"missing,optional,list" json:"missing"`
	// DN is the distinguished name as received.
	DN string `parquet:"dn" json:"dn"`
	// SID is objectSid as text; nil when not read.
	SID *string `parquet:"sid,optional" json:"sid"`
	// GroupType is the signed 32-bit value of groupType; nil when not read or not a number.
	GroupType *int32 `parquet:"group_type,optional" json:"group_type"`

	DirectoryGroupNames
	DirectoryGroupAnchors
	DirectoryGroupExchange
	DirectoryGroupState

	Members Coverage `parquet:"members" json:"members"`
}

// DirectoryGroupNames is what people see of a directory group.
type DirectoryGroupNames struct {
	CN             *string  `parquet:"cn,optional" json:"cn"`
	SAMAccountName *string  `parquet:"sam_account_name,optional" json:"sam_account_name"`
	DisplayName    *string  `parquet:"display_name,optional" json:"display_name"`
	Description    *string  `parquet:"description,optional" json:"description"`
	Info           *string  `parquet:"info,optional" json:"info"`
	Mail           *string  `parquet:"mail,optional" json:"mail"`
	MailNickname   *string  `parquet:"mail_nickname,optional" json:"mail_nickname"`
	ProxyAddresses []string `parquet:"proxy_addresses,optional,list" json:"proxy_addresses"`
}

// DirectoryGroupAnchors holds the attributes that tie a directory group to a cloud group, as
// received. Parsing them is a fact, so package diff does it.
//
// Source: MS-ADA1 adminDescription, MS-ADA2 msDS-ExternalDirectoryObjectId.
type DirectoryGroupAnchors struct {
	AdminDescription          *string `parquet:"admin_description,optional" json:"admin_description"`
	ExternalDirectoryObjectID *string `parquet:"external_directory_object_id,optional" json:"external_directory_object_id"`
	// ObjectSOA is msDS-ObjectSoa: "Cloud" when enforcement is on.
	ObjectSOA *string `parquet:"object_soa,optional,dict" json:"object_soa"`
}

// DirectoryGroupExchange holds what only an Exchange schema gives a group.
type DirectoryGroupExchange struct {
	RecipientDisplayType *int64 `parquet:"recipient_display_type,optional" json:"recipient_display_type"`
	RecipientTypeDetails *int64 `parquet:"recipient_type_details,optional" json:"recipient_type_details"`
	// ShowInAddressBook is nil when not read or not set.
	ShowInAddressBook []string `parquet:"show_in_address_book,optional,list" json:"show_in_address_book"`
}

// DirectoryGroupState holds the operational attributes of a directory group.
type DirectoryGroupState struct {
	AdminCount       *int32  `parquet:"admin_count,optional" json:"admin_count"`
	IsCriticalSystem *bool   `parquet:"is_critical_system,optional" json:"is_critical_system"`
	ManagedBy        *string `parquet:"managed_by,optional" json:"managed_by"`
	// MemberOf holds DNs as received; nil when not read or empty.
	MemberOf []string `parquet:"member_of,optional,list" json:"member_of"`
	// MemberOfRead is true when the search asked for memberOf, so that none means no group, false
	// when it did not or when values were cut off; nil when the source does not say.
	MemberOfRead *bool      `parquet:"member_of_read,optional" json:"member_of_read"`
	WhenCreated  *time.Time `parquet:"when_created,optional,timestamp(microsecond)" json:"when_created"`
	// WhenChanged is the value of the domain controller that was read; it does not replicate exactly.
	WhenChanged *time.Time `parquet:"when_changed,optional,timestamp(microsecond)" json:"when_changed"`
	USNChanged  *int64     `parquet:"usn_changed,optional" json:"usn_changed"`
	// Domain is the DNS name of the domain, derived from the DN.
	Domain string `parquet:"domain,dict" json:"domain"`
}

// DirectoryPrincipal is one object seen as a member, one row for each DN. Key: FoldedDN.
// Attributes are nil when they were not read, which is usual: an export that holds only groups
// still has a row for every member DN.
type DirectoryPrincipal struct {
	// FoldedDN is FoldDN(DN).
	FoldedDN   string `parquet:"folded_dn" json:"folded_dn"`
	DN         string `parquet:"dn" json:"dn"`
	Unreadable string `parquet:"unreadable,dict" json:"unreadable"`
	// Missing is as for a DirectoryGroup.
	Missing []string `parquet:"missing,optional,list" json:"missing"`
	// Seen is true when a record of the object itself was read, false when only its DN (and what
	// the extended DN control adds to it) occurred as a member.
	Seen bool `parquet:"seen" json:"seen"`
	// Class is the most specific objectClass, lower case: user, group, computer, contact,
	// foreignsecurityprincipal, msds-groupmanagedserviceaccount …; "" when not read.
	Class string  `parquet:"class,dict" json:"class"`
	GUID  *GUID   `parquet:"guid,optional" json:"guid"`
	SID   *string `parquet:"sid,optional" json:"sid"`

	DirectoryPrincipalNames
	DirectoryPrincipalState
}

// DirectoryPrincipalNames holds names and anchors of a directory principal.
type DirectoryPrincipalNames struct {
	SAMAccountName            *string `parquet:"sam_account_name,optional" json:"sam_account_name"`
	UserPrincipalName         *string `parquet:"user_principal_name,optional" json:"user_principal_name"`
	DisplayName               *string `parquet:"display_name,optional" json:"display_name"`
	AdminDescription          *string `parquet:"admin_description,optional" json:"admin_description"`
	ExternalDirectoryObjectID *string `parquet:"external_directory_object_id,optional" json:"external_directory_object_id"`
	// ConsistencyGUID holds the octets of mS-DS-ConsistencyGuid; nil when not read or not set.
	ConsistencyGUID []byte `parquet:"consistency_guid,optional" json:"consistency_guid"`
	// CloudAnchor is msDS-CloudAnchor of a written-back device.
	CloudAnchor *string `parquet:"cloud_anchor,optional" json:"cloud_anchor"`
}

// DirectoryPrincipalState holds the operational attributes of a directory principal.
type DirectoryPrincipalState struct {
	GroupType            *int32     `parquet:"group_type,optional" json:"group_type"`
	UserAccountControl   *int32     `parquet:"user_account_control,optional" json:"user_account_control"`
	AccountExpires       *time.Time `parquet:"account_expires,optional,timestamp(microsecond)" json:"account_expires"`
	AdminCount           *int32     `parquet:"admin_count,optional" json:"admin_count"`
	PrimaryGroupID       *int32     `parquet:"primary_group_id,optional" json:"primary_group_id"`
	RecipientTypeDetails *int64     `parquet:"recipient_type_details,optional" json:"recipient_type_details"`
}

// DirectoryMembership is one value of member. Key: both.
type DirectoryMembership struct {
	Group GUID `parquet:"group,uuid,dict" json:"group"`
	// Member is the folded DN, the key of DirectoryPrincipal.
	Member string `parquet:"member,dict" json:"member"`
}

// DirectoryDeletedGroup is a group under Deleted Objects. Key: GUID.
type DirectoryDeletedGroup struct {
	GUID       GUID   `parquet:"guid,uuid" json:"guid"`
	Unreadable string `parquet:"unreadable,dict" json:"unreadable"`
	// Missing is as for a DirectoryGroup.
	Missing                   []string   `parquet:"missing,optional,list" json:"missing"`
	DN                        string     `parquet:"dn" json:"dn"`
	LastKnownRDN              *string    `parquet:"last_known_rdn,optional" json:"last_known_rdn"`
	LastKnownParent           *string    `parquet:"last_known_parent,optional" json:"last_known_parent"`
	WhenChanged               *time.Time `parquet:"when_changed,optional,timestamp(microsecond)" json:"when_changed"`
	ExternalDirectoryObjectID *string    `parquet:"external_directory_object_id,optional" json:"external_directory_object_id"`
	// AdminDescription survives a deletion where the Recycle Bin is on.
	AdminDescription *string `parquet:"admin_description,optional" json:"admin_description"`
}

// DirectoryFacts is what is known of the directory itself. One per snapshot.
type DirectoryFacts struct {
	// Domains come from crossRef objects; nil when those were not read.
	Domains []Domain `json:"domains"`
	// SchemaVersion is objectVersion of the schema head; 87 is Windows Server 2016. nil when not read.
	SchemaVersion *int64 `json:"schema_version"`
	// ExchangeSchema reports whether msExchRecipientDisplayType is in the schema; nil when not read.
	ExchangeSchema *bool `json:"exchange_schema"`
	// RecycleBin reports whether the Recycle Bin feature is enabled; nil when not read.
	RecycleBin *bool `json:"recycle_bin"`
	// Containers are the organizational units and containers seen, folded DN; nil when none was read.
	Containers []string `json:"containers"`
	// Descriptors are security descriptors by folded DN, as the octets of nTSecurityDescriptor.
	Descriptors map[string][]byte `json:"descriptors"`
	// PrimaryGroups are the holders of a primary group other than the usual ones, folded DN to RID.
	PrimaryGroups map[string]int32 `json:"primary_groups"`
	// PrimaryGroupDomains are the DNS names of the domains that were searched from their head for every holder
	// of an unusual primary group, DeletedDomains of those whose Deleted Objects container was read; nil for none.
	PrimaryGroupDomains []string `json:"primary_group_domains"`
	DeletedDomains      []string `json:"deleted_domains"`
}

// Domain is one domain of the forest.
type Domain struct {
	DN          string `json:"dn"`
	DNSName     string `json:"dns_name"`
	NetBIOSName string `json:"netbios_name"`
}
