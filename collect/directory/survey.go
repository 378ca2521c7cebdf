package directory

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strings"
)

// survey is the first of two readings of all files. It finds the objects that have several
// records, so that the second can write every other object at once, and keeps what each section's
// later lines say of its earlier ones.
type survey struct {
	// stop says why reading must end; nil while it may go on.
	stop func() error
	// seen holds the hash of the folded name of each record. Two names with one hash cost nothing
	// but that one of them waits for the end.
	seed maphash.Seed
	seen []uint64
	// several counts the records of the objects that have more than one.
	several map[uint64]int
	// objects is the number of names.
	objects int
	// parser is the one of the file being read.
	parser *parser
	// known has the descriptions that were met, attributes every attribute by its lower-case name.
	known      map[string]described
	attributes map[string]described
	// collected are the attributes that any search asked for; unasked gathers the bits of unaskedNames of the current record.
	collected attributeSet
	unasked   uint
	// last is the description of the last line, lastOf what it says.
	last   string
	lastOf described
}

// described is what an attribute description says.
type described struct {
	attribute
	// text is the description itself.
	text string
	// unasked is a bit of its own for each of unaskedNames, 0 for other names.
	unasked uint
}

func newSurvey(stop func() error) *survey {
	s := &survey{stop: stop, seed: maphash.MakeSeed(), several: map[uint64]int{}, known: map[string]described{}, attributes: map[string]described{}}
	for a, name := range ldapNames {
		s.attributes[strings.ToLower(name)] = described{attribute: attribute(a)}
	}
	for i, name := range unaskedNames {
		d, known := s.attributes[name]
		if !known {
			d.attribute = other
		}
		d.unasked = 1 << i
		s.attributes[name] = d
	}
	return s
}

// finish counts; seen is of no use afterwards.
func (s *survey) finish() {
	slices.Sort(s.seen)
	for i := 0; i < len(s.seen); s.objects++ {
		n := 1
		for i+n < len(s.seen) && s.seen[i+n] == s.seen[i] {
			n++
		}
		if n > 1 {
			s.several[s.seen[i]] = n
		}
		i += n
	}
	s.seen = nil
}

// expect returns the number of records of the object with a folded name.
func (s *survey) expect(folded string) int {
	if len(s.several) == 0 {
		return 1
	}
	return max(1, s.several[maphash.String(s.seed, folded)])
}

func (s *survey) begin(_ int, dn string) error {
	dn, _ = splitExtended(dn)
	if folded, err := foldDN(dn); err == nil {
		s.seen = append(s.seen, maphash.String(s.seed, folded))
	}
	return s.stop()
}

func (s *survey) attribute(a attributeLine) error {
	// Most lines are one more value of what the line before had.
	if string(a.description) != s.last {
		d, known := s.known[string(a.description)]
		if !known {
			d = s.describe(string(a.description))
		}
		s.last, s.lastOf = d.text, d
	}
	d := s.lastOf
	s.unasked |= d.unasked
	if d.attribute == other {
		return nil
	}
	section := s.parser.section()
	section.carried.add(d.attribute)
	switch d.attribute {
	case member:
		section.members = true
	case memberOf:
		section.parents = true
	case objectClass:
		if bytes.EqualFold(a.value, []byte("group")) {
			section.groups++
		}
	}
	return nil
}

// describe says what a description names that is met for the first time. With an option that makes another
// attribute of it, such as a language, it names none that is kept; of member any option tells that it was
// asked for.
func (s *survey) describe(description string) described {
	name, options := ParseDescription(description)
	d, known := s.attributes[name]
	plain := options == "" || options == "binary" || strings.HasPrefix(options, "range=")
	if !known || !plain && d.attribute != member && d.attribute != memberOf {
		d = described{attribute: other}
	}
	d.text = description
	if len(s.known) < 1<<16 {
		s.known[description] = d
	}
	return d
}

// end notes a record from a search for all attributes.
func (s *survey) end(bool) error {
	if fromWholeSearch(s.unasked) {
		s.parser.section().whole = true
	}
	s.unasked = 0
	return nil
}

// broken goes on: the second reading says what is wrong.
func (s *survey) broken(int, error) error {
	s.unasked = 0
	return s.stop()
}

// settle concludes what the searches of one file asked for.
func (s *survey) settle(sections []section) {
	for i := range sections {
		sections[i].settle()
		if s.collected |= sections[i].asks; sections[i].whole {
			s.collected = allAttributes
		}
	}
}

// unaskedOf are the attributes that a search is not known to have asked for though another one did.
func (s *survey) unaskedOf(of *section) attributeSet {
	return s.collected &^ of.asks
}
