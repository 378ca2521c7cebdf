package diff

import (
	"cmp"
	"slices"
	"strings"
)

// The values of MemberDifference.Difference.
const (
	DifferenceMissing     = "missing"
	DifferenceForeign     = "foreign"
	DifferenceDomainLocal = "domainLocal"
	DifferenceExcluded    = "excluded"
	DifferenceUndecided   = "undecided"
)

// Detail fills s.Details: texts, reasons, candidates, children and all member differences. It is
// for the subjects that are reported, since a group may have a million differences. Subject s
// must come from the same Facts.
func (a *Assembler) Detail(s *Subject) {
	f := a.comparer.Facts
	i, ok := f.Position(s.Identity.Key)
	if !ok {
		return
	}
	d := &Details{}
	s.Details = d
	var cloud, directory int
	if i < len(f.cloud) {
		cloud, directory = i, int(f.cloud[i].copy)
		a.cloudDetails(d, cloud)
	} else {
		cloud, directory = none, int(f.unclaimed[i-len(f.cloud)])
	}
	if directory != none {
		details := f.directoryDetails(directory, cloud)
		d.Directory = &details
		if cloud != none {
			from := f.directory[directory].texts(&f.directoryTexts)
			details.Drift = f.driftOf(nil, s, &f.cloud[cloud], &from, driftUnread{cloud: f.cloud[cloud].missing, directory: f.directory[directory].unread})
		}
	}
	d.Differences = a.differences(cloud, directory)
	if cloud == none && s.Directory.AnchorState == AnchorSoftDeleted {
		d.Differences = a.left(directory)
	}
}

// left lists everybody in a copy whose cloud group was deleted: nobody in it is a member of anything that is written.
func (a *Assembler) left(directory int) []MemberDifference {
	c := a.comparer
	var list []MemberDifference
	for _, d := range c.directoryMembers.of(directory) {
		diff := MemberDifference{Difference: DifferenceForeign, Class: ClassForeignAD, Reason: "the cloud group of the copy is deleted"}
		diff.Name, diff.DN = c.accountName(d)
		if c.accounts.traits[d].has(accountFSP) {
			diff.Class = ClassFSP
		}
		if n := c.accounts.cloud[d]; n != none {
			diff.CloudID = c.people.ids[n].String()
		}
		list = append(list, diff)
	}
	sortDifferences(list)
	return list
}

func (a *Assembler) cloudDetails(d *Details, row int) {
	f := a.comparer.Facts
	c := &f.cloud[row]
	texts := c.texts(&f.cloudTexts)
	d.Cloud = &CloudDetails{
		DisplayName: texts.displayName, Description: texts.description, Mail: texts.mail, RawType: texts.rawType,
		Created: timeOf(c.created), Dynamic: c.flags.has(cloudDynamic), Unreadable: f.unreadable[row],
	}
	for _, candidate := range slices.Concat(f.candidates[int32(row)], f.disagreeing[int32(row)]) {
		own := f.directory[candidate].texts(&f.directoryTexts)
		d.Candidates = append(d.Candidates, CandidateDetails{f.directoryDetails(int(candidate), row), f.directoryFacts(int(candidate), &own)})
	}
	f.effective(row, &unpacked{}, &d.Trace)
	d.Children, d.Arriving = f.childEdges(row)
}

// directoryDetails are the texts of a directory group, with the names expected by its cloud group.
func (f *Facts) directoryDetails(row, cloud int) DirectoryDetails {
	r := &f.directory[row]
	texts := r.texts(&f.directoryTexts)
	d := DirectoryDetails{
		GUID: r.guid.String(), DN: f.dnOf(r, &texts), CN: texts.cn, SAMAccountName: texts.sam,
		DisplayName: texts.displayName, Description: texts.description, Mail: texts.mail,
		AdminDescription: texts.admin, ExternalDirectoryObjectID: texts.external, SID: texts.sid, AnchorsRead: f.anchorsReadOf(r),
		WhenCreated: timeOf(r.created), WhenChanged: timeOf(r.changed),
	}
	if cloud != none {
		c := &f.cloud[cloud]
		own := c.texts(&f.cloudTexts)
		d.ExpectedCNs = ExpectedCNs(named(own.displayName, own.named), c.id)
	}
	if cloud == none && r.namesOne() {
		d.AnchorID = r.anchorID.String()
	}
	return d
}

// childEdges lists the edges from row that break or close a cycle, and those that arrive, each ordered by
// id.
func (f *Facts) childEdges(row int) (broken, arriving []ChildEdge) {
	for _, member := range f.cloudMembers.of(row) {
		if f.people.traits[member]&traitGroup == 0 {
			continue
		}
		edge := ChildEdge{ID: f.people.ids[member].String(), Kind: KindUnknown, Problem: f.problem(row, member)}
		edge.Name, _ = f.personName(member)
		if child := f.people.group[member]; child != none {
			edge.Kind = f.cloud[child].kind.kind()
			if edge.Problem == "" && f.nesting.component[child] == f.nesting.component[row] {
				edge.Problem = ProblemCycle
			}
		}
		if edge.Problem != "" {
			broken = append(broken, edge)
		} else {
			arriving = append(arriving, edge)
		}
	}
	byID := func(a, b ChildEdge) int { return strings.Compare(a.ID, b.ID) }
	slices.SortFunc(broken, byID)
	slices.SortFunc(arriving, byID)
	return broken, arriving
}

// differences lists all members that are not simply on both sides.
func (a *Assembler) differences(cloud, directory int) []MemberDifference {
	c := a.comparer
	if cloud == none {
		return c.domainLocal(nil, directory)
	}
	m := a.members(cloud, directory)
	compared := m.Cloud == coverComplete.String() && m.Directory == coverComplete.String()
	var list []MemberDifference
	for _, n := range c.cloudMembers.of(cloud) {
		list = c.cloudDifference(list, n, compared)
	}
	if compared {
		for _, d := range c.strangers {
			list = append(list, c.stranger(d))
		}
	}
	list = c.domainLocal(list, directory)
	sortDifferences(list)
	return list
}

func sortDifferences(list []MemberDifference) {
	slices.SortStableFunc(list, func(x, y MemberDifference) int {
		return cmp.Or(
			cmp.Compare(slices.Index(differenceOrder[:], x.Difference), slices.Index(differenceOrder[:], y.Difference)),
			strings.Compare(string(x.Class), string(y.Class)), strings.Compare(x.CloudID, y.CloudID), strings.Compare(x.DN, y.DN))
	})
}

var differenceOrder = [...]string{DifferenceMissing, DifferenceForeign, DifferenceDomainLocal, DifferenceExcluded, DifferenceUndecided}

// cloudDifference appends what is to be said of cloud member n. Without a comparison nothing is
// missing, and what only presence could settle is undecided.
func (c *comparer) cloudDifference(list []MemberDifference, n uint32, compared bool) []MemberDifference {
	t := c.people.traits[n]
	diff := MemberDifference{Class: classes[t.class()], CloudID: c.people.ids[n].String(), Reason: reasons[t.class()]}
	diff.Name, diff.DN = c.personName(n)
	found, _ := c.fate(n)
	switch found {
	case fateExpected:
		switch {
		case !compared:
			return list
		case c.isBlurred(n):
			diff.Difference, diff.Reason = DifferenceUndecided, reasonBlurred
		default:
			diff.Difference = DifferenceMissing
			diff.Reason = "must be a member of the copy and is not"
			account := c.people.account[n]
			diff.Unread = account == none || c.isUnread(uint32(account))
		}
	case fateMatched:
		return list
	case fatePresent:
		diff.Difference = c.presentDifference(t)
		diff.Reason += "; it is a member of the copy nevertheless"
	case fateHidden:
		diff.Difference, diff.Reason = DifferenceExcluded, reasonPrimary
	case fateExcluded:
		diff.Difference = DifferenceExcluded
	case fateDisputed:
		diff.Difference, diff.Reason = DifferenceUndecided, reasonDisputed
	case fateUndecided:
		diff.Difference = DifferenceUndecided
		if t.disposition(c.by) == expected {
			diff.Reason = reasonHolder
		}
	case fateIfPresent:
		diff.Difference, diff.Reason = DifferenceUndecided, "it is open whether the engine writes this member, and it was not found"
	}
	return append(list, diff)
}

// presentDifference tells of a member found in the copy whether it was excluded or undecided.
func (c *comparer) presentDifference(t trait) string {
	if t.disposition(c.by) == excluded {
		return DifferenceExcluded
	}
	return DifferenceUndecided
}

// reasons say by class why a member is excluded or undecided.
var reasons = [...]string{
	numSyncedUser:           "comes from the directory",
	numGuest:                "a guest without an account in the directory is never written",
	numCloudOnlyUser:        "a person without an account in the directory is never written",
	numSyncedGroup:          "comes from the directory, and this engine does not reference such groups",
	numSyncedGroupLocal:     "a universal group cannot contain a domain-local group",
	numCloudGroupWritten:    "is written by another engine",
	numCloudGroupNotWritten: "is not written to the directory",
	numCloudGroupUndecided:  "it is not known whether this group is written",
	numDevice:               "devices are referenced only by Connect with device writeback",
	numServicePrincipal:     "service principals are never written",
	numContact:              "contacts are written only when they come from the directory",
	numUnreadable:           "what it is was not read",
	numOther:                "objects of this type are not known to be written",
	numOtherForest:          "its account lies in another forest, which a universal group cannot hold",
}

// stranger describes a member of the copy that no cloud member is known to be.
func (c *comparer) stranger(d uint32) MemberDifference {
	diff := MemberDifference{Difference: DifferenceForeign, Class: ClassForeignAD}
	diff.Name, diff.DN = c.accountName(d)
	t := c.accounts.traits[d]
	if t.has(accountFSP) {
		diff.Class = ClassFSP
	}
	kind, _ := c.foreignKind(d)
	diff.Unread = kind != foreignElsewhere && kind != foreignDangerous && c.isUnread(d)
	switch {
	case c.blurredDirectory[c.accounts.profile[d]]:
		diff.Unread = false
		diff.Difference, diff.Reason = DifferenceUndecided, "shares no key with a cloud member that was not found and may be it"
	case slices.Contains(c.left, d):
		diff.Reason = "was a member of the cloud group in the earlier snapshot and is none any more"
		if n := c.accounts.cloud[d]; n != none {
			diff.CloudID = c.people.ids[n].String()
		}
	case t.has(accountKnown):
		diff.Reason = "a known cloud object that is no member of the cloud group"
		if n := c.accounts.cloud[d]; n != none {
			diff.CloudID = c.people.ids[n].String()
		}
	case c.isOutOfScope(d):
		diff.Reason = "lies outside the scope of Connect, which neither knows nor removes it"
	case t.has(accountNoCloud):
		diff.Reason = "no cloud object exists for it"
	default:
		diff.Reason = "whether a cloud object exists for it was not read"
	}
	return diff
}

// domainLocal appends the members of the copy that are domain-local groups.
func (c *comparer) domainLocal(list []MemberDifference, directory int) []MemberDifference {
	if directory == none {
		return list
	}
	for _, d := range c.directoryMembers.of(directory) {
		if !c.accounts.traits[d].has(accountDomainLocal) {
			continue
		}
		diff := MemberDifference{Difference: DifferenceDomainLocal, Class: ClassForeignAD, Reason: "a universal group cannot contain a domain-local group"}
		diff.Name, diff.DN = c.accountName(d)
		if n := c.accounts.cloud[d]; n != none {
			diff.Class, diff.CloudID = classes[c.people.traits[n].class()], c.people.ids[n].String()
		}
		list = append(list, diff)
	}
	return list
}

// personName returns how people know a cloud principal, and the DN of its account, "" without one.
func (f *Facts) personName(n uint32) (name, dn string) {
	texts := f.cloudTexts.at(f.people.text[n])
	display, upn := texts.text(), texts.text()
	name, dn = orElse(display, upn), texts.text()
	if row := f.people.group[n]; row != none {
		name = orElse(f.cloud[row].texts(&f.cloudTexts).displayName, name)
	}
	if d := f.people.account[n]; d != none {
		_, dn = f.accountName(uint32(d))
	}
	return name, dn
}

// accountName returns how people know a directory principal, and its DN as received.
func (f *Facts) accountName(d uint32) (name, dn string) {
	texts := f.directoryTexts.at(f.accounts.text[d])
	rdn := texts.text()
	display, sam := texts.text(), texts.text()
	name = orElse(display, sam)
	if name == "" {
		_, value, _ := strings.Cut(rdn, "=")
		name = unescapeRDN(value)
	}
	return name, joinDN(rdn, f.parents.list[f.accounts.parent[d]].dn)
}
