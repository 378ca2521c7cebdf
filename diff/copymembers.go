package diff

import "slices"

// CopyMember is a person who is a member of a copy, directly or through groups inside it.
type CopyMember struct {
	// Key tells people apart within a snapshot: the cloud id, else the DN.
	Key, Name, DN string
	// Direct is false for who is a member only through another group.
	Direct bool
}

// CopyMembers lists who is in the directory groups that are, or claim to be, the copy of subject i,
// through groups inside them, too; ordered as the groups list them. Whole is false when the members
// of one of these groups were not all read or are of unknown class, or whether there is a copy is not known, so that
// there may be more.
// Computers, services and foreign objects are left out, and so is who has the copy as primary group.
func (f *Facts) CopyMembers(i int) (people []CopyMember, whole bool) {
	w := copyWalk{Facts: f, queue: f.copiesOf(i), groups: map[int]bool{}, seen: map[uint32]bool{}}
	w.whole = len(w.queue) > 0 || f.hasCopy(i) != Unknown
	top := len(w.queue)
	for at := 0; at < len(w.queue); at++ {
		w.visit(w.queue[at], at < top)
	}
	return w.people, w.whole
}

// copiesOf returns the directory rows that are, or claim to be, the copy of subject i.
func (f *Facts) copiesOf(i int) []int {
	switch {
	case i >= len(f.cloud):
		return []int{int(f.unclaimed[i-len(f.cloud)])}
	case f.cloud[i].copy != none:
		return []int{int(f.cloud[i].copy)}
	}
	var rows []int
	for _, row := range f.candidates[int32(i)] {
		rows = append(rows, int(row))
	}
	return rows
}

// ofCopy asks about the copy of a cloud row. Where several directory groups claim to be it, the answer is the one that
// all of them give; no for a group without a copy, unless one that names another cloud group too may be it.
func (f *Facts) ofCopy(row int, ask func(*directoryRow) Answer) Answer {
	if copied := f.cloud[row].copy; copied != none {
		return ask(&f.directory[copied])
	}
	rivals, answer := f.rivalsOf(row), No
	for i, rival := range rivals {
		switch told := ask(&f.directory[rival]); {
		case i == 0 && f.cloud[row].candidates > 0:
			answer = told
		case told != answer:
			return Unknown
		}
	}
	return answer
}

// rivalsOf returns the directory rows of which one may be the copy of a cloud row that has none: those that claim it,
// else those that name it and another one.
func (f *Facts) rivalsOf(row int) []int32 {
	switch {
	case f.cloud[row].copy != none:
		return nil
	case f.cloud[row].candidates > 0:
		return f.candidates[int32(row)]
	}
	return f.disagreeing[int32(row)]
}

// CopyDNs returns the DNs of the directory groups that are, or claim to be, the copy of subject i, in their order.
func (f *Facts) CopyDNs(i int) []string {
	dns := []string{}
	for _, row := range f.copiesOf(i) {
		d := &f.directory[row]
		texts := d.texts(&f.directoryTexts)
		dns = append(dns, f.dnOf(d, &texts))
	}
	slices.Sort(dns)
	return dns
}

// copyWalk goes through copies and the groups inside them, each once.
type copyWalk struct {
	*Facts
	queue  []int
	groups map[int]bool
	seen   map[uint32]bool
	people []CopyMember
	whole  bool
}

func (w *copyWalk) visit(row int, direct bool) {
	if w.groups[row] {
		return
	}
	w.groups[row] = true
	status, _ := w.directoryCoverage(row)
	w.whole = w.whole && status == coverComplete
	for _, member := range w.directoryMembers.of(row) {
		if group := w.accounts.group[member]; group != none {
			w.queue = append(w.queue, int(group))
			continue
		}
		if !w.seen[member] {
			w.seen[member] = true
			w.take(member, direct)
		}
	}
}

// take adds a member that is no group of which the members are known.
func (w *copyWalk) take(member uint32, direct bool) {
	t, n := w.accounts.traits[member], w.accounts.cloud[member]
	switch {
	case t.has(accountGroup) || n != none && w.Facts.people.traits[n]&traitGroup != 0:
		w.whole = false
		return
	case t.has(accountComputer | accountService | accountFSP):
		return
	case !t.has(accountSeen) && n == none:
		// It may be a group as well as a person.
		w.whole = false
	}
	w.people = append(w.people, w.copyMember(member, direct))
}

func (f *Facts) copyMember(member uint32, direct bool) CopyMember {
	m := CopyMember{Direct: direct}
	m.Name, m.DN = f.accountName(member)
	m.Key = m.DN
	if n := f.accounts.cloud[member]; n != none {
		m.Key = f.people.ids[n].String()
		if name, _ := f.personName(uint32(n)); name != "" {
			m.Name = name
		}
	}
	return m
}
