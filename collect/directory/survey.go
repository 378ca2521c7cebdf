package directory

import (
	"bytes"
	"hash/maphash"
)

// survey is the first of two readings of all files. It counts the records of each object, so that
// the second can put an object together as soon as its last record is read, and keeps what each
// section's later lines say of its earlier ones.
type survey struct {
	// stop says why reading must end; nil while it may go on.
	stop func() error
	seed maphash.Seed
	// records counts by the hash of the folded name. Two names with one hash cost nothing but
	// that one of them waits for the end.
	records map[uint64]int32
	// parser is the one of the file being read.
	parser *parser
}

func newSurvey(stop func() error) *survey {
	return &survey{stop: stop, seed: maphash.MakeSeed(), records: map[uint64]int32{}}
}

func (s *survey) expect(folded string) int { return int(s.records[maphash.String(s.seed, folded)]) }

func (s *survey) begin(_ int, dn string) error {
	dn, _ = splitExtended(dn)
	if folded, err := foldDN(dn); err == nil {
		s.records[maphash.String(s.seed, folded)]++
	}
	return s.stop()
}

func (s *survey) attribute(a attributeLine) error {
	const name = "member"
	if d := a.description; len(d) >= len(name) && d[0]|0x20 == 'm' && bytes.EqualFold(d[:len(name)], []byte(name)) &&
		(len(d) == len(name) || d[len(name)] == ';') {
		s.parser.section().members = true
	}
	return nil
}

func (s *survey) end(bool) error { return nil }

// broken goes on: the second reading says what is wrong.
func (s *survey) broken(int, error) error { return s.stop() }
