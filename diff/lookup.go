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
}

// MemberEdge is one group that contains the object on one side at least.
type MemberEdge struct {
	// Key is the subject's, Name its name, DN that of its copy, "" without one.
	Key, Name, DN string
	// InCloud and InDirectory say on which sides it is a member.
	InCloud, InDirectory bool
	Class                MemberClass
	// Difference is that of Details.Differences, "" for an expected member that is on both sides or
	// whose sides could not be compared; Reason says why in words.
	Difference, Reason string
	// Members says how both lists were read, and counts them.
	Members Members
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
	v := MemberView{Class: ClassForeignAD}
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
		if d == none || !slices.Contains(f.directoryMembers.of(row), uint32(d)) {
			continue
		}
		switch {
		case r.claim != none:
			rows[[2]int{int(r.claim), int(f.cloud[r.claim].copy)}] = true
		case r.flags.has(directoryUnclaimed):
			rows[[2]int{none, row}] = true
		}
	}
	for pair := range rows {
		v.Edges = append(v.Edges, a.edge(pair[0], pair[1], n, d))
	}
	slices.SortFunc(v.Edges, func(x, y MemberEdge) int { return cmp.Compare(x.Key, y.Key) })
	return v
}

// edge says what one group knows of the object.
func (a *Assembler) edge(cloud, directory int, n, d int32) MemberEdge {
	f, c := a.comparer.Facts, a.comparer
	e := MemberEdge{Class: ClassForeignAD, Members: a.members(cloud, directory)}
	if n != none {
		e.Class = classes[f.people.traits[n].class()]
	}
	if directory != none {
		r := &f.directory[directory]
		texts := r.texts(&f.directoryTexts)
		e.Key, e.Name, e.DN = directoryKey+r.guid.String(), texts.cn, f.dnOf(r, &texts)
		e.InDirectory = d != none && slices.Contains(f.directoryMembers.of(directory), uint32(d))
	}
	if cloud == none {
		return e
	}
	e.Key, e.Name = cloudKey+f.cloud[cloud].id.String(), f.cloud[cloud].texts(&f.cloudTexts).displayName
	e.InCloud = n != none && slices.Contains(f.cloudMembers.of(cloud), uint32(n))
	compared := e.Members.Cloud == coverComplete.String() && e.Members.Directory == coverComplete.String()
	switch {
	case e.InCloud:
		for _, diff := range c.cloudDifference(nil, uint32(n), compared) {
			e.Difference, e.Reason = diff.Difference, diff.Reason
		}
	case e.InDirectory && compared:
		diff := c.stranger(uint32(d))
		e.Difference, e.Reason = diff.Difference, diff.Reason
	}
	return e
}
