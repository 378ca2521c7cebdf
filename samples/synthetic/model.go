// Package synthetic makes exports: the files an administrator would hand over, for a tenant and a
// directory that nobody has. A Model is written by hand for a story, or generated in any size with
// a given share of each defect. Equal models and equal seeds give equal bytes.
package synthetic

import "time"

// Model is one tenant with its directory, as an export would show it.
type Model struct {
	Tenant Tenant
	// Collected is written to export.json; a zero time leaves the file out.
	Collected time.Time
	// Sync is nil when onPremisesSynchronization could not be exported.
	Sync *Sync
	// Settings is nil when settings were not exported, empty when no Group.Unified object exists.
	Settings *Settings
	// Deleted is nil when deletedItems were not exported.
	Deleted []DeletedGroup

	// Files are further files of the export by path, each one JSON body.
	Files map[string]any

	People []*Person
	Groups []*Group
	Copies []*Copy
	// Containers are written to the LDIF so that OUs can be recognised.
	Containers []string
	// Counted adds the end in which ldapsearch says how many entries it found.
	Counted bool
	// Bare leaves out the head in which ldapsearch says what was asked for.
	Bare bool
	// Exchange adds the Exchange attributes to the schema part of the LDIF.
	Exchange bool
	// NoExchange adds a search of the schema that found no attribute of Exchange.
	NoExchange bool
	// SchemaVersion is objectVersion of the schema head; 0 leaves the schema part out.
	SchemaVersion int
	// RecycleBin says whether the feature is enabled; it is written with the schema part.
	RecycleBin bool
	// Requested are further attributes that the head says were asked for, Filter the search it
	// names; "" names one that finds all classes a Model has.
	Requested []string
	Filter    string
	// Entries are further objects of the directory, written last.
	Entries []*Entry
	// Accounts are further accounts, which no cloud person and no copy needs to name.
	Accounts []*Account
}

// Entry is one object of the directory, as it is written.
type Entry struct {
	DN         string
	Attributes []Attribute
}

// Attribute is one value of an attribute, text or octets.
type Attribute struct{ Name, Value string }

// Tenant is organization.json; a zero ID leaves the file out.
type Tenant struct {
	ID       string
	Name     string
	LastSync time.Time
	// Domains are verifiedDomains, the one that the tenant has from the start first; nil leaves them out.
	Domains []string
}

// Sync is onPremisesSynchronization.json.
type Sync struct {
	V1, V2, DeviceWriteback bool
	Version                 string
	// OU is unifiedGroupContainer.
	OU string
	// Configuration and Features replace or add properties of these two parts.
	Configuration, Features map[string]any
}

// Settings is settings.json. WritebackDefault is the text of NewUnifiedGroupWritebackDefault;
// Object false leaves out the Group.Unified object altogether.
type Settings struct {
	Object           bool
	WritebackDefault *string
}

// DeletedGroup is one entry of deletedGroups.json.
type DeletedGroup struct {
	ID, Name string
	Deleted  time.Time
}

// Person is a member: a user unless Type says otherwise.
type Person struct {
	ID, Name, UPN string
	// Type is user, device, servicePrincipal or orgContact; "" is user.
	Type string
	// Guest makes userType Guest.
	Guest bool
	// Account is the directory account; nil for a cloud-only person.
	Account *Account
	// Disabled makes accountEnabled false.
	Disabled bool
	// Also replaces or adds properties of the body.
	Also map[string]any
}

// Account is a directory object that can be a member.
type Account struct {
	GUID, SID, DN, SAM string
	// Class is user, computer, contact or group; "" is user.
	Class string
	// GroupType is set for a group.
	GroupType int32
	// AdminCount 1 marks a protected account.
	AdminCount int
	// Also are further attributes.
	Also []Attribute
}

// Group is one cloud group.
type Group struct {
	ID, Name, Description, Mail string
	Unified, Security           bool
	MailEnabled                 bool
	Dynamic, RoleAssignable     bool
	Visibility                  string
	// SyncedFrom is the directory group a synced group comes from; nil for a cloud group.
	SyncedFrom *Account
	// Enabled and Type are writebackConfiguration; NoConfiguration leaves the property out.
	Enabled         *bool
	Type            *string
	NoConfiguration bool
	Created         time.Time
	// Members and Children are the direct members. MembersMissing leaves the members file out.
	Members        []*Person
	Children       []*Group
	MembersMissing bool
	// Owners is nil when the owners were not exported.
	Owners []*Person
	// Also replaces or adds properties of the body.
	Also map[string]any
}

// Copy is one directory group.
type Copy struct {
	GUID, SID, CN, OU string
	GroupType         int32
	// AdminDescription and ExternalID are the two anchors, "" when not set.
	AdminDescription, ExternalID string
	DisplayName, Description     string
	Mail, SAM                    string
	RecipientDisplayType         int64
	AdminCount                   int
	Members                      []*Account
	// MemberDNs are further members of which only the DN is known.
	MemberDNs             []string
	MemberOf              []string
	WhenCreated           time.Time
	WhenChanged           time.Time
	MembersCut, NoMembers bool
	// Also are further attributes.
	Also []Attribute
}

// DN returns the distinguished name of the copy.
func (c *Copy) DN() string { return "CN=" + escapeRDN(c.CN) + "," + c.OU }

// The values of groupType that writeback uses, and two that it never writes.
//
// Source: MS-ADTS 2.2.12.
const (
	UniversalDistribution int32 = 8
	UniversalSecurity     int32 = -2147483640
	GlobalSecurity        int32 = -2147483646
	DomainLocalSecurity   int32 = -2147483644
)
