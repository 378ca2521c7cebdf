package directory

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// names numbers every distinguished name seen, so that a membership is four bytes until its
// group's objectGUID is known, and so that a name is folded once.
type names struct {
	byText map[string]uint32
	byFold map[string]uint32
	all    []name
	// added holds what the extended DN control told of members, which is rare.
	added map[uint32]identity
}

type name struct {
	dn string
	snapshot.MemberName
	// written says that a record of the object itself has been written.
	written bool
	// broken says that dn is no distinguished name.
	broken bool
}

// brokenName is why a name that is broken cannot be read.
const brokenName = "the value of member is no distinguished name"

// newNames returns an empty table with room for as many objects as are known to come.
func newNames(room int) *names {
	return &names{
		byText: map[string]uint32{}, byFold: make(map[string]uint32, room), all: make([]name, 0, room),
		added: map[uint32]identity{},
	}
}

// member returns the number of one value of member. A value that is no DN gets one, too: it is
// kept as a principal that says so.
func (n *names) member(value []byte) uint32 {
	if number, known := n.byText[string(value)]; known {
		return number
	}
	text := string(value)
	dn, id := splitExtended(text)
	folded, err := foldDN(dn)
	broken := err != nil || folded == ""
	if broken {
		dn = strings.ToValidUTF8(text, "\uFFFD")
		folded = strings.ToLower(dn)
	}
	number := n.object(dn, folded)
	n.all[number].broken = n.all[number].broken || broken
	n.byText[text] = number
	if id != (identity{}) {
		n.added[number] = id
	}
	return number
}

// object returns the number of the object whose folded name is given.
func (n *names) object(dn, folded string) uint32 {
	number, known := n.byFold[folded]
	if !known {
		number = uint32(len(n.all))
		n.all = append(n.all, name{dn: dn, MemberName: snapshot.MemberName{Folded: folded}})
		n.byFold[folded] = number
	}
	return number
}

// knowsDomain reports whether any name seen ends in the domain given as folded DC components.
func (n *names) knowsDomain(domain string) bool {
	for i := range n.all {
		if !n.all[i].broken && domainPart(n.all[i].Folded) == domain {
			return true
		}
	}
	return false
}
