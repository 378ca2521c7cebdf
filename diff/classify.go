package diff

import "github.com/wbaudit/wbaudit/collect/snapshot"

// classifier gives every cloud principal its class and dispositions.
type classifier struct {
	*Facts
	// anchors and contacts say whether the properties were asked for that tell synced people and
	// contacts; sids whether that was which tells synced groups where onPremisesSyncEnabled is not known.
	anchors, contacts, sids bool
	// sources are the directory groups that synced child groups come from, by SID.
	sources map[domainSID]int32
}

func (f *Facts) classify() {
	f.people.traits = make([]trait, len(f.people.ids))
	state := f.State(snapshot.StreamCloudPrincipals)
	c := classifier{Facts: f, anchors: f.anchorsCollected(state), contacts: hasProperty(state, "onPremisesSyncEnabled")}
	c.sids = hasProperty(f.State(snapshot.StreamCloudGroups), "onPremisesSecurityIdentifier")
	c.findSources()
	parallel(len(f.people.ids), func(from, to int) {
		for n := from; n < to; n++ {
			f.people.traits[n] = c.traits(n)
		}
	})
}

// findSources looks up the directory groups of synced child groups.
func (c *classifier) findSources() {
	c.sources = map[domainSID]int32{}
	for _, row := range c.people.group {
		if row != none && c.cloud[row].kind.kind() == KindSynced && c.cloud[row].sid != (domainSID{}) {
			c.sources[c.cloud[row].sid] = none
		}
	}
	if len(c.sources) == 0 {
		return
	}
	for i := range c.directory {
		if _, wanted := c.sources[c.directory[i].sid]; wanted {
			c.sources[c.directory[i].sid] = int32(i)
		}
	}
}

// anchorsCollected reports whether a person without an anchor has none, rather than none that was
// asked for. The source anchor alone does not tell where cloud sync may create accounts: those
// have a SID and a DN only.
func (f *Facts) anchorsCollected(state snapshot.StreamState) bool {
	return hasProperty(state, "onPremisesSecurityIdentifier") || hasProperty(state, "onPremisesDistinguishedName") ||
		hasProperty(state, "onPremisesImmutableId") && f.tenant.CloudSync == Off
}

func (c *classifier) traits(n int) trait {
	state := c.people.state[n]
	anchored := state&(stateAnchored|stateSynced) != 0
	switch state & stateKind {
	case stateGroup:
		return c.group(n)
	case stateUser, stateGuest:
		return c.person(state, anchored, c.people.account[n] != none)
	case stateDevice:
		return device(c.tenant.DeviceWriteback)
	case stateService:
		return uniform(numServicePrincipal, excluded)
	case stateContact:
		if anchored || !c.contacts {
			return uniform(numContact, undecided)
		}
		return uniform(numContact, excluded)
	case stateUnreadable:
		return uniform(numUnreadable, undecided)
	}
	return uniform(numOther, undecided)
}

// person tells by the anchor, never by the sync flag: an account that cloud sync created has an
// anchor and was never synced. An account that names a person without an anchor, User_<id>, is theirs;
// only the directory tells, so that no engine must have it in the copy.
func (c *classifier) person(state principalState, anchored, account bool) trait {
	switch {
	case anchored && state&stateAbroad != 0:
		// A universal group cannot hold an account of another forest.
		return uniform(numOtherForest, excluded)
	case anchored:
		return syncedPerson(numSyncedUser, c.tenant.OnPremisesUsers)
	case account:
		return uniform(numSyncedUser, ifPresent)
	case !c.anchors:
		return uniform(numUnreadable, undecided)
	case state&stateKind == stateGuest:
		return uniform(numGuest, excluded)
	}
	return uniform(numCloudOnlyUser, excluded)
}

// uniform is a member that every engine treats alike.
func uniform(class int, d disposition) trait {
	return trait(class).with(columnConnect, d).with(columnCloudSync, d).with(columnEither, d)
}

// syncedPerson is written by Connect. Cloud sync references people from the directory only where
// that is switched on, which no source tells and somebody may have stated.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory (08/2026).
func syncedPerson(class int, referenced Switch) trait {
	t := trait(class).with(columnConnect, expected)
	switch referenced {
	case On:
		return t.with(columnCloudSync, expected).with(columnEither, expected)
	case Off:
		return t.with(columnCloudSync, excluded).with(columnEither, ifPresent)
	}
	return t.with(columnCloudSync, ifPresent).with(columnEither, ifPresent)
}

// device is referenced by Connect, which has an object for it where devices are written back. Cloud
// sync knows people and groups only.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory (08/2026).
func device(written Switch) trait {
	connect := undecided
	if written == Off {
		connect = excluded
	}
	return trait(numDevice).with(columnConnect, connect).with(columnCloudSync, excluded).with(columnEither, connect)
}

// group classifies a child group, and says by which keys it can be recognised: the copy and the
// source of a group are known objects, and so is that there is none.
func (c *classifier) group(n int) trait {
	row := c.people.group[n]
	switch {
	case row == none && c.people.state[n]&stateSynced != 0:
		return c.synced(n, domainSID{})
	case row == none:
		return uniform(numCloudGroupUndecided, undecided) | traitGroup
	case c.cloud[row].kind.kind() == KindSynced:
		t := c.synced(n, c.cloud[row].sid)
		if c.cloud[row].missing&missingSID != 0 {
			t |= traitScopeUnknown
		}
		return t
	}
	g := &c.cloud[row]
	if c.claimed(row) || c.wholeDirectory {
		c.people.profile[n] |= profile(allKeys)
	}
	w := &c.writebacks[g.writeback]
	scope := trait(0)
	mayHaveSID := g.sid != (domainSID{}) || !c.sids || g.missing&missingSID != 0
	unread := !c.collected.Sync && mayHaveSID || c.collected.Sync && g.missing&missingSync != 0
	if g.flags.has(cloudUnreadable) || g.syncEnabled == triNil && unread {
		// It may be one of the directory's own, and domain local there.
		scope = traitScopeUnknown
	}
	class := numCloudGroupUndecided
	switch w.Expected {
	case Yes:
		class = numCloudGroupWritten
	case No:
		class = numCloudGroupNotWritten
	}
	connect := c.byEngine(w.byConnect(), w.Expected)
	if g.converted() && connect != expected {
		// Whether Connect references the directory group of a converted child is not documented.
		connect = ifPresent
	}
	return trait(class).with(columnConnect, connect).
		with(columnCloudSync, c.byEngine(w.CloudSync.effective(), w.Expected)).
		with(columnEither, byAnswer(w.Expected)) | traitGroup | scope
}

// byEngine is the disposition of a child by what the engine of its parent does with it. Whether an
// engine references a child that only another one writes is not documented.
func (c *classifier) byEngine(engine, all Answer) disposition {
	if engine == No && all == Yes {
		return ifPresent
	}
	return byAnswer(engine)
}

// byConnect is what Connect does: V2 governs it where it is on.
func (w *Writeback) byConnect() Answer {
	switch w.V2.State {
	case On:
		return w.V2.Expected
	case Off:
		return w.V1.effective()
	}
	return both(w.V2.Expected, w.V1.effective())
}

// connectUnknown reports whether it is not known which engine of Connect runs. V2 includes V1, which does not matter beside
// it.
func (w *Writeback) connectUnknown() bool {
	return w.V2.State != On && (w.V2.State != Off || !w.V1.State.Known())
}

// RestsOnSame reports whether two answers of one group rest on the same engines and what these do with it. Answers that are
// both unknown need not: what is assumed may settle the one in another way than the other.
func (w *Writeback) RestsOnSame(other *Writeback) bool {
	connect := w.byConnect() != Unknown && w.byConnect() == other.byConnect() ||
		w.V2.like(&other.V2) && (w.V2.State == On || w.V1.like(&other.V1))
	cloudSync := w.CloudSync.effective() != Unknown && w.CloudSync.effective() == other.CloudSync.effective() || w.CloudSync.like(&other.CloudSync)
	return connect && cloudSync
}

// like reports whether two answers of one engine are the same, however they are supported.
func (a *EngineAnswer) like(other *EngineAnswer) bool {
	return a.State == other.State && a.Expected == other.Expected && a.Type == other.Type
}

// effective is the answer with the switch applied: an engine that may be off may write nothing.
func (a *EngineAnswer) effective() Answer {
	switch a.State {
	case On:
		return a.Expected
	case Off:
		return No
	}
	return both(a.Expected, No)
}

func byAnswer(a Answer) disposition {
	switch a {
	case Yes:
		return expected
	case No:
		return excluded
	}
	return undecided
}

// synced is a child that comes from the directory. Connect references it unless its scope is domain
// local, which no universal group may contain; cloud sync never does.
func (c *classifier) synced(n int, sid domainSID) trait {
	scope := c.scope(n, sid)
	t := trait(numSyncedGroup).with(columnCloudSync, excluded).with(columnEither, ifPresent) | traitGroup
	switch {
	case scope.has(accountDomainLocal):
		return uniform(numSyncedGroupLocal, excluded) | traitGroup
	case scope.has(accountScoped):
		return t.with(columnConnect, expected)
	}
	return t.with(columnConnect, ifPresent) | traitScopeUnknown
}

// scope reads the scope of a synced group from its account, else from the directory group with
// its SID; no accountScoped bit when neither was read.
func (c *classifier) scope(n int, sid domainSID) accountTrait {
	source, known := c.sources[sid]
	if known && source != none {
		c.people.profile[n] |= profile(allKeys)
	}
	if d := c.people.account[n]; d != none && c.accounts.traits[d].has(accountScoped) {
		return c.accounts.traits[d]
	}
	if known && source != none {
		return scopeTraits(c.directory[source].groupTypeValue())
	}
	return 0
}
