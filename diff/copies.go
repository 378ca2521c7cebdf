package diff

// CopyTotals counts directory groups by what a change of engines would mean for them; not exactly when
// a stream that the count needs was not read completely.
type CopyTotals struct {
	// LeftByV1 counts anchored universal distribution copies of disabled Microsoft 365 groups that
	// no engine writes (ENG-04).
	LeftByV1 Count `json:"left_by_v1"`
	// M365Security counts security copies of Microsoft 365 groups that V2 writes as such (ENG-25).
	M365Security Count `json:"m365_security"`
	// Connect counts copies with an anchor of V1 or V2 that Connect wrote; CloudSync those with such an
	// anchor that cloud sync writes, Undecided those of which it is not known, which make Connect inexact.
	// ConnectSecurity, ConnectFilled and ConnectNested are those of Connect that are security groups, have
	// members, or are members of other groups.
	Connect         Count `json:"connect"`
	ConnectSecurity Count `json:"connect_security"`
	ConnectFilled   Count `json:"connect_filled"`
	ConnectNested   Count `json:"connect_nested"`
	CloudSync       int   `json:"cloud_sync"`
	Undecided       int   `json:"undecided"`
	// SecurityFilled counts security groups with members whose anchor names one id, live or not.
	SecurityFilled Count `json:"security_filled"`
}

// copyCounts are the counts in the making.
type copyCounts struct {
	left, m365, connect, security, filled, nested, anchored int
	// cloudSync and undecided have an anchor of Connect, too.
	cloudSync, undecided int
	// unsure flags counts that miss something.
	unsureKind, unsureLeft, unsureM365, unsureType, unsureFilled, unsureAnchored, unsureNested bool
}

func (f *Facts) countCopies(t *Totals) {
	var n copyCounts
	for i := range f.cloud {
		n.cloud(f, i)
	}
	for i := range f.directory {
		n.directory(f, i)
	}
	directory := f.wholeDirectory && f.directoryUnreadable == 0
	if !directory {
		// A group that was not read may claim the same cloud group, which then has no copy but candidates.
		n.left, n.m365 = 0, 0
	}
	wrote := directory && n.undecided == 0
	both := directory && f.wholeCloud() && !n.unsureKind && (f.configured() || len(f.cloud) == 0)
	t.Copies = CopyTotals{
		LeftByV1: counted(n.left, both && !n.unsureLeft), M365Security: counted(n.m365, both && !n.unsureM365),
		Connect: counted(n.connect, wrote), ConnectSecurity: counted(n.security, wrote && !n.unsureType),
		ConnectFilled:  counted(n.filled, wrote && !n.unsureFilled),
		ConnectNested:  counted(n.nested, wrote && !n.unsureNested),
		CloudSync:      n.cloudSync,
		Undecided:      n.undecided,
		SecurityFilled: counted(n.anchored, directory && !n.unsureAnchored),
	}
}

// cloud counts by the configuration of the cloud group.
func (n *copyCounts) cloud(f *Facts, row int) {
	c := &f.cloud[row]
	if c.kind.kind() == KindUnknown {
		n.unsureKind = true
	}
	if c.kind.kind() != KindM365 {
		return
	}
	w := &f.writebacks[c.writeback]
	if c.isEnabled == triFalse && !c.converted() {
		left := f.ofCopy(row, func(d *directoryRow) Answer { return leftByV1(d, w) })
		n.left += count(left == Yes)
		n.unsureLeft = n.unsureLeft || left == Unknown
	}
	if w.V2.State == Off || w.V2.Expected == No || w.V2.Type.Category() == CategoryDistribution {
		return
	}
	security := f.ofCopy(row, func(d *directoryRow) Answer { return securityByV2(d, w) })
	n.m365 += count(security == Yes)
	n.unsureM365 = n.unsureM365 || security == Unknown
}

// leftByV1 says whether the copy of a group that V2 does not write is one that V1 wrote.
func leftByV1(d *directoryRow, w *Writeback) Answer {
	switch {
	case !d.anchored():
		return No
	case !d.flags.has(directoryHasGroupType), w.Expected == Unknown && !w.OverLimit:
		return Unknown
	}
	return answer(w.Expected == No && d.groupType == typeUniversalDistribution)
}

// securityByV2 says whether a copy is the security group that V2 makes of a Microsoft 365 group.
func securityByV2(d *directoryRow, w *Writeback) Answer {
	sure := w.V2.Expected == Yes && w.V2.Type.Category() == CategorySecurity
	switch category := CategoryOf(d.groupTypeValue()); {
	case category == CategoryDistribution:
		return No
	case category == CategorySecurity && sure:
		return Yes
	}
	return Unknown
}

// directory counts by the anchor of the directory group.
func (n *copyCounts) directory(f *Facts, row int) {
	d := &f.directory[row]
	category := CategoryOf(d.groupTypeValue())
	filled := len(f.directoryMembers.of(row)) > 0
	status, _ := f.directoryCoverage(row)
	unsure := !filled && status != coverComplete
	if d.namesOne() {
		switch {
		case category == CategorySecurity && filled:
			n.anchored++
		case category != CategoryDistribution && (filled || unsure):
			n.unsureAnchored = true
		}
	}
	if !d.flags.has(directoryConnect) {
		return
	}
	switch f.connectWrote(d) {
	case No:
		n.cloudSync++
		return
	case Unknown:
		n.undecided++
		return
	case Yes:
	}
	n.connect++
	n.unsureType = n.unsureType || category == CategoryUnknown
	n.unsureFilled = n.unsureFilled || unsure
	if category == CategorySecurity {
		n.security++
	}
	if filled {
		n.filled++
	}
	above := f.parentsOf(d)
	n.nested += count(above.AtLeast > 0)
	n.unsureNested = n.unsureNested || above.AtLeast == 0 && above.Exactly == nil
}

// connectWrote says whether Connect wrote a directory group that has an anchor of it. Cloud sync sets the same one,
// writes no Microsoft 365 group, and shares security groups with nobody while V2 is off.
func (f *Facts) connectWrote(d *directoryRow) Answer {
	switch {
	case f.tenant.CloudSync == Off:
		return Yes
	case d.claim == none:
		return Unknown
	}
	c := &f.cloud[d.claim]
	switch kind := c.kind.kind(); {
	case kind == KindM365:
		return Yes
	case kind == KindSecurity && f.tenant.V2 == Off && f.writebacks[c.writeback].CloudSync.effective() == Yes:
		return No
	}
	return Unknown
}
