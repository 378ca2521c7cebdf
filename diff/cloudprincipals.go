package diff

import (
	"encoding/base64"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

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
type principalState uint16

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
	// stateUntyped marks a person of whom userType was not read, who may be a guest.
	stateUntyped = 0x100
	// stateRole marks a person who is a member of a role-assignable group.
	stateRole = 0x200
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
	if state&stateKind == stateUser && !set(c.UserType) {
		state |= stateUntyped
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
