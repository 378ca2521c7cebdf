package diff

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// directoryPrincipals are members on the directory side, by number.
type directoryPrincipals struct {
	// text holds RDN, displayName, sAMAccountName and userPrincipalName.
	text   []textRef
	parent []uint32
	traits []accountTrait
	// cloud is the number of the cloud principal that is the same object, group the row of the
	// directory group; or none.
	cloud, group []int32
	// disputed are, by account, the cloud principals that the anchors of a member group name where they
	// disagree: it may be any of them.
	disputed map[uint32][]uint32
	profile  []profile
	leaving  leaving
}

// leaving says which accounts are those of people who left.
type leaving struct {
	// before is the time, in microseconds since 1970, before which an account has expired for
	// longer than the grace period; noTime when it is not known.
	before int64
	// expiries says whether accountExpires was read.
	expiries bool
}

// traits tells of a person whether the account was left behind.
func (l *leaving) traits(d *snapshot.DirectoryPrincipal) accountTrait {
	const disabled = 2 // ADS_UF_ACCOUNTDISABLE
	if d.UserAccountControl == nil || !l.expiries || slices.Contains(d.Missing, "accountExpires") {
		return 0
	}
	switch {
	case *d.UserAccountControl&disabled != 0, d.AccountExpires != nil && l.before != noTime && micros(d.AccountExpires) < l.before:
		return accountControlled | accountLeaver
	case d.AccountExpires != nil && l.before == noTime:
		return 0
	}
	return accountControlled
}

// accountTrait is what comparing needs of a directory principal.
type accountTrait uint32

const (
	accountSeen accountTrait = 1 << iota
	accountPrivileged
	accountDomainLocal
	accountGroup
	accountComputer
	accountService
	accountFSP
	// accountKnown matches a cloud object, accountNoCloud provably matches none.
	accountKnown
	accountNoCloud
	// accountScoped is a group whose scope was read.
	accountScoped
	// accountControlled is a person whose userAccountControl was read, accountLeaver one who is
	// disabled or expired longer than the grace period.
	accountControlled
	accountLeaver
	accountPerson
	// Of accountAdminUnread adminCount was not read though it was of others, of accountAnchorUnread
	// mS-DS-ConsistencyGuid, and of accountNameless an attribute that can name a cloud object.
	accountAdminUnread
	accountAnchorUnread
	accountNameless
	// accountPrimaryRead is one whose primary group was read.
	accountPrimaryRead
	accountDangerous = accountPrivileged | accountGroup | accountComputer | accountService
)

func (t accountTrait) has(other accountTrait) bool { return t&other != 0 }

// directoryKeys are what only linking needs of directory principals.
type directoryKeys struct {
	sid []domainSID
	// guid is objectGUID, consistency mS-DS-ConsistencyGuid; zero when not read or not set.
	guid, consistency []snapshot.GUID
	// external and admin are the cloud ids that the anchor attributes name, external of people,
	// devices and groups alike.
	external, admin []snapshot.GUID
	// byDN numbers every directory principal by folded DN.
	byDN map[string]uint32
}

func (p *directoryPrincipals) add(k *directoryKeys, t *texts, o *parents, c *Choices, d *snapshot.DirectoryPrincipal) {
	k.byDN[d.FoldedDN] = uint32(len(p.text))
	rdn, container := splitDN(d.DN)
	p.text = append(p.text, t.add(&rdn, d.DisplayName, d.SAMAccountName, d.UserPrincipalName))
	p.parent = append(p.parent, o.number(container))
	p.cloud, p.group = append(p.cloud, none), append(p.group, none)

	var guid, consistency snapshot.GUID
	if d.GUID != nil {
		guid = *d.GUID
	}
	if len(d.ConsistencyGUID) == 16 {
		consistency, _ = snapshot.GUIDFromDirectory(d.ConsistencyGUID)
	}
	sid, _ := parseSID(d.SID)
	k.sid, k.guid, k.consistency = append(k.sid, sid), append(k.guid, guid), append(k.consistency, consistency)
	external, admin := anchoredID(d, c)
	k.external, k.admin = append(k.external, external), append(k.admin, admin)

	traits, f := accountOf(d)
	if f == familyUser {
		traits |= accountPerson | p.leaving.traits(d)
	}
	var has keys
	if sid != (domainSID{}) {
		has |= keySID
	}
	if !guid.IsZero() {
		has |= keyObjectID
	}
	p.traits = append(p.traits, traits)
	p.profile = append(p.profile, profileOf(f, has))
}

// addUnread numbers a member of which not even the DN has a record.
func (p *directoryPrincipals) addUnread(k *directoryKeys, t *texts, o *parents, c *Choices, folded string) uint32 {
	n := uint32(len(p.text))
	folded = strings.Clone(folded)
	p.add(k, t, o, c, &snapshot.DirectoryPrincipal{FoldedDN: folded, DN: folded})
	return n
}

// anchoredID reads the cloud ids that the attributes name: User_<id> and Device_<id> for people
// and devices, the anchors of groups for groups.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized
func anchoredID(d *snapshot.DirectoryPrincipal, c *Choices) (external, admin snapshot.GUID) {
	external, _, _ = ParseAnchor(deref(d.ExternalDirectoryObjectID), c.TakenOverPrefix)
	admin, _, _ = ParseAnchor(deref(d.AdminDescription), c.TakenOverPrefix)
	if id, ok := afterPrefix(deref(d.ExternalDirectoryObjectID), "User_"); ok {
		external = id
	}
	if id, ok := afterPrefix(deref(d.CloudAnchor), "Device_"); ok {
		external = id
	}
	return external, admin
}

// accountOf reads the class.
func accountOf(d *snapshot.DirectoryPrincipal) (traits accountTrait, f family) {
	if d.Seen && d.Unreadable == "" {
		traits |= accountSeen
	}
	if d.PrimaryGroupID != nil {
		traits |= accountPrimaryRead
	}
	if d.AdminCount != nil && *d.AdminCount == 1 {
		traits |= accountPrivileged
	}
	switch strings.ToLower(d.Class) {
	case "":
	case "user", "inetorgperson":
		f = familyUser
	case "group":
		traits, f = traits|accountGroup, familyGroup
	case "computer":
		// A computer is a user in the schema, and is synced as a device.
		traits, f = traits|accountComputer, familyDevice
	case "msds-device":
		f = familyDevice
	case "msds-managedserviceaccount", "msds-groupmanagedserviceaccount", "msds-delegatedmanagedserviceaccount":
		traits, f = traits|accountService, familyOther
	case "contact":
		f = familyContact
	case "foreignsecurityprincipal":
		traits, f = traits|accountFSP, familyOther
	default:
		f = familyOther
	}
	return traits | scopeTraits(d.GroupType) | unreadTraits(d.Missing), f
}

// unreadTraits says which attributes of an account were not read.
func unreadTraits(missing []string) (traits accountTrait) {
	for _, name := range missing {
		switch name {
		case "adminCount":
			traits |= accountAdminUnread
		case "mS-DS-ConsistencyGuid":
			traits |= accountAnchorUnread
		case "adminDescription", "msDS-ExternalDirectoryObjectId", "msDS-CloudAnchor":
			traits |= accountNameless
		}
	}
	return traits
}

func scopeTraits(groupType *int32) accountTrait {
	switch ScopeOf(groupType) {
	case ScopeUnknown:
		return 0
	case ScopeDomainLocal, ScopeBuiltinLocal:
		return accountScoped | accountDomainLocal
	}
	return accountScoped
}
