package diff

import "github.com/wbaudit/wbaudit/collect/snapshot"

// countTotals counts over all subjects.
func (f *Facts) countTotals() {
	t := Totals{CloudGroups: len(f.cloud)}
	m365 := m365Totals{}
	typed, unknownKinds := 0, 0
	for i := range f.cloud {
		c := &f.cloud[i]
		w := &f.writebacks[c.writeback]
		switch w.Expected {
		case Yes:
			t.Written++
		case Unknown:
			t.Undecided++
		}
		switch c.kind.kind() {
		case KindM365:
			m365.count(f, i)
		case KindUnknown:
			unknownKinds++
		}
		if f.typedWithoutEnable(c) {
			typed++
		}
		if w.Expected == Yes && w.Category == CategoryDistribution {
			f.countDistribution(i, &t)
		}
	}
	// A group of unknown kind may be any of those that are counted.
	known := f.wholeCloud() && unknownKinds == 0
	configured := known && f.configured()
	t.M365 = counted(m365.all, known)
	t.M365Implicit = counted(m365.implicit, configured && !m365.unsure)
	t.M365Disabled = counted(m365.disabled, configured)
	t.M365DisabledAbsent = counted(m365.absent, configured && !m365.unsureAbsent)
	t.TypeWithoutEnable = counted(typed, configured)
	f.countDirectory(&t)
	f.countConfigured(&t)
	f.countPortal(&t)
	f.countNames(&t)
	f.countCopies(&t)
	f.observe(&t)
	f.countCloudSync(&t)
	f.countGovernance(&t)
	f.totals = t
}

// m365Totals counts Microsoft 365 groups by their configuration.
type m365Totals struct {
	all, implicit, disabled, absent int
	unsure, unsureAbsent            bool
}

func (t *m365Totals) count(f *Facts, row int) {
	c := &f.cloud[row]
	t.all++
	switch v2 := &f.writebacks[c.writeback].V2; c.isEnabled {
	case triNil:
		switch {
		case !f.isConfigured(c):
			t.unsure = true
		case v2.State == Off || v2.Expected == No:
		case v2.State == On && v2.Expected == Yes:
			t.implicit++
		default:
			t.unsure = true
		}
	case triFalse:
		t.disabled++
		switch f.hasCopy(row) {
		case No:
			t.absent++
		case Unknown:
			t.unsureAbsent = true
		}
	}
}

// typedWithoutEnable reports a documented type that nothing switches on. A synced group's
// configuration is noise whatever it says, and a group of unknown kind may be one.
func (f *Facts) typedWithoutEnable(c *cloudRow) bool {
	kind := c.kind.kind()
	if c.isEnabled == triTrue || kind == KindSynced || kind == KindUnknown || !c.flags.has(cloudConfigured) {
		return false
	}
	raw := c.texts(&f.cloudTexts).rawType
	t := ParseType(&raw)
	return t != TypeNone && t != TypeOther
}

// countDistribution counts the people that a distribution copy leaves out.
func (f *Facts) countDistribution(row int, t *Totals) {
	if status, _ := f.cloudCoverage(row); status != coverComplete {
		t.DistributionUndecided++
		return
	}
	people := 0
	for _, n := range f.cloudMembers.of(row) {
		if class := f.people.traits[n].class(); class == numGuest || class == numCloudOnlyUser {
			people++
		}
	}
	if people > 0 {
		t.DistributionExcluded++
		t.DistributionExcludedPeople += people
	}
}

// countDirectory counts directory groups and where the copies of Connect lie.
func (f *Facts) countDirectory(t *Totals) {
	anchored, subjects := 0, 0
	ous := newOUs(f.parents)
	for i := range f.directory {
		d := &f.directory[i]
		if d.claim != none || d.flags.has(directoryUnclaimed) {
			subjects++
		}
		if d.namesOne() {
			anchored++
		}
		if d.flags.has(directoryConnect) {
			ous.add(d.parent, d.flags.has(directoryBoth) && f.tenant.CloudSync != Off)
		}
	}
	whole := f.wholeDirectory && f.directoryUnreadable == 0
	t.Anchored = counted(anchored, whole)
	t.DirectoryGroups = exactly(subjects, f.State(snapshot.StreamDirectoryGroups).Status == snapshot.Complete)
	split, exact := ous.split(f.ou)
	t.OUs, t.SplitOUs = ous.list(), exactly(split, whole && exact)
}

// anyMail reports whether any copy carries mail, without which Exchange writes none.
func (f *Facts) anyMail() bool {
	for i := range f.directory {
		if d := &f.directory[i]; d.claim != none && d.flags.has(directoryHasMail) {
			return true
		}
	}
	return false
}
