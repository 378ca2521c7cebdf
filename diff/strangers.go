package diff

import (
	"slices"
	"strings"
)

// ForeignClasses divides the foreign members of a copy by what makes them so, the first that fits.
// Together the first four are Members.Foreign.
type ForeignClasses struct {
	// OtherForest counts members from a domain outside the forest, Dangerous groups, computers,
	// service accounts, people with adminCount 1 and well-known principals, Leavers those who were
	// members of the cloud group in the earlier snapshot, Plain the rest.
	OtherForest int `json:"other_forest"`
	Dangerous   int `json:"dangerous"`
	Leavers     int `json:"leavers"`
	Plain       int `json:"plain"`
	// Known counts those of Plain that match a cloud object; of the others none was read.
	Known int `json:"known"`
	// OutOfScope counts those of Plain that match no cloud object that was read and lie in a
	// container that Connect does not read: it neither knows nor removes them.
	OutOfScope int `json:"out_of_scope"`
	// ForestUnknown counts those of Dangerous, Leavers and Plain of whose domain it is not known whether it
	// belongs to the forest.
	ForestUnknown int `json:"forest_unknown"`
	// Unread counts those of Leavers and Plain of which no record was read, or its class was not: any of
	// them may be dangerous.
	Unread int `json:"unread"`
	// Doubtful counts members of the copy that may be cloud members with which they share no key;
	// they are not foreign, and part of Members.Tolerated.
	Doubtful int `json:"doubtful"`
}

// foreignKind is what makes a member foreign.
type foreignKind uint8

const (
	foreignPlain foreignKind = iota
	foreignLeaver
	foreignDangerous
	foreignElsewhere
)

// countForeign counts one foreign member.
func (c *comparer) countForeign(d uint32, into *ForeignClasses) {
	kind, forest := c.foreignKind(d)
	switch kind {
	case foreignElsewhere:
		into.OtherForest++
		return
	case foreignDangerous:
		into.Dangerous++
	case foreignLeaver:
		into.Leavers++
	default:
		into.Plain++
		if c.accounts.traits[d].has(accountKnown) {
			into.Known++
		} else if c.parents.list[c.accounts.parent[d]].place.scope == No {
			into.OutOfScope++
		}
	}
	if forest == Unknown {
		into.ForestUnknown++
	}
	into.Unread += count(kind != foreignDangerous && c.isUnread(d))
}

// isUnread reports whether no record of d was read, or its class was not.
func (c *comparer) isUnread(d uint32) bool {
	return !c.accounts.traits[d].has(accountSeen) || c.accounts.profile[d].family() == familyUnknown
}

// foreignKind says what makes d foreign, and whether it belongs to the forest.
func (c *comparer) foreignKind(d uint32) (kind foreignKind, forest Answer) {
	place := &c.parents.list[c.accounts.parent[d]].place
	traits := c.accounts.traits[d]
	forest, wellKnown := place.forest, false
	if traits.has(accountFSP) || place.foreign {
		// It stands for an account of another forest, or for a principal that every forest has.
		wellKnown = !c.standsForAccount(d)
		forest = answer(wellKnown)
	}
	switch {
	case forest == No:
		return foreignElsewhere, forest
	case wellKnown || traits.has(accountDangerous):
		return foreignDangerous, forest
	}
	if _, left := slices.BinarySearch(c.left, d); left {
		return foreignLeaver, forest
	}
	return foreignPlain, forest
}

// isOutOfScope reports whether countForeign counted stranger d as out of scope.
func (c *comparer) isOutOfScope(d uint32) bool {
	var one ForeignClasses
	if c.blurredDirectory[c.accounts.profile[d]] || !c.accountOutOfScope(d) {
		return false
	}
	c.countForeign(d, &one)
	return one.OutOfScope > 0
}

// standsForAccount reports whether a foreign security principal is named after the SID of an
// account in a domain.
func (c *comparer) standsForAccount(d uint32) bool {
	texts := c.directoryTexts.at(c.accounts.text[d])
	_, sid, _ := strings.Cut(texts.text(), "=")
	return len(sid) >= len(domainSIDPrefix) && strings.EqualFold(sid[:len(domainSIDPrefix)], domainSIDPrefix)
}
