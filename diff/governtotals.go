package diff

import (
	"slices"
	"sync"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// countGovernance marks and counts what an auditor asks of all written groups.
func (f *Facts) countGovernance(t *Totals) {
	n := &t.Governance
	imitated := f.privilegedSkeletons()
	var copies []int
	for i := range f.cloud {
		c := &f.cloud[i]
		if f.writebacks[c.writeback].Expected == No {
			continue
		}
		f.markName(c, imitated)
		f.markStale(i)
		f.countGoverned(i, n)
		if f.claimed(int32(i)) {
			copies = append(copies, i)
		}
	}
	f.countLeavers(copies, n)
	n.seal(f.wholeCloud(), f.wholeDirectory)
	if register := f.choices.Governance.Register; register != nil {
		n.Rows = len(register.Rows)
		stray := 0
		for i := range register.Rows {
			stray += count(findRow(f.cloud, register.Rows[i].ID) == none)
		}
		n.StrayRows = exactly(stray, f.complete(snapshot.StreamCloudGroups))
	}
}

// markName compares the name with the convention and with the names of privileged groups.
func (f *Facts) markName(c *cloudRow, imitated map[string]bool) {
	texts := c.texts(&f.cloudTexts)
	if imitated[skeleton(texts.displayName)] {
		c.flags |= cloudImitates
	}
	for _, e := range f.governed.naming {
		if e.MatchString(texts.displayName) {
			return
		}
	}
	c.flags |= cloudOutsideNaming
}

// markStale says whether a security copy was left alone for long: no change on either side, no
// group that contains it, and no rule that changes it.
func (f *Facts) markStale(row int) {
	c := &f.cloud[row]
	secured := f.writebacks[c.writeback].secured()
	if secured == No || c.flags.has(cloudDynamic) {
		return
	}
	since := f.daysAgo(f.choices.Governance.Stale)
	lately := c.touched != 0 && since != noTime && int64(c.touched)*microsPerDay >= since
	if lately {
		return
	}
	stale := f.ofCopy(row, func(d *directoryRow) Answer { return f.leftAlone(d, since) })
	switch {
	case f.hasCopy(row) == Unknown, stale == Unknown, stale == Yes && (secured == Unknown || c.touched == 0):
		c.flags |= cloudMaybeStale
	case stale == Yes:
		c.flags |= cloudStale
	}
}

// leftAlone says whether nobody changed a directory group since then, and no other contains it.
func (f *Facts) leftAlone(d *directoryRow, since int64) Answer {
	above := f.parentsOf(d)
	switch {
	case above.AtLeast > 0, d.changed != noTime && since != noTime && d.changed >= since:
		return No
	case above.Exactly == nil, since == noTime, d.changed == noTime:
		return Unknown
	}
	return Yes
}

// countGoverned counts one group that is or may be written.
func (f *Facts) countGoverned(i int, n *GovernanceTotals) {
	c := &f.cloud[i]
	written, secured := f.writebacks[c.writeback].Expected, f.writebacks[c.writeback].secured()
	n.Written += count(written == Yes)
	n.Secured += count(secured == Yes)
	row := f.registerRow(c)
	n.Unreviewed.add(holds(secured, not(f.review(c).Current)))
	n.Stale.add(flagged(c.flags, cloudStale, cloudMaybeStale))
	n.Outside.add(holds(written, not(f.inConvention(c))))
	switch {
	case f.tenant.Governance.Register:
		n.Unregistered.add(holds(written, answer(row == nil)))
	case written == Unknown:
		n.Unregistered.Undecided++
	}
	if !f.claimed(int32(i)) {
		return
	}
	n.Copies += count(written == Yes)
	switch managed := f.ofCopy(i, f.managed); {
	case managed == Yes, row != nil && row.Owner != "":
	case written != Yes:
		n.CopiesUndecided++
	case managed == No:
		n.Unmanaged.Groups.AtLeast++
	default:
		n.Unmanaged.Undecided++
	}
}

// managed says whether a directory group has managedBy.
func (f *Facts) managed(d *directoryRow) Answer {
	switch {
	case d.flags.has(directoryManaged):
		return Yes
	case f.tenant.Governance.ManagedBy && !d.unread.has(unreadManaged):
		return No
	}
	return Unknown
}

// holds is yes where both are, no where either is, else unknown.
func holds(a, b Answer) Answer { return not(either(not(a), not(b))) }

// countLeavers compares the members of those copies that have a leaver among them. It must come
// after members were classified.
func (f *Facts) countLeavers(copies []int, n *GovernanceTotals) {
	var sum sync.Mutex
	var people []uint32
	parallel(len(copies), func(from, to int) {
		var own GovernanceTotals
		var gone []uint32
		a := f.Assembler()
		for _, row := range copies[from:to] {
			gone = append(gone, f.countLeaversOf(a, row, &own)...)
		}
		sum.Lock()
		defer sum.Unlock()
		people = append(people, gone...)
		n.Leavers.Groups.AtLeast += own.Leavers.Groups.AtLeast
		n.Leavers.Undecided += own.Leavers.Undecided
		n.LeaversPrivileged.AtLeast += own.LeaversPrivileged.AtLeast
	})
	n.LeaverMemberships.AtLeast = len(people)
	slices.Sort(people)
	n.LeaverPeople.AtLeast = len(slices.Compact(people))
}

// countLeaversOf counts one copy, and returns its leavers until the assembler is used again.
func (f *Facts) countLeaversOf(a *Assembler, row int, n *GovernanceTotals) []uint32 {
	c := &f.cloud[row]
	left, unread := false, false
	for _, copied := range f.copiesOf(row) {
		for _, account := range f.directoryMembers.of(copied) {
			t := f.accounts.traits[account]
			left = left || t.has(accountLeaver)
			unread = unread || mayLeave(t)
		}
	}
	spread, _ := f.spreadOf(row)
	if c.copy == none {
		n.Leavers.Undecided += count(left || unread || spread == SpreadUnread)
		return nil
	}
	whole := f.comparable(row) && spread != SpreadUnread
	if !left {
		n.Leavers.Undecided += count(unread || !whole)
		return nil
	}
	people := a.members(row, int(c.copy)).People
	switch {
	case people.Leavers > 0 && f.writebacks[c.writeback].Expected == Yes:
		n.Leavers.Groups.AtLeast++
		n.LeaversPrivileged.AtLeast += count(f.path(int(c.copy)).Leads == Yes)
		return a.comparer.inactive
	case people.Leavers > 0 || people.LeaversUnread > 0 || !whole:
		n.Leavers.Undecided++
	}
	return nil
}

// comparable reports whether the members of both sides were read completely.
func (f *Facts) comparable(row int) bool {
	left, _ := f.cloudCoverage(row)
	right, _ := f.directoryCoverage(int(f.cloud[row].copy))
	return left == coverComplete && right == coverComplete
}

// mayLeave reports whether an account may be that of a person who left, since its state was not
// read.
func mayLeave(t accountTrait) bool {
	return !t.has(accountControlled) && (t.has(accountPerson) || !t.has(accountSeen|accountGroup|accountComputer|accountService|accountFSP))
}
