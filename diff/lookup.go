package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// MemberView is everything known of one person or object as a member.
type MemberView struct {
	// CloudID is "" for an account without a known cloud object, DN "" for a cloud object without
	// a known account.
	CloudID, DN, Name, UserPrincipalName string
	// Class is foreign_ad for an account without a known cloud object.
	Class MemberClass
	// Edges are the groups that contain it on either side, ordered by key.
	Edges []MemberEdge
	// person and account are the places of both, none for one that is not known.
	person, account int32
}

// MemberEdge is one group that contains the object on one side at least.
type MemberEdge struct {
	// Key is the subject's, Name its name, DN that of its copy, "" without one.
	Key, Name, DN string
	// InCloud and InDirectory say on which sides it is listed as a member.
	InCloud, InDirectory bool
	// Passed is true for a directory group that is no subject: of interest only for the groups that contain it.
	Passed bool
	// InCopy says whether it is a member of the one copy: no where nothing was found and all was read.
	// Unread says why that is unknown; "" where it is known, and where several claim to be the copy.
	InCopy Answer
	Unread string
	// ByPrimary says that it is in the copy because its account has it as primary group: a member that no list of the
	// group names.
	ByPrimary bool
	// Claims are the directory groups that may be the copy where none is known to be it.
	Claims []MemberClaim
	// Disputed names the groups that the anchors of a directory group name where they disagree: by id
	// where no group with it was read.
	Disputed []string
	Class    MemberClass
	// Difference is that of Details.Differences, "" for an expected member that is on both sides or
	// whose sides could not be compared; Reason says why in words.
	Difference, Reason string
	// Members says how both lists were read, and counts them.
	Members Members
}

// MemberClaim is one directory group that may be the copy of a cloud group.
type MemberClaim struct {
	DN string
	// Disputed is true where one of its two anchors names another group, so that it is no candidate.
	Disputed bool
	// In says whether the object is a member of it, Unread why that is unknown.
	In     Answer
	Unread string
}

// Member finds people and objects by cloud id, DN, userPrincipalName, sAMAccountName or whole display
// name, without regard to case, and returns each with the groups that contain it. Several can share
// a name.
func (f *Facts) Member(text string) []MemberView {
	var views []MemberView
	a := f.Assembler()
	for _, pair := range f.find(strings.TrimSpace(text)) {
		views = append(views, a.view(pair[0], pair[1]))
	}
	return views
}

// find returns pairs of cloud principal and account, either of which may be none.
func (f *Facts) find(text string) (pairs [][2]int32) {
	id, idErr := snapshot.ParseGUID(text)
	folded, dnErr := snapshot.FoldDN(text)
	for n := range f.people.ids {
		texts := f.cloudTexts.at(f.people.text[n])
		name, upn := texts.text(), texts.text()
		if idErr == nil && f.people.ids[n] == id || text != "" && (strings.EqualFold(upn, text) || strings.EqualFold(name, text)) {
			pairs = append(pairs, [2]int32{int32(n), f.people.account[n]})
		}
	}
	for d := range f.accounts.text {
		texts := f.directoryTexts.at(f.accounts.text[d])
		texts.next()
		name, account, upn := texts.text(), texts.text(), texts.text()
		hit := text != "" && (strings.EqualFold(name, text) || strings.EqualFold(account, text) || strings.EqualFold(upn, text))
		if !hit && dnErr == nil && folded != "" {
			_, dn := f.accountName(uint32(d))
			own, err := snapshot.FoldDN(dn)
			hit = err == nil && own == folded
		}
		pair := [2]int32{f.accounts.cloud[d], int32(d)}
		if hit && !slices.ContainsFunc(pairs, func(p [2]int32) bool { return p == pair || p[0] != none && p[0] == pair[0] }) {
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

func (a *Assembler) view(n, d int32) MemberView {
	f := a.comparer.Facts
	v := MemberView{Class: ClassForeignAD, person: n, account: d}
	if d != none {
		v.Name, v.DN = f.accountName(uint32(d))
	}
	if n != none {
		v.CloudID, v.Class = f.people.ids[n].String(), classes[f.people.traits[n].class()]
		v.Name, v.DN = f.personName(uint32(n))
		texts := f.cloudTexts.at(f.people.text[n])
		texts.next()
		v.UserPrincipalName = texts.text()
	}
	rows := map[[2]int]bool{}
	for row := range f.cloud {
		if n != none && slices.Contains(f.cloudMembers.of(row), uint32(n)) {
			rows[[2]int{row, int(f.cloud[row].copy)}] = true
		}
	}
	for row := range f.directory {
		r := &f.directory[row]
		if !f.lists(row, n, d) && !f.hasAsPrimary(row, n, d) {
			continue
		}
		switch {
		case r.claim != none:
			rows[[2]int{int(r.claim), int(f.cloud[r.claim].copy)}] = true
		default:
			rows[[2]int{none, row}] = true
		}
	}
	for pair := range rows {
		v.Edges = append(v.Edges, a.edge(pair[0], pair[1], n, d))
	}
	slices.SortFunc(v.Edges, func(x, y MemberEdge) int { return cmp.Compare(x.Key, y.Key) })
	return v
}

// UnreadEdges are the groups that do not list the object and of which members on either side were not read, so that it may be
// one of them: those that are or may be written, and copies; ordered by key. There are no more than limit; whole is false
// where there would be.
func (f *Facts) UnreadEdges(v *MemberView, limit int) (edges []MemberEdge, whole bool) {
	a := f.Assembler()
	listed := map[string]bool{}
	for i := range v.Edges {
		listed[v.Edges[i].Key] = true
	}
	add := func(cloud, directory int) bool {
		if e := a.edge(cloud, directory, v.person, v.account); !listed[e.Key] {
			edges = append(edges, e)
		}
		return len(edges) <= limit
	}
	whole = true
	for row := 0; whole && row < len(f.cloud); row++ {
		copied := int(f.cloud[row].copy)
		status, _ := f.cloudCoverage(row)
		open := status != coverComplete && f.writebacks[f.cloud[row].writeback].Expected != No
		if copied != none {
			status, _ = f.directoryCoverage(copied)
			open = open || status != coverComplete
		}
		whole = !open || add(row, copied)
	}
	for i := 0; whole && i < len(f.unclaimed); i++ {
		row := int(f.unclaimed[i])
		if status, _ := f.directoryCoverage(row); status != coverComplete {
			whole = add(none, row)
		}
	}
	return edges[:min(len(edges), limit)], whole
}

// edge says what one group knows of the object.
func (a *Assembler) edge(cloud, directory int, n, d int32) MemberEdge {
	f, c := a.comparer.Facts, a.comparer
	e := MemberEdge{Class: ClassForeignAD, Members: a.members(cloud, directory), InCopy: No}
	if n != none {
		e.Class = classes[f.people.traits[n].class()]
	}
	if directory != none {
		r := &f.directory[directory]
		texts := r.texts(&f.directoryTexts)
		e.Key, e.Name, e.DN = directoryKey+r.guid.String(), texts.cn, f.dnOf(r, &texts)
		e.InDirectory, e.ByPrimary = f.lists(directory, n, d), f.hasAsPrimary(directory, n, d)
		if e.ByPrimary {
			e.Difference, e.Reason = DifferenceExcluded, reasonPrimary
		}
		e.InCopy, e.Unread = c.holds(directory, n, d)
		e.Passed = r.claim == none && !r.flags.has(directoryUnclaimed)
		for _, id := range f.disputants(r) {
			e.Disputed = append(e.Disputed, f.nameOf(id))
		}
	}
	if cloud == none {
		return e
	}
	e.Key = cloudKey + f.cloud[cloud].id.String()
	e.Name = cmp.Or(f.cloud[cloud].texts(&f.cloudTexts).displayName, e.Name, f.cloud[cloud].id.String())
	e.InCloud = n != none && slices.Contains(f.cloudMembers.of(cloud), uint32(n))
	if directory == none {
		e.Claims = c.claims(cloud, n, d)
		e.InCopy, e.Unread = inCopy(e.Claims, &e.Members)
	}
	compared := e.Members.Cloud == coverComplete.String() && e.Members.Directory == coverComplete.String()
	switch {
	case e.InCloud:
		for _, diff := range c.cloudDifference(nil, uint32(n), compared) {
			e.Difference, e.Reason = diff.Difference, diff.Reason
		}
	case e.InDirectory && compared:
		for _, member := range f.directoryMembers.of(directory) {
			if f.isAccount(member, n, d) {
				diff := c.stranger(member)
				e.Difference, e.Reason = diff.Difference, diff.Reason
			}
		}
	}
	return e
}

// isAccount reports whether an account is d or stands for cloud principal n, for which several do where
// several directory groups claim to be its copy.
func (f *Facts) isAccount(member uint32, n, d int32) bool {
	return int32(member) == d || n != none && f.accounts.cloud[member] == n
}

// lists reports whether a directory group lists the object.
func (f *Facts) lists(row int, n, d int32) bool {
	return slices.ContainsFunc(f.directoryMembers.of(row), func(member uint32) bool { return f.isAccount(member, n, d) })
}

// hasAsPrimary reports whether the account has a directory group as primary group, which makes it a member that the group
// does not list.
//
// Source: MS-SAMR 3.1.1.8.2 (primaryGroupID names the group by its RID).
func (f *Facts) hasAsPrimary(row int, n, d int32) bool {
	return slices.ContainsFunc(f.estate.primary[int32(row)], func(account uint32) bool { return f.isAccount(account, n, d) })
}

// reasonPrimary is why a member is not in the list of the copy although it is in the copy.
const reasonPrimary = "has the copy as its primary group, which the copy does not list"

// reasonBlurred is why nobody knows whether a cloud member is in the copy although both lists were read.
const (
	reasonBlurred  = "a member of the copy shares no key with it and may be it"
	reasonDisputed = "a member of the copy whose two anchors disagree may be it"
	reasonHolder   = "it may have the copy as its primary group, which was not read"
)

// holds says whether the object is a member of a directory group, and why that is unknown. It comes after
// the members of the cloud group, if any, were counted.
func (c *comparer) holds(row int, n, d int32) (Answer, string) {
	if c.lists(row, n, d) || c.hasAsPrimary(row, n, d) {
		return Yes, ""
	}
	if status, reason := c.directoryCoverage(row); status != coverComplete {
		return Unknown, reason
	}
	if n == none || c.people.traits[n].disposition(c.by) == excluded {
		return No, ""
	}
	for _, member := range c.directoryMembers.of(row) {
		if slices.Contains(c.accounts.disputed[member], uint32(n)) {
			return Unknown, reasonDisputed
		}
		if c.accounts.cloud[member] == none && mayBe(c.people.profile[n], c.accounts.profile[member]) {
			return Unknown, reasonBlurred
		}
	}
	if c.primariesOpen(row) && c.mayHold(uint32(n)) {
		return Unknown, reasonHolder
	}
	return No, ""
}

// claims looks for the object in every directory group that may be the copy of a cloud group without one.
func (c *comparer) claims(cloud int, n, d int32) (list []MemberClaim) {
	add := func(row int, disputed bool) {
		r := &c.directory[row]
		texts := r.texts(&c.directoryTexts)
		claim := MemberClaim{DN: c.dnOf(r, &texts), Disputed: disputed}
		claim.In, claim.Unread = c.holds(row, n, d)
		list = append(list, claim)
	}
	for _, row := range c.candidates[int32(cloud)] {
		add(int(row), false)
	}
	for _, row := range c.disagreeing[int32(cloud)] {
		add(int(row), true)
	}
	return list
}

// inCopy says whether the object is in the copy, whichever of the claims is it. A disputed one may be
// none, so who is in it alone may be in no copy.
func inCopy(claims []MemberClaim, m *Members) (Answer, string) {
	candidates, in, out := 0, 0, 0
	for _, c := range claims {
		candidates += count(!c.Disputed)
		in += count(!c.Disputed && c.In == Yes)
		out += count(c.In == No)
	}
	switch {
	case candidates > 0 && in == candidates:
		return Yes, ""
	case out < len(claims):
		return Unknown, ""
	case candidates == 0 && m.Directory == coverAbsent.String():
		return Unknown, m.DirectoryReason
	}
	return No, ""
}

// nameOf is the name of the cloud group with an id; the id where none was read.
func (f *Facts) nameOf(id snapshot.GUID) string {
	row := findRow(f.cloud, id)
	if row == none {
		return id.String()
	}
	return orElse(f.cloud[row].texts(&f.cloudTexts).displayName, id.String())
}
