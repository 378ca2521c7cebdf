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
	// index finds the field.
	index []int
}

// attributesOf lists the fields of a record but those left out, in their order. names has what the
// source calls a field by its name in the snapshot; what it lacks keeps that name.
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
			a.name, a.property = known, known
		}
		list = append(list, a)
	}
	return list
}

// plan is which attributes two streams have in common.
type plan struct {
	compared []attribute
	// skipped says of the others which snapshot did not collect them.
	skipped []Gap
}

// planOf leaves out what one of the two did not collect: a property never seen was not collected.
func planOf(all []attribute, before, after snapshot.StreamState) plan {
	var p plan
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
	return property == "" || slices.ContainsFunc(s.Properties, func(p string) bool { return strings.EqualFold(p, property) })
}

// differences lists the attributes that differ, but those left out for these two.
func (p *plan) differences(a, b reflect.Value, left []Gap) []Attribute {
	var list []Attribute
	for _, at := range p.compared {
		x, y := a.FieldByIndex(at.index), b.FieldByIndex(at.index)
		if sameValue(x, y) || slices.ContainsFunc(left, func(g Gap) bool { return g.covers(&at) }) {
			continue
		}
		list = append(list, Attribute{Name: at.name, From: clip(textOf(x)), To: clip(textOf(y))})
	}
	return list
}

// everyAttribute is a gap of all attributes that only a record of the object itself tells.
const everyAttribute = "attributes"

func (g Gap) covers(a *attribute) bool {
	return g.What == a.name || g.What == everyAttribute && a.property != ""
}

func clip(text *string) *string {
	if text == nil {
		return nil
	}
	short := shown(*text)
	return &short
}
