package diff

import (
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// moving is what was learnt of the groups that are to move; empty while no move is judged.
type moving struct {
	totals MoveTotals
	job    job
	// stands are those of the cloud groups, by row.
	stands []Stand
	// identity tells by cloud principal whether cloud sync finds the account.
	identity []identity
	// sources are the directory rows that synced groups come from, by SID.
	sources map[domainSID]int32
	// above counts by directory row the groups that contain it.
	above map[int32]*MoveAbove
	// agent says by container whether the provisioning agent may write groups in it.
	agent map[uint32]Answer
}

// identity is what cloud sync finds by a person's onPremisesObjectIdentifier.
type identity uint8

const (
	identityUnread identity = iota
	identitySame
	identityMissing
	identityDiffers
)

// prepareMove finds what needs the keys of both sides; it comes once these are linked.
func (f *Facts) prepareMove(k *linkKeys) {
	if f.target() == "" {
		return
	}
	f.identifyPeople(k)
	f.findSources()
	f.findAgent(k)
}

// identifyPeople compares the identifier of every person with the objectGUID of the account.
func (f *Facts) identifyPeople(k *linkKeys) {
	collected := hasProperty(f.State(snapshot.StreamCloudPrincipals), "onPremisesObjectIdentifier")
	f.moving.identity = make([]identity, len(f.people.ids))
	for n := range f.people.ids {
		d := f.people.account[n]
		switch id := k.cloud.objectID[n]; {
		case id.IsZero() && collected && f.people.state[n]&stateKind != stateUnreadable:
			f.moving.identity[n] = identityMissing
		case id.IsZero(), d == none, k.directory.guid[d].IsZero():
		case k.directory.guid[d] == id:
			f.moving.identity[n] = identitySame
		default:
			f.moving.identity[n] = identityDiffers
		}
	}
}

// findSources finds the directory groups that synced groups come from.
func (f *Facts) findSources() {
	f.moving.sources = map[domainSID]int32{}
	for i := range f.cloud {
		if c := &f.cloud[i]; c.kind.kind() == KindSynced && c.sid != (domainSID{}) {
			f.moving.sources[c.sid] = none
		}
	}
	for i := range f.directory {
		if _, wanted := f.moving.sources[f.directory[i].sid]; wanted {
			f.moving.sources[f.directory[i].sid] = int32(i)
		}
	}
}

// countAbove counts for every directory group those that contain it.
func (f *Facts) countAbove(a *ancestry) {
	if f.target() == "" {
		return
	}
	f.moving.above = map[int32]*MoveAbove{}
	a.eachParent(f.addAbove)
}

func (f *Facts) addAbove(child int32, parent int) {
	above := f.moving.above[child]
	if above == nil {
		above = &MoveAbove{}
		f.moving.above[child] = above
	}
	if parent >= len(f.directory) {
		// Only the name of the parent was read.
		above.ScopeUnread++
		above.SyncedUnread++
		return
	}
	d := &f.directory[parent]
	switch ScopeOf(d.groupTypeValue()) {
	case ScopeGlobal:
		above.Global++
	case ScopeUnknown:
		above.ScopeUnread++
	}
	switch _, synced := f.moving.sources[d.sid]; {
	case synced:
		above.Synced++
	case !f.syncedKnown(d):
		above.SyncedUnread++
	}
}

// syncedKnown reports whether a directory group that no synced group was found to come from is none:
// the SIDs of both sides must have been read.
func (f *Facts) syncedKnown(d *directoryRow) bool {
	return d.sid != (domainSID{}) && f.complete(snapshot.StreamCloudGroups) &&
		hasProperty(f.State(snapshot.StreamCloudGroups), "onPremisesSecurityIdentifier")
}

// findAgent says of the containers of directory groups whether the agent may write groups in them.
func (f *Facts) findAgent(k *linkKeys) {
	f.moving.agent = map[uint32]Answer{}
	if f.estate.facts == nil {
		return
	}
	agents := f.agents(k)
	for i := range f.directory {
		parent := f.directory[i].parent
		if _, known := f.moving.agent[parent]; !known {
			f.moving.agent[parent] = f.agentWrites(f.parents.list[parent].folded, agents)
		}
	}
}

// agents are the SIDs of the agent's accounts: the one stated, else those with a name that setup gives.
func (f *Facts) agents(k *linkKeys) map[string]bool {
	if stated, ok := parseSID(&f.choices.Move.Agent); ok {
		return map[string]bool{stated.String(): true}
	}
	named := map[string]bool{}
	for i, sid := range k.directory.sid {
		if sid != (domainSID{}) && f.isAgentAccount(uint32(i)) {
			named[sid.String()] = true
		}
	}
	return named
}

// agentWrites goes by entries for the account itself and for all accounts, as STR-05 does. Where nobody stated the account
// and none of its name is in the list, nothing is known.
func (f *Facts) agentWrites(container string, agents map[string]bool) Answer {
	octets, found := f.estate.facts.Descriptors[container]
	if !found || container == "" {
		return Unknown
	}
	d, err := snapshot.ParseDescriptor(octets)
	if err != nil || !d.HasDACL {
		return Unknown
	}
	if rightsOf(anyonesPowers(&d, reachHere)).all() {
		return Yes
	}
	seen := f.choices.Move.Agent != ""
	for _, g := range grantsOf(&d, reachHere, true) {
		if !agents[g.trustee] {
			continue
		}
		seen = true
		if rightsOf(g.powers).all() {
			return Yes
		}
	}
	if !seen {
		return Unknown
	}
	return No
}

// movingObject is the directory row that is to move; none when there is none or none was read.
func (f *Facts) movingObject(row int) int32 {
	c := &f.cloud[row]
	if f.target() != ToSOA {
		return c.copy
	}
	if c.sid == (domainSID{}) || c.kind.kind() != KindSynced {
		return none
	}
	return f.moving.sources[c.sid]
}

func (f *Facts) objectAbsent(row int, object int32) Answer {
	switch {
	case object != none:
		return No
	case f.target() == ToSOA:
		return Unknown
	case f.cloud[row].candidates > 0:
		return Yes
	}
	return not(f.hasCopy(row))
}

// moveObject describes the directory group that is to move.
func (f *Facts) moveObject(row int, object int32) *MoveObject {
	d := &f.directory[object]
	texts := d.texts(&f.directoryTexts)
	p := &f.parents.list[d.parent]
	o := &MoveObject{
		Scope: ScopeOf(d.groupTypeValue()), Builtin: f.isBuiltin(d, &texts), Path: f.path(int(object)),
		InDomain: f.moving.job.inDomain(p.place.domain), InContainer: f.moving.job.inContainer(p.folded),
		AgentWrites: orUnknown(f.moving.agent[d.parent]),
	}
	switch {
	case texts.external != "":
		o.ExternalAnchor = Yes
	case f.anchorsReadOf(d) == Yes:
		o.ExternalAnchor = No
	default:
		o.ExternalAnchor = Unknown
	}
	own := f.cloud[row].texts(&f.cloudTexts)
	o.setName(MatchCN(named(texts.cn, texts.hasCN), named(own.displayName, own.named), f.cloud[row].id), f.moving.job.name)
	if d.flags.has(directoryHasAdmin) {
		value := d.admin
		o.AdminCount = &value
	}
	if above := f.moving.above[object]; above != nil {
		o.Above = *above
	}
	o.Above.Read = answer(f.memberOfRead && !d.flags.has(directoryParentsUnread) && !d.flags.has(directoryUnreadable))
	if status, _ := f.directoryCoverage(int(object)); status == coverComplete {
		local, unread := 0, 0
		for _, n := range f.directoryMembers.of(int(object)) {
			t := f.accounts.traits[n]
			local += count(t.has(accountDomainLocal))
			unread += count(t.has(accountGroup) && !t.has(accountScoped) || !t.has(accountSeen|accountGroup))
		}
		o.DomainLocal, o.ScopeUnread = &local, &unread
	}
	return o
}

func orUnknown(a Answer) Answer {
	if a == "" {
		return Unknown
	}
	return a
}

// setName says which common name the object has, and whether cloud sync would leave it as it is.
func (o *MoveObject) setName(cn CNMatches, writes CNFormat) {
	o.Name, o.KeepsName = cn.Format, Unknown
	switch {
	case writes == CNUnknown || writes == CNOther || cn.Format == CNUnknown:
	case writes != cn.Format:
		o.KeepsName = No
	case writes == CNGroupID:
		o.KeepsName = cn.ID
	default:
		o.KeepsName = all(cn.ID, cn.Name)
	}
}
