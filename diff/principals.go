package diff

import (
	"encoding/base64"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// family is what sort of object a member is, as far as that keeps two from being one.
type family uint8

const (
	familyUnknown family = iota
	familyUser
	familyGroup
	familyDevice
	familyContact
	// familyOther is on one side only: service principals there, foreign security principals here.
	familyOther
)

// keys are the ways in which a cloud member and a directory member can turn out to be one object.
// Two that share no key cannot be told apart from one.
type keys uint8

const (
	keySID keys = 1 << iota
	keyImmutable
	keyObjectID
	keyDN
	allKeys = keySID | keyImmutable | keyObjectID | keyDN
)

// profile is family and keys in one small number, for counting.
type profile uint8

const profiles = 128

func profileOf(f family, k keys) profile { return profile(f)<<4 | profile(k) }

// mayBe reports whether c and d could be one object that no key they share could show: they are
// neither the same nor different.
func mayBe(c, d profile) bool {
	if c&d&profile(allKeys) != 0 {
		return false
	}
	fc, fd := family(c>>4), family(d>>4)
	return fd != familyOther && (fc == familyUnknown || fd == familyUnknown || fc == fd)
}

// cloudPrincipals are members on the cloud side, by number: parallel arrays, since there may be
// millions. Those of the stream come first, in the order of their ids; members without a record
// follow.
type cloudPrincipals struct {
	ids []snapshot.GUID
	// text holds displayName, userPrincipalName and DN.
	text  []textRef
	state []principalState
	// traits is filled once every cloud group's state is known.
	traits []trait
	// group is the cloud group's row, or none; account the number of the directory principal
	// that is the same object, or none.
	group, account []int32
	profile        []profile
	// forest holds the DNS names of the domains of the forest, nil when they were not read.
	forest map[string]bool
}

// principalState is what was read of a cloud principal.
type principalState uint8

const (
	stateUnreadable principalState = iota
	stateUser
	stateGuest
	stateGroup
	stateDevice
	stateService
	stateContact
	stateOther
	stateKind = 0x07
	// stateEnabled and stateDisabled say what accountEnabled is; neither, that it was not read.
	stateEnabled  = 0x08
	stateDisabled = 0x80
	// stateAnchored marks one with an anchor, stateSynced one with onPremisesSyncEnabled true.
	stateAnchored = 0x10
	stateSynced   = 0x20
	// stateAbroad marks one whose account lies outside the forest that was read.
	stateAbroad = 0x40
)

// cloudKeys are what only linking needs of cloud principals.
type cloudKeys struct {
	sid                 []domainSID
	immutable, objectID []snapshot.GUID
	// byID numbers every cloud principal.
	byID *idIndex
}

func (p *cloudPrincipals) add(k *cloudKeys, t *texts, c *snapshot.CloudPrincipal) {
	p.ids = append(p.ids, c.ID)
	k.byID.add(len(p.ids)-1, p.ids)
	p.text = append(p.text, t.add(c.DisplayName, c.UserPrincipalName, c.DistinguishedName))
	p.group, p.account = append(p.group, none), append(p.account, none)
	sid, _ := parseSID(c.SecurityIdentifier)
	immutable := parseImmutable(c.ImmutableID)
	objectID := parseObjectID(c.ObjectIdentifier)
	k.sid, k.immutable, k.objectID = append(k.sid, sid), append(k.immutable, immutable), append(k.objectID, objectID)
	state := stateOf(c)
	if set(c.SecurityIdentifier) || set(c.ImmutableID) || set(c.DistinguishedName) || set(c.ObjectIdentifier) {
		state |= stateAnchored
	}
	if isTrue(c.SyncEnabled) {
		state |= stateSynced
	}
	if p.forest != nil && set(c.DomainName) && !p.forest[strings.ToLower(*c.DomainName)] {
		state |= stateAbroad
	}
	switch {
	case isTrue(c.AccountEnabled):
		state |= stateEnabled
	case c.AccountEnabled != nil:
		state |= stateDisabled
	}
	p.state = append(p.state, state)
	var has keys
	if sid != (domainSID{}) {
		has |= keySID
	}
	if !immutable.IsZero() {
		has |= keyImmutable
	}
	if !objectID.IsZero() {
		has |= keyObjectID
	}
	p.profile = append(p.profile, profileOf(familyOf(state), has))
}

// addUnread numbers a member without a record.
func (p *cloudPrincipals) addUnread(k *cloudKeys, t *texts, id snapshot.GUID) uint32 {
	n := uint32(len(p.ids))
	p.add(k, t, &snapshot.CloudPrincipal{ID: id, Unreadable: "no record"})
	return n
}

// stateOf reads the type. Devices and service principals are what they are even when nothing but
// type and id was given; of a person or contact nothing is known then.
func stateOf(c *snapshot.CloudPrincipal) principalState {
	known := c.Unreadable == "" && !c.Limited
	switch strings.ToLower(c.Type) {
	case "user":
		switch {
		case !known:
		case c.UserType != nil && strings.EqualFold(*c.UserType, "Guest"):
			return stateGuest
		default:
			return stateUser
		}
	case "group":
		return stateGroup
	case "device":
		return stateDevice
	case "serviceprincipal":
		return stateService
	case "orgcontact":
		if known {
			return stateContact
		}
	case "":
	default:
		if known {
			return stateOther
		}
	}
	return stateUnreadable
}

func familyOf(s principalState) family {
	switch s & stateKind {
	case stateUser, stateGuest:
		return familyUser
	case stateGroup:
		return familyGroup
	case stateDevice:
		return familyDevice
	case stateContact:
		return familyContact
	case stateService:
		return familyOther
	}
	return familyUnknown
}

func set(text *string) bool { return text != nil && *text != "" }

// parseImmutable decodes the source anchor, base64 of 16 octets as the directory stores them. A
// custom anchor is any text and gives the zero GUID.
func parseImmutable(text *string) snapshot.GUID {
	const encoded = 24
	if text == nil || len(*text) != encoded {
		return snapshot.GUID{}
	}
	var octets [18]byte
	n, err := base64.StdEncoding.Decode(octets[:], []byte(*text))
	if err != nil || n != 16 {
		return snapshot.GUID{}
	}
	id, _ := snapshot.GUIDFromDirectory(octets[:n])
	return id
}

func parseObjectID(text *string) snapshot.GUID {
	if text == nil {
		return snapshot.GUID{}
	}
	id, err := snapshot.ParseGUID(*text)
	if err != nil {
		return snapshot.GUID{}
	}
	return id
}

// directoryPrincipals are members on the directory side, by number.
type directoryPrincipals struct {
	// text holds RDN, displayName, sAMAccountName and userPrincipalName.
	text   []textRef
	parent []uint32
	traits []accountTrait
	// cloud is the number of the cloud principal that is the same object, group the row of the
	// directory group; or none.
	cloud, group []int32
	profile      []profile
	leaving      leaving
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
	if d.UserAccountControl == nil || !l.expiries {
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
type accountTrait uint16

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
	has := keyDN
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
	return traits | scopeTraits(d.GroupType), f
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
