package changes

import (
	"reflect"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// attribute is one field of a record as it is compared.
type attribute struct {
	// name is what the source calls it, property the key by which its stream counts as collected; ""
	// where the stream's own state says all.
	name, property string
	// answers is true where an unset value is an answer wherever the property was collected: else every object has a
	// value, or nobody tells, and an unset one beside a set one was not read.
	answers bool
	// index finds the field.
	index []int
}

// attributesOf lists the fields of a record but those left out, in their order. names has what the
// source calls a field by its name in the snapshot; what it lacks keeps that name. Of what it names, unset is an answer.
func attributesOf[T any](names map[string]string, left ...string) []attribute {
	return fieldsBelow(reflect.TypeFor[T](), nil, names, left)
}

func fieldsBelow(t reflect.Type, at []int, names map[string]string, left []string) []attribute {
	var list []attribute
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(at), i)
		if f.Anonymous {
			list = append(list, fieldsBelow(f.Type, index, names, left)...)
			continue
		}
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if slices.Contains(left, key) {
			continue
		}
		a := attribute{name: key, index: index}
		if known, ok := names[key]; ok {
			a.name, a.property, a.answers = known, known, true
		}
		list = append(list, a)
	}
	return list
}

// given says of the named attributes that every object has a value, so that an unset one was not read.
func given(list []attribute, names ...string) []attribute {
	for i := range list {
		if slices.Contains(names, list[i].name) {
			list[i].answers = false
		}
	}
	return list
}

// plan is which attributes two streams have in common.
type plan struct {
	compared []attribute
	// skipped says of the others which snapshot did not collect them.
	skipped []Gap
	// uneven are the properties that each snapshot read of some objects only.
	uneven [2][]string
}

// planOf leaves out what one of the two did not collect: a property never seen was not collected.
func planOf(all []attribute, before, after snapshot.StreamState) plan {
	p := plan{uneven: [2][]string{before.Uneven, after.Uneven}}
	for _, a := range all {
		then, now := collected(before, a.property), collected(after, a.property)
		switch {
		case then && now:
			p.compared = append(p.compared, a)
		case then || now:
			p.skipped = append(p.skipped, Gap{a.name, "not collected in the " + one(then) + " snapshot"})
		default:
			p.skipped = append(p.skipped, Gap{a.name, "collected in neither snapshot"})
		}
	}
	return p
}

// one names the snapshot that lacks something, given whether the earlier one has it.
func one(earlierHas bool) string {
	if earlierHas {
		return "later"
	}
	return "earlier"
}

func collected(s snapshot.StreamState, property string) bool {
	return property == "" || hasProperty(s.Properties, property)
}

func hasProperty(list []string, property string) bool {
	return slices.ContainsFunc(list, func(p string) bool { return strings.EqualFold(p, property) })
}

// differences lists the attributes that differ, but those left out for these two, and those of which one snapshot
// did not read a value.
func (p *plan) differences(a, b reflect.Value, left []Gap) (found []Attribute, gaps []Gap) {
	for i := range p.compared {
		at := &p.compared[i]
		if at.index == nil {
			continue // the listing itself compares it
		}
		x, y := a.FieldByIndex(at.index), b.FieldByIndex(at.index)
		if sameValue(x, y) || slices.ContainsFunc(left, func(g Gap) bool { return g.covers(at) }) {
			continue
		}
		switch side, unread := p.unread(at, x, y); {
		case unread:
			gaps = append(gaps, unreadGap(at.name, side))
		default:
			found = append(found, Attribute{Name: at.name, From: clip(textOf(x)), To: clip(textOf(y))})
		}
	}
	return found, gaps
}

// compares reports whether both streams have an attribute.
func (p *plan) compares(name string) bool {
	return slices.ContainsFunc(p.compared, func(a attribute) bool { return a.name == name })
}

// unread says which side did not read an attribute, of two values that differ.
func (p *plan) unread(at *attribute, x, y reflect.Value) (side int, unread bool) {
	lacks := func(side int) bool { return !at.answers || hasProperty(p.uneven[side], at.property) }
	switch {
	case isUnset(x) && lacks(earlier):
		return earlier, true
	case isUnset(y) && lacks(later):
		return later, true
	case at.property != "":
		return 0, false
	}
	return partUnread(x, y)
}

// unreadGap is that of an attribute that one side did not read.
func unreadGap(name string, side int) Gap {
	return Gap{name, notRead + " in the " + sides[side] + " snapshot"}
}

// sides names the sides of a comparison.
var sides = [...]string{earlier: "earlier", later: "later"}

// everyAttribute is a gap of all attributes that only a record of the object itself tells.
const everyAttribute = "attributes"

func (g Gap) covers(a *attribute) bool {
	return g.What == a.name || g.What == everything || g.What == everyAttribute && a.property != ""
}

func clip(text *string) *string {
	if text == nil {
		return nil
	}
	short := shown(*text)
	return &short
}
