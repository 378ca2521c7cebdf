package policies

import "slices"

// few remembers the verdicts of many judges under one key: those that read only places which hold
// few different values, as it shows over the first subjects. One look then answers for all of them.
// What it learns decides about speed only; any choice of places is right.
type few struct {
	// numbers are the places of the key; judges tells whose verdicts are kept.
	numbers []int
	judges  []bool
	known   map[string][]*verdict
	// values are those seen at each place while learning; nil for a place with many.
	values  []map[string]bool
	learned int
}

const (
	// learnFrom is the number of subjects after which places are chosen.
	learnFrom = 1024
	// fewValues is the largest number of different values of a chosen place.
	fewValues = 12
)

func newFew(p *plan) few {
	f := few{values: make([]map[string]bool, len(p.places)), known: map[string][]*verdict{}}
	for i := range f.values {
		f.values[i] = map[string]bool{}
	}
	return f
}

// learn looks at one subject, and chooses after enough of them.
func (f *few) learn(m *imprint, judges []*judge) {
	if f.learned >= learnFrom {
		return
	}
	for n, seen := range f.values {
		if seen == nil {
			continue
		}
		span := m.spans[n]
		seen[string(m.bytes[span[0]:span[1]])] = true
		if len(seen) > fewValues {
			f.values[n] = nil
		}
	}
	if f.learned++; f.learned == learnFrom {
		f.choose(judges)
	}
}

func (f *few) choose(judges []*judge) {
	f.judges = make([]bool, len(judges))
	for i, j := range judges {
		f.judges[i] = !slices.ContainsFunc(j.numbers, func(n int) bool { return f.values[n] == nil })
		if f.judges[i] {
			f.numbers = append(f.numbers, j.numbers...)
		}
	}
	slices.Sort(f.numbers)
	f.numbers = slices.Compact(f.numbers)
}

// keep remembers the verdicts on one subject.
func (f *few) keep(key []byte, verdicts []*verdict) {
	if f.judges == nil || len(f.known) >= knownLimit {
		return
	}
	kept := make([]*verdict, len(verdicts))
	for i, v := range verdicts {
		if f.judges[i] {
			kept[i] = v
		}
	}
	f.known[string(key)] = kept
}
