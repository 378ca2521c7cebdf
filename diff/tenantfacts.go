package diff

import (
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// SyncFacts is what the sync configuration says beside the switches of the engines. The zero
// SyncFacts but for unknowns is a configuration that was not read.
type SyncFacts struct {
	// Version is the four numbers of Tenant.ClientVersion; empty when not read or no version, or when the server
	// that writes says another one.
	Version []int `json:"version"`
	// UserWriteback is the removed preview of that name.
	UserWriteback Switch `json:"user_writeback"`
	// GUIDAnchor is yes when the source anchor is one of the directory's two GUID attributes.
	GUIDAnchor Answer `json:"guid_anchor"`
	// Pending counts all exports to Entra ID that wait, PendingDeletions the deletions among them;
	// nil when not read.
	Pending          *int64 `json:"pending"`
	PendingDeletions *int64 `json:"pending_deletions"`
	// DeletionThreshold is the number of deletions from which Connect stops; nil when not read.
	DeletionThreshold *int64 `json:"deletion_threshold"`
}

// syncFacts reads them; a nil configuration was not read.
func syncFacts(sync *snapshot.SyncConfiguration) SyncFacts {
	f := SyncFacts{Version: []int{}, UserWriteback: feature(sync, "userWritebackEnabled"), GUIDAnchor: Unknown}
	if sync == nil {
		return f
	}
	if sync.ClientVersion != nil {
		if numbers, ok := parseVersion(*sync.ClientVersion); ok {
			for _, n := range numbers {
				f.Version = append(f.Version, int(n))
			}
		}
	}
	if anchorName(deref(sync.AnchorAttribute)) != "" {
		f.GUIDAnchor = answer(usesGUIDAnchor(sync))
	}
	f.DeletionThreshold = sync.DeletionThreshold
	if p := sync.Pending; p != nil {
		f.Pending, f.PendingDeletions = sum(p.Additions, p.Updates, p.Deletions), p.Deletions
	}
	return f
}

// sum adds what was read; nil when nothing was.
func sum(counts ...*int64) *int64 {
	var total *int64
	for _, n := range counts {
		if n == nil {
			continue
		}
		if total == nil {
			total = new(int64)
		}
		*total += *n
	}
	return total
}

// CollectedFacts says which properties of cloud groups were ever seen. One that was not seen was
// not collected: that a group has none of it is not known then.
type CollectedFacts struct {
	// Sync is about onPremisesSyncEnabled, without which a synced group looks like one of the cloud.
	Sync               bool `json:"sync"`
	DisplayName        bool `json:"display_name"`
	Description        bool `json:"description"`
	Mail               bool `json:"mail"`
	ProxyAddresses     bool `json:"proxy_addresses"`
	Visibility         bool `json:"visibility"`
	RoleAssignable     bool `json:"role_assignable"`
	RuleState          bool `json:"rule_state"`
	GroupTypes         bool `json:"group_types"`
	ProvisioningErrors bool `json:"provisioning_errors"`
	SecurityIdentifier bool `json:"security_identifier"`
	// MembershipRule and ManagementRestricted are told by Cloud.RuleRead and GovernanceFacts.Restricted.
	MembershipRule       bool `json:"-"`
	ManagementRestricted bool `json:"-"`
}

// without returns the facts for a group whose body did not have the properties of a mask, see missingOf.
func (c CollectedFacts) without(missing uint16) CollectedFacts {
	for i, p := range c.properties() {
		if missing&(1<<i) != 0 {
			*p.fact = false
		}
	}
	return c
}

// collectedProperty is a property of cloud groups, and the fact about it.
type collectedProperty struct {
	name string
	fact *bool
}

func (c *CollectedFacts) properties() [13]collectedProperty {
	return [...]collectedProperty{
		{"onPremisesSyncEnabled", &c.Sync}, {"displayName", &c.DisplayName}, {"description", &c.Description}, {"mail", &c.Mail},
		{"proxyAddresses", &c.ProxyAddresses}, {"visibility", &c.Visibility}, {"isAssignableToRole", &c.RoleAssignable},
		{"membershipRuleProcessingState", &c.RuleState}, {"groupTypes", &c.GroupTypes},
		{"onPremisesProvisioningErrors", &c.ProvisioningErrors}, {"onPremisesSecurityIdentifier", &c.SecurityIdentifier},
		{"membershipRule", &c.MembershipRule}, {"isManagementRestricted", &c.ManagementRestricted},
	}
}

// The bits of missingOf, in the order of CollectedFacts.properties, and allMissing, the mask of a group of which nothing
// could be read.
const (
	missingSync uint16 = 1 << iota
	missingDisplayName
	missingDescription
	missingMail
	missingAddresses
	missingVisibility
	missingRole
	_ // membershipRuleProcessingState
	missingTypes
	_ // onPremisesProvisioningErrors
	missingSID
	missingRule
	_                 // isManagementRestricted
	allMissing uint16 = 1<<iota - 1
)

// missingOf is a bit for each property that a group's body did not have, in the order of CollectedFacts.properties.
func missingOf(g *snapshot.CloudGroup) (mask uint16) {
	if g.Unreadable != "" {
		return allMissing
	}
	var c CollectedFacts
	for _, name := range g.Missing {
		for i, p := range c.properties() {
			if p.name == name {
				mask |= 1 << i
			}
		}
	}
	return mask
}

// unreadOfSubject is what was not read of the two sides of one subject although it was of others.
type unreadOfSubject struct {
	// cloud is the mask of a cloud group, see missingOf; directory is of its copy, or of the group that moves.
	cloud     uint16
	directory unreadAttributes
	// admins is true when adminCount of a member of the copy was not read.
	admins bool
}

// tenantOf is what is known of the tenant where a group is judged: the facts of the run, with what was not read of
// this group among what was not collected. Groups of which the same was not read share them.
func (f *Facts) tenantOf(unread unreadOfSubject) *Tenant {
	if unread == (unreadOfSubject{}) {
		return &f.tenant
	}
	t, ok := f.tenants.Load(unread)
	if !ok {
		t, _ = f.tenants.LoadOrStore(unread, f.tenantWithout(unread))
	}
	return t.(*Tenant)
}

// Shares reports whether subjects of f share these facts of the tenant, as long as f is in use.
func (f *Facts) Shares(t *Tenant) bool {
	shared := t == &f.tenant
	f.tenants.Range(func(_, other any) bool {
		shared = shared || other == t
		return !shared
	})
	return shared
}

func (f *Facts) tenantWithout(unread unreadOfSubject) *Tenant {
	collected, read := f.tenant.Collected.without(unread.cloud), f.tenant.DirectoryRead.without(unread.directory)
	read.AccountAdminCount = read.AccountAdminCount && !unread.admins
	governed := f.tenant.Governance
	governed.AdminCount = governed.AdminCount && !unread.admins
	governed.ManagedBy = governed.ManagedBy && !unread.directory.has(unreadManaged)
	governed.Restricted = governed.Restricted && collected.ManagementRestricted
	if collected == f.tenant.Collected && read == f.tenant.DirectoryRead && governed == f.tenant.Governance {
		return &f.tenant
	}
	t := f.tenant
	t.Collected, t.DirectoryRead, t.Governance = collected, read, governed
	return &t
}

func collectedFacts(groups snapshot.StreamState) CollectedFacts {
	var c CollectedFacts
	for _, p := range c.properties() {
		*p.fact = hasProperty(groups, p.name)
	}
	return c
}
