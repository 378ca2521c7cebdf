package changes

import (
	"bytes"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// table numbers members of both snapshots: one object has one number, whatever it is called.
type table struct {
	entries []entry
	// byID and byName number entries; see people and accounts.
	byID   map[snapshot.GUID]uint32
	byName map[string]uint32
}

// entry is one member: a cloud object, or an account with its DN.
type entry struct {
	id       snapshot.GUID
	dn, name string
	// recorded says which snapshots have a record of the account: the earlier, the later.
	recorded [2]bool
	// met says which snapshots have it in a list of members.
	met [2]bool
}

func newTable() *table {
	return &table{byID: map[snapshot.GUID]uint32{}, byName: map[string]uint32{}}
}

func (t *table) add(e entry) uint32 {
	t.entries = append(t.entries, e)
	return uint32(len(t.entries) - 1)
}

func (t *table) member(n uint32) Member {
	e := &t.entries[n]
	m := Member{DN: e.dn, Name: e.name}
	if !e.id.IsZero() {
		m.ID = e.id.String()
	}
	return m
}

// people are the members of cloud groups. Only those that came or went somewhere are numbered.
type people struct {
	*table
	// ids and names are of all that were read, by id.
	ids   []snapshot.GUID
	names []string
}

func newPeople() *people { return &people{table: newTable()} }

// note keeps the name of one that was read; they come in the order of their ids.
func (p *people) note(id snapshot.GUID, name string) {
	p.ids, p.names = append(p.ids, id), append(p.names, strings.Clone(name))
}

// number numbers a member that came or went.
func (p *people) number(id snapshot.GUID) uint32 {
	if n, ok := p.byID[id]; ok {
		return n
	}
	name := ""
	if at, ok := slices.BinarySearchFunc(p.ids, id, func(a, b snapshot.GUID) int { return bytes.Compare(a[:], b[:]) }); ok {
		name = p.names[at]
	}
	n := p.add(entry{id: id, name: name})
	p.byID[id] = n
	return n
}

// The sides of a comparison.
const (
	earlier = iota
	later
)

// accounts are the members of directory groups: an account is the same when its objectGUID is, and
// where that is not known in both snapshots, when its DN is.
type accounts struct {
	*table
	// sides number the folded DNs of each snapshot; byName numbers those without a record in either.
	sides [2]map[string]uint32
}

func newAccounts() *accounts {
	return &accounts{table: newTable(), sides: [2]map[string]uint32{{}, {}}}
}

// note numbers an account; a or b is nil for one that only the other snapshot has.
func (t *accounts) note(a, b *snapshot.DirectoryPrincipal, id snapshot.GUID) uint32 {
	last := b
	if last == nil {
		last = a
	}
	n := t.add(entry{id: id, dn: last.DN, name: accountName(last), recorded: [2]bool{a != nil, b != nil}})
	if a != nil {
		t.sides[earlier][a.FoldedDN] = n
	}
	if b != nil {
		t.sides[later][b.FoldedDN] = n
	}
	return n
}

// of returns the number of a member of one of the snapshots. One that this snapshot has no record of
// is taken for the account that had this DN in the other one, unless that has another DN here.
func (t *accounts) of(side int, folded string) uint32 {
	if n, ok := t.sides[side][folded]; ok {
		return n
	}
	if n, ok := t.sides[1-side][folded]; ok && !t.entries[n].recorded[side] {
		return n
	}
	if n, ok := t.byName[folded]; ok {
		return n
	}
	folded = strings.Clone(folded)
	n := t.add(entry{dn: folded, name: accountName(&snapshot.DirectoryPrincipal{DN: folded})})
	t.byName[folded] = n
	return n
}
