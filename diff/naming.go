package diff

// NamingTotals counts how copies that Connect wrote are named.
type NamingTotals struct {
	// GroupID counts copies named Group_<id>, DisplayName those named after their group.
	GroupID     int `json:"group_id"`
	DisplayName int `json:"display_name"`
	// Stale counts those named after a name that their group no longer has; what was created or
	// changed within the in-flight window is not among them but in StaleSettling.
	Stale int `json:"stale"`
	// StaleSettling counts those whose group was created, or whose copy was created or changed, within the in-flight
	// window: the name may be on its way.
	StaleSettling int `json:"stale_settling"`
	// StaleUndecided counts those that would be stale if their group is written, which is not known.
	StaleUndecided int `json:"stale_undecided"`
	// Unread counts copies whose common name, or whose group's display name, was not read, and those that may lie where
	// the directory was not read.
	Unread int `json:"unread"`
	// CopiesRead is true when both sides were read completely, with the kind of every cloud group, and several directory
	// groups claim none that Connect writes: there are no other copies.
	CopiesRead bool `json:"copies_read"`
}

func (f *Facts) countNaming(t *Totals) {
	n := &t.Naming
	n.CopiesRead = f.wholeDirectory && f.directoryUnreadable == 0 && f.wholeCloud()
	for i := range f.cloud {
		c := &f.cloud[i]
		n.CopiesRead = n.CopiesRead && c.kind.kind() != KindUnknown
		w := &f.writebacks[c.writeback]
		byConnect := w.Expected != No && w.Engine != CloudSync
		n.CopiesRead = n.CopiesRead && (!byConnect || c.candidates == 0)
		if byConnect && f.hasCopy(i) == Unknown {
			n.Unread++
		}
		if c.copy == none || w.Engine == CloudSync {
			continue
		}
		d := &f.directory[c.copy]
		if !d.flags.has(directoryConnect) || d.flags.has(directoryBoth) && f.tenant.CloudSync != Off {
			continue
		}
		to, from := c.texts(&f.cloudTexts), d.texts(&f.directoryTexts)
		match := MatchCN(named(from.cn, from.hasCN), named(to.displayName, to.named), c.id)
		switch match.Format {
		case CNGroupID:
			n.GroupID++
		case CNUnknown:
			n.Unread++
		case CNDisplayName:
			n.DisplayName++
			switch {
			case match.ID != Yes:
			case match.Name == Unknown:
				n.Unread++
			case match.Name != No || w.Expected == No:
			case f.isSettling(c.created) || f.directorySettling(d) || f.cloudBetween(i) || f.directoryBetween(int(c.copy)):
				n.StaleSettling++
			case f.writebacks[c.writeback].Expected == Yes:
				n.Stale++
			case f.writebacks[c.writeback].Expected == Unknown:
				n.StaleUndecided++
			}
		}
	}
}

// ReferenceTotals counts the people that copies of Connect should hold.
type ReferenceTotals struct {
	// Expected counts memberships of people in copies of Connect whose lists were read completely.
	Expected int `json:"expected"`
	// Undecided counts groups that are left out: which directory group is the copy is not known, its lists were not read
	// completely, or it is not known whether Connect writes it.
	Undecided int `json:"undecided"`
	// Missing is the least number of them that can be missing, by the sizes of the lists alone.
	Missing int `json:"missing"`
	// PeopleByCloudSync is yes when a cloud sync job brings people to the cloud, no when jobs were
	// read and none does, else unknown. Connect knows no one whom it did not bring itself.
	PeopleByCloudSync Answer `json:"people_by_cloud_sync"`
}

func (f *Facts) countReferences(t *Totals) {
	t.References.PeopleByCloudSync = f.estate.peopleByCloudSync
	for i := range f.cloud {
		c := &f.cloud[i]
		w := &f.writebacks[c.writeback]
		if w.Expected == No || w.Engine == CloudSync || f.hasCopy(i) == No {
			continue
		}
		if w.Expected == Unknown || c.copy == none || !f.comparable(i) {
			t.References.Undecided++
			continue
		}
		people := 0
		for _, n := range f.cloudMembers.of(i) {
			if f.people.traits[n].class() == numSyncedUser {
				people++
			}
		}
		t.References.Expected += people
		t.References.Missing += max(0, people-len(f.directoryMembers.of(int(c.copy)))-len(f.estate.primary[c.copy]))
	}
}

// markSplitOUs marks the containers in and below those that Totals.SplitOUs counts.
func (f *Facts) markSplitOUs() {
	if f.totals.SplitOUs == nil || *f.totals.SplitOUs < 2 {
		return
	}
	o := newOUs(f.parents)
	for i := range f.directory {
		if d := &f.directory[i]; d.flags.has(directoryConnect) {
			o.add(d.parent, d.flags.has(directoryBoth) && f.tenant.CloudSync != Off)
		}
	}
	tops := o.shares(f.ou)
	for i := range f.parents.list {
		p := &f.parents.list[i]
		p.place.split = tops[p.folded]
		o.ancestors(p.folded, func(above string) { p.place.split = p.place.split || tops[above] })
	}
}

// countEstate counts what needs the state of every group.
func (f *Facts) countEstate() {
	f.markSplitOUs()
	f.countNaming(&f.totals)
	f.countMailing(&f.totals)
	f.countReferences(&f.totals)
	f.countConnect()
}
