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
	unsureKind, unsureLeft, unsureM365, unsureType, unsureFilled, unsureAnchored bool
}

func (f *Facts) countCopies(t *Totals) {
	var n copyCounts
	for i := range f.cloud {
		n.cloud(f, &f.cloud[i])
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
		ConnectNested:  counted(n.nested, wrote && (f.memberOfRead || n.connect == 0)),
		CloudSync:      n.cloudSync,
		Undecided:      n.undecided,
		SecurityFilled: counted(n.anchored, directory && !n.unsureAnchored),
	}
}

// cloud counts by the configuration of the cloud group.
func (n *copyCounts) cloud(f *Facts, c *cloudRow) {
	if c.kind.kind() == KindUnknown {
		n.unsureKind = true
	}
	if c.kind.kind() != KindM365 || c.copy == none {
		return
	}
	d, w := &f.directory[c.copy], &f.writebacks[c.writeback]
	anchored := d.match == numExternalID || d.match == numAdminDescription
	if c.isEnabled == triFalse && anchored && !c.converted() {
		switch {
		case !d.flags.has(directoryHasGroupType), w.Expected == Unknown && !w.OverLimit:
			n.unsureLeft = true
		case w.Expected == No && d.groupType == typeUniversalDistribution:
			n.left++
		}
	}
	if w.V2.State == Off || w.V2.Expected == No || w.V2.Type.Category() == CategoryDistribution {
		return
	}
	sure := w.V2.Expected == Yes && w.V2.Type.Category() == CategorySecurity
	switch category := CategoryOf(d.groupTypeValue()); {
	case category == CategoryDistribution:
	case category == CategorySecurity && sure:
		n.m365++
	default:
		n.unsureM365 = true
	}
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
	if d.memberOf > 0 {
		n.nested++
	}
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
