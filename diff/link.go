package diff

import (
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// linker finds for directory principals the cloud principal that is the same object. It tries one
// kind of key after the other, the surest first; an account is linked once and so is a cloud
// principal. Where several accounts share a key of one cloud principal, the one with the DN that
// the cloud knows wins, else the first by DN: two accounts are never one member.
type linker struct {
	*Facts
	keys *linkKeys
	// atDN is the directory principal at the DN that the cloud knows of each cloud principal.
	atDN []int32
	// linkedIn is the step in which a cloud principal was linked, 0 before.
	linkedIn []uint8
	step     uint8
}

// link correlates the principals of both sides, see linker.
//
// Source: the order of domain section 4.5 with its correction: User_<id>, SID, source anchor,
// objectGUID, DN.
func (f *Facts) link(k *linkKeys, sync *snapshot.SyncConfiguration) {
	l := linker{Facts: f, keys: k, atDN: make([]int32, len(f.people.ids)), linkedIn: make([]uint8, len(f.people.ids))}
	l.groups()
	l.findDNs()
	l.byKey(func(d int) (int32, bool) {
		id := k.directory.external[d]
		n, ok := k.cloud.byID.find(id, f.people.ids)
		return int32(n), ok && !id.IsZero() && f.people.group[n] == none
	})
	l.bySID()
	l.byImmutable(sync)
	l.byObjectID()
	l.byDN()
	l.know()
}

// groups ties members that are groups to the rows of their groups, and copies to the cloud group
// they are copies of.
func (l *linker) groups() {
	for n, id := range l.people.ids {
		row := findRow(l.cloud, id)
		if l.people.group[n] = row; row == none {
			continue
		}
		l.people.state[n] = l.people.state[n]&^stateKind | stateGroup
		if sid := l.cloud[row].sid; sid != (domainSID{}) {
			l.keys.cloud.sid[n] = sid
			l.people.profile[n] |= profile(keySID)
		}
		l.people.profile[n] = profileOf(familyGroup, keys(l.people.profile[n])&allKeys)
	}
	l.findGroupRows()
	for d := range l.accounts.text {
		row := l.accounts.group[d]
		if row == none {
			l.anchoredStranger(d)
			continue
		}
		group := &l.directory[row]
		l.accounts.traits[d] |= accountGroup | accountSeen | scopeTraits(group.groupTypeValue())
		if group.flags.has(directoryHasAdmin) && group.admin == 1 {
			l.accounts.traits[d] |= accountPrivileged
		}
		l.accounts.profile[d] = profileOf(familyGroup, keys(l.accounts.profile[d])&allKeys|keyObjectID)
		if l.keys.directory.sid[d] == (domainSID{}) {
			l.keys.directory.sid[d] = group.sid
		}
		if group.claim != none {
			l.tie(d, l.cloud[group.claim].id)
		}
		l.dispute(d, l.disputants(group)...)
	}
}

// anchoredStranger ties a member group that was not supplied as a group, by its anchors.
func (l *linker) anchoredStranger(d int) {
	external, admin := l.keys.directory.external[d], l.keys.directory.admin[d]
	switch {
	case external.IsZero():
		l.tie(d, admin)
	case admin.IsZero() || admin == external:
		l.tie(d, external)
	default:
		l.dispute(d, external, admin)
	}
}

// dispute notes which cloud principals account d may be, of the ids that its anchors name.
func (l *linker) dispute(d int, ids ...snapshot.GUID) {
	for _, id := range ids {
		if n, ok := l.keys.cloud.byID.find(id, l.people.ids); ok {
			if l.accounts.disputed == nil {
				l.accounts.disputed = map[uint32][]uint32{}
			}
			l.accounts.disputed[uint32(d)] = append(l.accounts.disputed[uint32(d)], n)
		}
	}
}

// tie links account d to the cloud group id. Several candidates may stand for one group.
func (l *linker) tie(d int, id snapshot.GUID) {
	if id.IsZero() || findRow(l.cloud, id) == none {
		return
	}
	l.accounts.traits[d] |= accountKnown
	if n, ok := l.keys.cloud.byID.find(id, l.people.ids); ok {
		l.accounts.cloud[d] = int32(n)
		if l.people.account[n] == none {
			l.people.account[n] = int32(d)
		}
	}
}

// findGroupRows ties directory principals to the directory groups they are: by objectGUID, else by
// DN where a member's objectGUID was not read.
func (l *linker) findGroupRows() {
	byGUID := make(map[snapshot.GUID]int32, len(l.directory))
	for i := range l.directory {
		byGUID[l.directory[i].guid] = int32(i)
	}
	nameless := false
	for d, guid := range l.keys.directory.guid {
		if guid.IsZero() {
			nameless = true
			continue
		}
		if row, ok := byGUID[guid]; ok {
			l.accounts.group[d] = row
		}
	}
	if !nameless {
		return
	}
	for i := range l.directory {
		group := &l.directory[i]
		rdn := group.texts(&l.directoryTexts).rdn
		folded, err := snapshot.FoldDN(joinDN(rdn, l.parents.list[group.parent].dn))
		if err != nil {
			continue
		}
		if d, ok := l.keys.directory.byDN[folded]; ok && l.keys.directory.guid[d].IsZero() {
			l.accounts.group[d] = int32(i)
			l.keys.directory.guid[d] = group.guid
		}
	}
}

// findDNs looks up the DN that the cloud knows of each principal.
func (l *linker) findDNs() {
	parallel(len(l.atDN), func(from, to int) {
		for n := from; n < to; n++ {
			l.atDN[n] = none
			texts := l.cloudTexts.at(l.people.text[n])
			texts.next()
			texts.next()
			dn := texts.text()
			if dn == "" {
				continue
			}
			folded, err := snapshot.FoldDN(dn)
			if err != nil {
				continue
			}
			if d, ok := l.keys.directory.byDN[folded]; ok {
				l.atDN[n] = int32(d)
			}
		}
	})
}

// byKey links accounts by one kind of key; find returns the cloud principal with d's key. Of
// several accounts with one key, the one at the DN that the cloud knows is preferred.
func (l *linker) byKey(find func(d int) (int32, bool)) {
	l.step++
	for d := range l.accounts.text {
		if l.accounts.cloud[d] != none || l.accounts.traits[d].has(accountFSP) {
			continue
		}
		n, ok := find(d)
		if !ok {
			continue
		}
		if rival := l.people.account[n]; rival != none {
			if l.linkedIn[n] != l.step || l.atDN[n] != int32(d) {
				continue
			}
			l.accounts.cloud[rival] = none
		}
		l.accounts.cloud[d], l.people.account[n], l.linkedIn[n] = n, int32(d), l.step
	}
}

func (l *linker) bySID() {
	index := make(map[domainSID]int32, len(l.people.ids))
	for n, sid := range l.keys.cloud.sid {
		if _, twice := index[sid]; !twice && sid != (domainSID{}) {
			index[sid] = int32(n)
		}
	}
	l.byKey(func(d int) (int32, bool) {
		sid := l.keys.directory.sid[d]
		n, ok := index[sid]
		return n, ok && sid != (domainSID{})
	})
}

// byImmutable links by the source anchor: mS-DS-ConsistencyGuid where set, else objectGUID. With
// another anchor attribute the immutable id says nothing about either; while the attribute is in doubt, one that
// is a GUID of an account links, and one that is none says nothing.
func (l *linker) byImmutable(sync *snapshot.SyncConfiguration) {
	other := !usesGUIDAnchor(sync)
	if other || l.estate.anchorDoubted {
		for n := range l.people.profile {
			l.people.profile[n] &^= profile(keyImmutable)
		}
	}
	if other {
		return
	}
	isObjectGUID := sync != nil && anchorName(deref(sync.AnchorAttribute)) == "objectguid"
	read := hasProperty(l.State(snapshot.StreamDirectoryPrincipals), "ms-ds-consistencyguid")
	anchor := func(d int) (id snapshot.GUID, sure bool) {
		id = l.keys.directory.consistency[d]
		if isObjectGUID || id.IsZero() {
			// That there is no mS-DS-ConsistencyGuid is known only where it was asked for.
			id = l.keys.directory.guid[d]
			return id, !id.IsZero() && (isObjectGUID || read && l.accounts.traits[d].has(accountSeen) && !l.accounts.traits[d].has(accountAnchorUnread))
		}
		return id, true
	}
	index := guidIndex(l.keys.cloud.immutable)
	for d := range l.accounts.text {
		if _, sure := anchor(d); sure {
			l.accounts.profile[d] |= profile(keyImmutable)
		}
	}
	l.byKey(func(d int) (int32, bool) {
		id, _ := anchor(d)
		n, ok := index[id]
		return n, ok && !id.IsZero()
	})
}

func (l *linker) byObjectID() {
	index := guidIndex(l.keys.cloud.objectID)
	l.byKey(func(d int) (int32, bool) {
		id := l.keys.directory.guid[d]
		n, ok := index[id]
		return n, ok && !id.IsZero()
	})
}

// guidIndex numbers the first holder of each id.
func guidIndex(ids []snapshot.GUID) map[snapshot.GUID]int32 {
	index := make(map[snapshot.GUID]int32, len(ids))
	for n, id := range ids {
		if _, twice := index[id]; !twice && !id.IsZero() {
			index[id] = int32(n)
		}
	}
	return index
}

// byDN links what is left by DN, unless a surer key that both sides know says otherwise: the DN
// may be stale, and another account may have taken its place.
func (l *linker) byDN() {
	for n, d := range l.atDN {
		if d == none || l.people.account[n] != none || l.accounts.cloud[d] != none || l.accounts.traits[d].has(accountFSP) {
			continue
		}
		c, k := &l.keys.cloud, &l.keys.directory
		differ := c.sid[n] != (domainSID{}) && k.sid[d] != (domainSID{}) && c.sid[n] != k.sid[d] ||
			!c.objectID[n].IsZero() && !k.guid[d].IsZero() && c.objectID[n] != k.guid[d]
		fc, fd := familyOf(l.people.state[n]), family(l.accounts.profile[d]>>4)
		if differ || fc != fd && fc != familyUnknown && fd != familyUnknown {
			continue
		}
		l.accounts.cloud[d], l.people.account[n] = int32(n), d
	}
}

// know marks accounts that match a cloud object, and groups that provably match none: their record
// was read, no anchor names a cloud group, and no cloud group has their SID. Of people it cannot
// be known, since no list of all cloud people is read. Who is linked can be nobody else.
func (l *linker) know() {
	for n, d := range l.people.account {
		if d != none {
			l.people.profile[n] |= profile(keyLinked)
		}
	}
	whole := l.complete(snapshot.StreamCloudGroups) && l.cloudUnreadable == 0 &&
		hasProperty(l.State(snapshot.StreamCloudGroups), "onPremisesSecurityIdentifier")
	sids := map[domainSID]bool{}
	for i := range l.cloud {
		if sid := l.cloud[i].sid; sid != (domainSID{}) {
			sids[sid] = true
		}
	}
	for d := range l.accounts.text {
		traits, sid := &l.accounts.traits[d], l.keys.directory.sid[d]
		if l.accounts.cloud[d] != none {
			l.accounts.profile[d] |= profile(keyLinked)
		}
		switch {
		case l.accounts.cloud[d] != none || traits.has(accountKnown) || sids[sid]:
			*traits |= accountKnown
		case whole && sid != (domainSID{}) && traits.has(accountGroup) && traits.has(accountSeen) && !traits.has(accountNameless):
			*traits |= accountNoCloud
		}
	}
}

// groupTypeValue returns groupType, nil when not read.
func (r *directoryRow) groupTypeValue() *int32 {
	if !r.flags.has(directoryHasGroupType) {
		return nil
	}
	return &r.groupType
}
