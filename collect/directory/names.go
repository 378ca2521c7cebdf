package directory

import (
	"hash/maphash"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// names numbers every distinguished name seen, so that a membership is four bytes until its
// group's objectGUID is known, and so that a name is folded once.
type names struct {
	seed           maphash.Seed
	byText, byFold nameIndex
	all            []name
	kept           arena
}

type name struct {
	// text is the name as received first, with what the extended DN control told of the object in
	// front; the DN begins at from.
	text string
	snapshot.MemberName
	from int32
	// written says that a record of the object itself has been written.
	written bool
	// broken says that dn is no distinguished name.
	broken bool
}

// dn returns the name without what the extended DN control adds.
func (n *name) dn() string { return n.text[n.from:] }

// identity returns what the extended DN control told, which is nothing for most names.
func (n *name) identity() identity {
	if n.from == 0 {
		return identity{}
	}
	_, id := splitExtended(n.text)
	return id
}

// brokenName is why a name that is broken cannot be read.
const brokenName = "the value of member is no distinguished name"

// newNames returns an empty table with room for as many objects as are known to come.
func newNames(room int) *names {
	return &names{seed: maphash.MakeSeed(), byText: newNameIndex(0), byFold: newNameIndex(room), all: make([]name, 0, room)}
}

// member returns the number of one value of member. A value that is no DN gets one, too: it is
// kept as a principal that says so.
func (n *names) member(value []byte) uint32 {
	hash := uint32(maphash.Bytes(n.seed, value))
	number, known := n.byText.find(hash, func(number uint32) bool { return n.all[number].text == string(value) })
	if known {
		return number
	}
	if number = n.spelled(string(value)); n.all[number].text == string(value) {
		n.byText.add(hash, number)
	}
	return number
}

// spelled returns the number of a value that is not in byText. Of the spellings of one name the
// first is kept, unless a later one has what the extended DN control tells.
func (n *names) spelled(text string) uint32 {
	dn, _ := splitExtended(text)
	folded, err := foldDN(dn)
	broken := err != nil || folded == ""
	if broken {
		text = strings.ToValidUTF8(text, "\uFFFD")
		dn, folded = text, strings.ToLower(text)
	}
	number, known := n.find(folded)
	if !known {
		number = n.add(text, folded)
	}
	seen := &n.all[number]
	seen.broken = seen.broken || broken
	extended := len(text) > len(dn) && seen.from == 0
	if known && extended {
		seen.text = n.kept.keep(text)
	}
	if extended {
		seen.from = int32(len(text) - len(dn))
	}
	return number
}

// object returns the number of the object whose folded name is given.
func (n *names) object(dn, folded string) uint32 {
	number, known := n.find(folded)
	if !known {
		number = n.add(dn, folded)
		n.byText.add(uint32(maphash.String(n.seed, dn)), number)
	}
	return number
}

// find returns the number of a folded name.
func (n *names) find(folded string) (number uint32, known bool) {
	return n.byFold.find(uint32(maphash.String(n.seed, folded)), func(number uint32) bool { return n.all[number].Folded == folded })
}

// add numbers a folded name that has no number.
func (n *names) add(text, folded string) uint32 {
	number := uint32(len(n.all))
	n.all = append(n.all, name{text: n.kept.keep(text), MemberName: snapshot.MemberName{Folded: n.kept.keep(folded)}})
	n.byFold.add(uint32(maphash.String(n.seed, folded)), number)
	return number
}
