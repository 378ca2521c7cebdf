package policies

import (
	"cmp"
	"reflect"
	"slices"
)

// plan is a tree over the fields of a subject that leads to every place any control reads, so that
// each field on the way is taken once.
type plan struct {
	root   branch
	places []read
}

// branch is one field.
type branch struct {
	index int
	// values and existences are the numbers of the places that end here.
	values, existences []int
	below              []branch
	// all are the numbers of the places below.
	all []int
}

// newPlan numbers the places of all readings.
func newPlan(readings []reading) plan {
	var p plan
	for _, r := range readings {
		for _, place := range r.places {
			if i, known := p.find(place.name); !known {
				p.places = slices.Insert(p.places, i, place)
			}
		}
	}
	for number, place := range p.places {
		p.root.add(number, place, place.steps)
	}
	return p
}

func (p *plan) find(name string) (int, bool) {
	return slices.BinarySearchFunc(p.places, name, func(r read, name string) int { return cmp.Compare(r.name, name) })
}

// numbers translates a reading.
func (p *plan) numbers(r reading) []int {
	numbers := make([]int, len(r.places))
	for i, place := range r.places {
		numbers[i], _ = p.find(place.name)
	}
	return numbers
}

func (b *branch) add(number int, place read, rest []int) {
	if len(rest) == 0 {
		if place.exists {
			b.existences = append(b.existences, number)
		} else {
			b.values = append(b.values, number)
		}
		return
	}
	b.all = append(b.all, number)
	for i := range b.below {
		if b.below[i].index == rest[0] {
			b.below[i].add(number, place, rest[1:])
			return
		}
	}
	next := branch{index: rest[0]}
	next.add(number, place, rest[1:])
	b.below = append(b.below, next)
}

// imprint holds what a subject has at every place of a plan, in a form that is equal exactly for
// equal values.
type imprint struct {
	plan  *plan
	bytes []byte
	spans [][2]int
}

func newImprint(p *plan) imprint { return imprint{plan: p, spans: make([][2]int, len(p.places))} }

// take reads every place of the subject.
func (m *imprint) take(subject reflect.Value) {
	m.bytes = m.bytes[:0]
	m.visit(&m.plan.root, subject)
}

func (m *imprint) visit(b *branch, v reflect.Value) {
	for _, n := range b.values {
		start := len(m.bytes)
		m.bytes = appendValue(append(m.bytes, markPresent), v)
		m.spans[n] = [2]int{start, len(m.bytes)}
	}
	absent := v.Kind() == reflect.Pointer && v.IsNil()
	for _, n := range b.existences {
		m.mark(n, absent)
	}
	if len(b.below) == 0 {
		return
	}
	if absent {
		for _, n := range b.all {
			m.mark(n, true)
		}
		return
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	for i := range b.below {
		m.visit(&b.below[i], v.Field(b.below[i].index))
	}
}

func (m *imprint) mark(n int, absent bool) {
	mark := markPresent
	if absent {
		mark = markAbsent
	}
	m.spans[n] = [2]int{len(m.bytes), len(m.bytes) + 1}
	m.bytes = append(m.bytes, mark)
}

// appendKey adds what the numbered places hold.
func (m *imprint) appendKey(key []byte, numbers []int) []byte {
	for _, n := range numbers {
		span := m.spans[n]
		key = append(key, m.bytes[span[0]:span[1]]...)
	}
	return key
}
