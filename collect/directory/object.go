package directory

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// property is an attribute name seen, and on which kinds of object.
type property struct {
	name string
	attribute
	on [kinds]bool
	// unasked is a bit of its own for each of unaskedNames, 0 for other names.
	unasked uint
}

// unaskedNames are attributes that every object has and that only a search for all attributes
// brings: nobody names four of them.
var unaskedNames = []string{"instancetype", "usncreated", "dscorepropagationdata", "samaccounttype", "objectcategory", "name"}

// object gathers the records of one directory object until it can be written.
type object struct {
	dn, folded string
	identity
	// sidRead says that the SID of identity is objectSid as far as that came.
	sidRead    bool
	values     [attributes][]string
	gathered   gathered
	properties []*property
	members    members
	unreadable string
	// missing are attributes that none of the searches is known to have asked for, damaged those of which
	// no value can be read although one came.
	missing, damaged attributeSet
	// everything is Entry.Everything.
	everything bool
	// file and line are where the first record begins; "" for a source that is no file.
	file string
	line int
	// notes say which attributes could not be read, and why.
	notes []string
	// parents says whether a search asked for memberOf, parentRanges which ranges of it came.
	parents      *bool
	parentRanges ranges
	// unasked gathers the bits of unaskedNames.
	unasked uint
	// records counts the records of this object that are still to come.
	records int
}

// take keeps the values of one attribute.
func (o *object) take(p *property, options string, values [][]byte, n *names) {
	if len(o.properties) == 0 || o.properties[len(o.properties)-1] != p {
		o.properties = append(o.properties, p)
		o.unasked |= p.unasked
	}
	switch {
	case p.attribute == other:
	case p.attribute == member:
		o.members.take(options, values, n)
	case options == "" || options == "binary":
		o.gathered.add(p.attribute, values)
	case strings.HasPrefix(options, "range="):
		o.takeRange(p, options, values)
	}
	// Another option makes another attribute of it, such as a description in one language.
}

// takeRange keeps a range of values of an attribute other than member. The ranges of memberOf are
// put together; another attribute is never asked for range by range.
func (o *object) takeRange(p *property, options string, values [][]byte) {
	c, ok := parseRange(options)
	if c.count = len(values); ok && p.attribute == memberOf {
		o.parentRanges.add(c)
	} else if !ok || !c.last {
		o.notef("%s came as range %s only", p.name, options)
	}
	o.gathered.add(p.attribute, values)
}

func (o *object) notef(format string, args ...any) {
	o.notes = append(o.notes, fmt.Sprintf(format, args...))
}

// perServer are attributes that differ between domain controllers and from minute to minute
// without the object having changed in any way that is kept.
var perServer = []attribute{whenChanged, uSNChanged}

// merge adds a further record of the same object. What both hold must be equal; the name of the
// first attribute that is not is returned, and what was there first stays.
func (o *object) merge(with *object) (conflict string) {
	for a := range o.values {
		mine, theirs := o.values[a], with.values[a]
		switch {
		case len(mine) == 0:
			o.values[a] = theirs
		case len(theirs) == 0 || slices.Contains(perServer, attribute(a)) || sameSet(mine, theirs):
		default:
			conflict = cmp.Or(conflict, ldapNames[a])
		}
	}
	if !o.members.merge(&with.members) {
		conflict = cmp.Or(conflict, ldapNames[member])
	}
	o.askParents(with.parents)
	o.parentRanges = append(o.parentRanges, with.parentRanges...)
	o.properties = append(o.properties, with.properties...)
	o.unasked |= with.unasked
	o.missing &= with.missing
	o.damaged |= with.damaged
	o.notes = append(o.notes, with.notes...)
	o.unreadable = cmp.Or(o.unreadable, with.unreadable)
	if o.guid == nil {
		o.identity = with.identity
	}
	return conflict
}

func sameSet(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

// askParents adds what one more search says of memberOf: one that asked for it is enough.
func (o *object) askParents(asked *bool) {
	if o.parents == nil || asked != nil && *asked {
		o.parents = asked
	}
}

// parentsRead says whether memberOf is all there is; nil when nothing says.
func (o *object) parentsRead() *bool {
	_, whole := o.parentRanges.reach()
	switch yes, no := true, false; {
	case !whole, o.unknown().has(memberOf):
		return &no
	case o.has(memberOf) || o.whole():
		return &yes
	}
	return o.parents
}

// has reports whether any value of a came.
func (o *object) has(a attribute) bool { return len(o.values[a]) > 0 }

// first returns the first value of a; "" without any.
func (o *object) first(a attribute) string {
	if !o.has(a) {
		return ""
	}
	return o.values[a][0]
}

// is reports whether a has the value, in any case.
func (o *object) is(a attribute, value string) bool {
	return slices.ContainsFunc(o.values[a], func(v string) bool { return strings.EqualFold(v, value) })
}

// whole reports whether the record came from a search for all attributes.
func (o *object) whole() bool { return fromWholeSearch(o.unasked) }

// fromWholeSearch reports whether a record with these of unaskedNames came from a search for all attributes.
func fromWholeSearch(unasked uint) bool { return bits.OnesCount(unasked) >= 4 }

// unknown are the attributes of which nobody knows whether the object has them.
func (o *object) unknown() attributeSet {
	if o.whole() {
		return o.damaged
	}
	return o.missing | o.damaged
}
