package changes

import (
	"cmp"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Kind says how an object differs.
type Kind string

// The kinds of a change. An object of which nothing differs and something could not be compared is
// NotCompared; so is one that a list which was not read to its end lacks.
const (
	Added       Kind = "added"
	Removed     Kind = "removed"
	Changed     Kind = "changed"
	NotCompared Kind = "notCompared"
)

// Change is one object that differs, or that could not be compared.
type Change struct {
	// Stream is the list that holds the object.
	Stream snapshot.Stream
	Kind   Kind
	// ID is the object's key in its list: a GUID in lower case, a folded DN, or a server and an id.
	ID string
	// Name and DN are those of the later snapshot, of the earlier one for an object that is gone; ""
	// where it has none.
	Name, DN string
	// Attributes differ, in the order of the snapshot's schema; empty for an object that came or went.
	Attributes []Attribute
	// Members and Owners are zero for what is no group.
	Members, Owners Delta
	// Gaps say what of the object was not compared.
	Gaps []Gap
}

// Attribute is one value that differs; nil is one that is not set. Values of more than 500 characters
// are cut, with their length and digest.
type Attribute struct {
	Name     string
	From, To *string
}

// Gap is a part of an object that was not compared.
type Gap struct{ What, Reason string }

// Delta is how a list of members differs.
type Delta struct {
	// Read is true when both lists were read to their ends; all else is zero otherwise.
	Read bool
	// Before and After count the members.
	Before, After int
	table         *table
	added         []uint32
	removed       []uint32
}

// Added and Removed count the members that came and went.
func (d *Delta) Added() int { return len(d.added) }

// Removed counts the members that went.
func (d *Delta) Removed() int { return len(d.removed) }

// Differs reports whether any member came or went.
func (d *Delta) Differs() bool { return len(d.added)+len(d.removed) > 0 }

// Member is one member or owner that came or went.
type Member struct {
	Added bool
	// ID is the cloud id, or objectGUID in lower case; "" where it is not known. DN is "" in the cloud.
	ID, DN, Name string
}

// List returns the members that came and then those that went, each by id and DN.
func (d *Delta) List() []Member {
	list := make([]Member, 0, len(d.added)+len(d.removed))
	for _, part := range [...]struct {
		numbers []uint32
		added   bool
	}{{d.added, true}, {d.removed, false}} {
		from := len(list)
		for _, n := range part.numbers {
			m := d.table.member(n)
			m.Added = part.added
			list = append(list, m)
		}
		slices.SortFunc(list[from:], func(a, b Member) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.DN, b.DN)) })
	}
	return list
}

// differs reports whether anything of the object does.
func (c *Change) differs() bool {
	return c.Kind == Added || c.Kind == Removed || len(c.Attributes) > 0 || c.Members.Differs() || c.Owners.Differs()
}

// Has reports whether the attribute differs.
func (c *Change) Has(attribute string) bool {
	return slices.ContainsFunc(c.Attributes, func(a Attribute) bool { return a.Name == attribute })
}
