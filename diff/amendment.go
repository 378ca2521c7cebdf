package diff

import (
	"slices"
	"strings"
)

// Amendment is a change of who is in a group and in its copy: people and objects that are put into the lists of members or taken
// out of them, one after the other. Everything that counts members follows from the lists, see Facts.Amended.
type Amendment struct{ moves []memberMove }

// memberMove puts one object into lists or takes it out: out of the cloud group, the copy or both; none for a side that it
// leaves alone.
type memberMove struct {
	person, account int32
	in              bool
}

// Len counts those who move.
func (a Amendment) Len() int { return len(a.moves) }

// First is the change of the first n alone.
func (a Amendment) First(n int) Amendment { return Amendment{a.moves[:n]} }

// Within reports whether other moves everybody whom a moves.
func (a Amendment) Within(other Amendment) bool {
	return !slices.ContainsFunc(a.moves, func(m memberMove) bool { return !slices.Contains(other.moves, m) })
}

// AmendedMember is one object that an amendment moves, as people know it.
type AmendedMember struct {
	// CloudID is that of a member of the cloud group, DN that of a member of the copy; "" on a side that stays as it is.
	CloudID string `json:"cloud_id"`
	DN      string `json:"dn"`
	Name    string `json:"name"`
	// In says that it is put into the lists, not taken out.
	In bool `json:"in"`
}

// Amending names whom an amendment moves.
func (f *Facts) Amending(a Amendment) []AmendedMember {
	list := make([]AmendedMember, 0, len(a.moves))
	for _, m := range a.moves {
		one := AmendedMember{In: m.in}
		if m.account != none {
			one.Name, one.DN = f.accountName(uint32(m.account))
		}
		if m.person != none {
			one.CloudID = f.people.ids[m.person].String()
			one.Name, _ = f.personName(uint32(m.person))
		}
		list = append(list, one)
	}
	return list
}

// Uncounting takes everybody out of the group of subject i, or puts them where they are missing, who is counted by the fact with
// the name in a control's input; false for a fact that counts no members.
func (f *Facts) Uncounting(i int, fact string) (Amendment, bool) {
	if i >= f.Len() || i < 0 {
		return Amendment{}, false
	}
	cloud, directory := f.rowsOf(i)
	c := f.newComparer()
	(&Assembler{c}).members(cloud, directory)
	u := uncounter{comparer: c, cloud: cloud, directory: directory}
	known := u.count(fact)
	return Amendment{u.moves}, known
}

// Joining puts up to limit people into the group of subject i and its copy whom its engine must write and who are in neither.
func (f *Facts) Joining(i, limit int) Amendment {
	cloud, directory := f.rowsOf(i)
	c := f.newComparer()
	(&Assembler{c}).members(cloud, directory)
	var a Amendment
	for n := range f.people.ids {
		account := f.people.account[n]
		if len(a.moves) == limit || cloud == none {
			break
		}
		if _, member := c.fate(uint32(n)); member || account == none || f.people.traits[n].disposition(c.by) != expected ||
			f.people.traits[n].class() != numSyncedUser {
			continue
		}
		if directory != none && slices.Contains(f.directoryMembers.of(directory), uint32(account)) {
			continue
		}
		a.moves = append(a.moves, memberMove{int32(n), account, true})
	}
	return a
}

// Amended returns the facts as they are after changes of the members of subject i. What is known of other groups, and of the
// nesting of all, stays as it was.
func (f *Facts) Amended(i int, changes ...Amendment) *Facts {
	people, accounts := map[int32]bool{}, map[int32]bool{}
	for _, a := range changes {
		for _, m := range a.moves {
			if m.person != none {
				people[m.person] = m.in
			}
			if m.account != none {
				accounts[m.account] = m.in
			}
		}
	}
	after := *f
	cloud, directory := f.rowsOf(i)
	if cloud != none {
		after.cloudMembers.amend(cloud, people)
	}
	if directory != none {
		after.directoryMembers.amend(directory, accounts)
	}
	return &after
}

// rowsOf are the rows of subject i on both sides, none for one that it does not have.
func (f *Facts) rowsOf(i int) (cloud, directory int) {
	if i < len(f.cloud) {
		return i, int(f.cloud[i].copy)
	}
	return none, int(f.unclaimed[i-len(f.cloud)])
}

// uncounter finds who is counted, after the members of a pair were compared.
type uncounter struct {
	*comparer
	cloud, directory int
	moves            []memberMove
}

// count finds the members that a fact counts; false for another fact.
func (u *uncounter) count(fact string) bool {
	switch class, ofClass := strings.CutPrefix(fact, "members.classes."); {
	case ofClass:
		u.leave(func(n uint32) bool { return string(classes[u.people.traits[n].class()]) == class })
		return true
	case foreignCounts[fact] != nil:
		u.foreign(foreignCounts[fact])
		return true
	case cloudCounts[fact] != nil:
		u.leave(func(n uint32) bool { return cloudCounts[fact](u, n) })
		return true
	case copiedCounts[fact] != nil:
		u.dismiss(func(d uint32) bool { return copiedCounts[fact](u, d) })
		return true
	case missingCounts[fact] != nil:
		u.arrive(func(n uint32) bool { return missingCounts[fact](u, n) })
		return true
	}
	return false
}

// foreignCounts are the counts of foreign members, who are taken out of the copy.
var foreignCounts = map[string]func(*ForeignClasses) int{
	"members.foreign":                        func(*ForeignClasses) int { return 1 },
	"members.foreign_classes.other_forest":   func(f *ForeignClasses) int { return f.OtherForest },
	"members.foreign_classes.dangerous":      func(f *ForeignClasses) int { return f.Dangerous },
	"members.foreign_classes.leavers":        func(f *ForeignClasses) int { return f.Leavers },
	"members.foreign_classes.plain":          func(f *ForeignClasses) int { return f.Plain },
	"members.foreign_classes.known":          func(f *ForeignClasses) int { return f.Known },
	"members.foreign_classes.out_of_scope":   func(f *ForeignClasses) int { return f.OutOfScope },
	"members.foreign_classes.forest_unknown": func(f *ForeignClasses) int { return f.ForestUnknown },
}

// cloudCounts are counts of members of the cloud group, who are taken out of it and of its copy.
var cloudCounts = map[string]func(u *uncounter, n uint32) bool{
	"members.cloud_count":         func(*uncounter, uint32) bool { return true },
	"members.known_count":         func(*uncounter, uint32) bool { return true },
	"members.expected":            func(u *uncounter, n uint32) bool { return u.found(n, fateExpected, fateMatched) },
	"members.excluded":            func(u *uncounter, n uint32) bool { return u.people.traits[n].disposition(u.by) == excluded },
	"members.excluded_others":     (*uncounter).isExcludedOther,
	"members.people.role_holders": func(u *uncounter, n uint32) bool { return u.people.state[n]&stateRole != 0 },
	"members.people.guests": func(u *uncounter, n uint32) bool {
		return u.people.state[n]&stateKind == stateGuest && u.found(n, fateMatched, fatePresent)
	},
	"members.people.leavers":        func(u *uncounter, n uint32) bool { return slices.Contains(u.inactive, n) },
	"nesting.children":              func(u *uncounter, n uint32) bool { return u.people.traits[n]&traitGroup != 0 },
	"nesting.children_not_written":  func(u *uncounter, n uint32) bool { return u.isChild(n, ProblemNotWritten) },
	"nesting.children_unwritable":   func(u *uncounter, n uint32) bool { return u.isChild(n, ProblemUnwritable) },
	"nesting.children_domain_local": func(u *uncounter, n uint32) bool { return u.isChild(n, ProblemDomainLocal) },
	"nesting.children_synced": func(u *uncounter, n uint32) bool {
		class := u.people.traits[n].class()
		return class == numSyncedGroup || class == numSyncedGroupLocal
	},
}

// copiedCounts are counts of members of the copy, who are taken out of it, and of the cloud group where they are in it.
var copiedCounts = map[string]func(u *uncounter, d uint32) bool{
	"members.directory_count": func(*uncounter, uint32) bool { return true },
	"members.domain_local":    func(u *uncounter, d uint32) bool { return u.accounts.traits[d].has(accountDomainLocal) },
	"members.people.privileged": func(u *uncounter, d uint32) bool {
		t := u.accounts.traits[d]
		return t.has(accountPerson) && t.has(accountPrivileged)
	},
}

// missingCounts are counts of members who are put into the copy.
var missingCounts = map[string]func(u *uncounter, n uint32) bool{
	"members.missing":            func(*uncounter, uint32) bool { return true },
	"members.missing_privileged": func(u *uncounter, n uint32) bool { return u.isPrivileged(n) },
}

func (u *uncounter) found(n uint32, any ...fate) bool {
	f, member := u.fate(n)
	return member && slices.Contains(any, f)
}

func (u *uncounter) isExcludedOther(n uint32) bool {
	t := u.people.traits[n]
	return t.disposition(u.by) == excluded && (t.class() == numServicePrincipal || t.class() == numContact)
}

func (u *uncounter) isChild(n uint32, problem string) bool {
	return u.people.traits[n]&traitGroup != 0 && u.problem(u.cloud, n) == problem
}

// foreign takes foreign members out of the copy.
func (u *uncounter) foreign(counts func(*ForeignClasses) int) {
	for _, d := range u.strangers {
		var one ForeignClasses
		if u.blurredDirectory[u.accounts.profile[d]] {
			continue
		}
		if u.countForeign(d, &one); counts(&one) > 0 {
			u.moves = append(u.moves, memberMove{none, int32(d), false})
		}
	}
}

// leave takes members of the cloud group out of both.
func (u *uncounter) leave(is func(n uint32) bool) {
	if u.cloud == none {
		return
	}
	in := u.accountsIn()
	for _, n := range u.cloudMembers.of(u.cloud) {
		if !is(n) {
			continue
		}
		account, there := in[int32(n)]
		if !there {
			account = none
		}
		u.moves = append(u.moves, memberMove{int32(n), account, false})
	}
}

// accountsIn are the accounts in the copy by the person they stand for.
func (u *uncounter) accountsIn() map[int32]int32 {
	in := map[int32]int32{}
	if u.directory == none {
		return in
	}
	for _, d := range u.directoryMembers.of(u.directory) {
		if n := u.accounts.cloud[d]; n != none {
			in[n] = int32(d)
		}
	}
	return in
}

// dismiss takes members of the copy out of both.
func (u *uncounter) dismiss(is func(d uint32) bool) {
	if u.directory == none {
		return
	}
	for _, d := range u.directoryMembers.of(u.directory) {
		if is(d) {
			u.moves = append(u.moves, memberMove{u.accounts.cloud[d], int32(d), false})
		}
	}
}

// arrive puts missing members into the copy whose accounts are known.
func (u *uncounter) arrive(is func(n uint32) bool) {
	if u.cloud == none || u.directory == none {
		return
	}
	for _, n := range u.cloudMembers.of(u.cloud) {
		if account := u.people.account[n]; account != none && u.found(n, fateExpected) && !u.isBlurred(n) && is(n) {
			u.moves = append(u.moves, memberMove{none, account, true})
		}
	}
}
