package diff

// memberFate is what becomes of one member of a copy, and why.
type memberFate struct {
	fate   Fate
	class  MemberClass
	reason string
}

var keptMember = memberFate{fate: FateKept}

// fates are those of the members of a directory group, in their order; cloud is the row of the cloud
// group that it is the copy of.
func (m *Tracer) fates(row, cloud int) []memberFate {
	c := m.comparer
	members := c.directoryMembers.of(row)
	list := make([]memberFate, len(members))
	status, _ := c.cloudCoverage(cloud)
	c.begin()
	for _, n := range c.cloudMembers.of(cloud) {
		c.stamp(n, fateExpected)
	}
	strangers := false
	for at, member := range members {
		n := c.accounts.cloud[member]
		if n != none {
			if _, belongs := c.fate(uint32(n)); belongs {
				c.stamp(uint32(n), fateMatched)
				list[at] = m.fateOf(uint32(n))
				continue
			}
		}
		strangers = true
		list[at] = memberFate{FateLost, m.strangerClass(member), ReasonNoMember}
		if status != coverComplete {
			list[at].fate, list[at].reason = FateUndecided, ReasonListGap
		}
	}
	if strangers && status == coverComplete {
		m.blur(list, members, c.cloudMembers.of(cloud))
	}
	return list
}

func (m *Tracer) strangerClass(member uint32) MemberClass {
	if m.comparer.accounts.traits[member].has(accountFSP) {
		return ClassFSP
	}
	return ClassForeignAD
}

// blur leaves open what becomes of members that may be a cloud member with which they share no key.
func (m *Tracer) blur(list []memberFate, members, cloud []uint32) {
	c := m.comparer
	var open profileSet
	for _, n := range cloud {
		if found, _ := c.fate(n); found == fateExpected {
			open.add(c.people.profile[n])
		}
	}
	for at, member := range members {
		if list[at].reason != ReasonNoMember {
			continue
		}
		for _, n := range open.list[:open.count] {
			if mayBe(n, c.accounts.profile[member]) {
				list[at].fate, list[at].reason = FateUndecided, reasonMayBe
				break
			}
		}
	}
}

// fateOf says what the destination does with a member of the cloud group that is in the copy.
func (m *Tracer) fateOf(n uint32) memberFate {
	c := m.comparer
	t := c.people.traits[n]
	if t&traitGroup != 0 {
		return m.fateOfGroup(n, t)
	}
	class := classes[t.class()]
	switch d := t.disposition(m.by); {
	case d == expected && m.by == columnCloudSync && t.class() == numSyncedUser:
		return m.fateByIdentity(n, class)
	case d == expected, d == ifPresent && m.by == columnConnect:
		return keptMember
	case d == excluded && t.class() == numSyncedUser:
		return memberFate{FateLost, class, ReasonUsersOff}
	case d == excluded:
		return memberFate{FateLost, class, reasons[t.class()]}
	case t.class() == numSyncedUser:
		return memberFate{FateUndecided, class, ReasonUsersOpen}
	}
	return memberFate{FateUndecided, class, reasons[t.class()]}
}

// fateByIdentity says whether cloud sync finds a person of the directory. Without a move that is judged nobody
// compared the identifiers.
//
// Source: CS-09 of the design.
func (m *Tracer) fateByIdentity(n uint32, class MemberClass) memberFate {
	known := m.comparer.moving.identity
	switch {
	case len(known) == 0 || known[n] == identitySame:
		return keptMember
	case known[n] == identityUnread:
		return memberFate{FateUndecided, class, ReasonIdentityOpen}
	}
	return memberFate{FateLost, class, ReasonUnidentified}
}

// fateOfGroup says what becomes of the edge to a child group: it stays where the engine writes the child,
// or where Connect finds the child in the directory anyway.
func (m *Tracer) fateOfGroup(n uint32, t trait) memberFate {
	c := m.comparer
	class, row := classes[t.class()], c.people.group[n]
	synced := t.class() == numSyncedGroup || t.class() == numSyncedGroupLocal
	switch {
	case t.class() == numSyncedGroupLocal && !m.to.Synced:
		return memberFate{FateLost, class, reasonLocal}
	case synced && m.by == columnConnect:
		return keptMember
	case synced && !m.to.Synced:
		return memberFate{FateLost, class, reasonSynced}
	case row == none:
		return memberFate{FateUndecided, class, reasonChildOpen}
	}
	switch m.to.Writes(int(row)) {
	case Yes:
		return keptMember
	case No:
		return memberFate{FateLost, class, reasonChildStays}
	}
	return memberFate{FateUndecided, class, reasonChildOpen}
}
