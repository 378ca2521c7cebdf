package directory

import (
	"bytes"
	"hash/maphash"
	"slices"
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
}

func newSurvey(stop func() error) *survey {
	return &survey{stop: stop, seed: maphash.MakeSeed(), several: map[uint64]int{}}
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
	switch {
	case isOf(a.description, ldapNames[member]):
		s.parser.section().members = true
	case isOf(a.description, ldapNames[memberOf]):
		s.parser.section().parents = true
	case isOf(a.description, ldapNames[objectClass]) && bytes.EqualFold(a.value, []byte("group")):
		s.parser.section().groups++
	}
	return nil
}

// isOf reports whether description is that of attribute, under any option.
func isOf(description []byte, attribute string) bool {
	n := len(attribute)
	return len(description) >= n && description[0]|0x20 == attribute[0] && (len(description) == n || description[n] == ';') &&
		bytes.EqualFold(description[:n], []byte(attribute))
}

func (s *survey) end(bool) error { return nil }

// broken goes on: the second reading says what is wrong.
func (s *survey) broken(int, error) error { return s.stop() }
