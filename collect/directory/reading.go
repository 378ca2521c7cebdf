package directory

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// reading is one run over all files of an export.
type reading struct {
	stop         func() error
	o            Options
	w            ender
	survey       *survey
	rec          *Recorder
	descriptions map[string]*label

	surveyed map[string][]section
	outputs  []output
	// problems say why the lists do not hold everything.
	problems []string
	left     int // problems beyond those kept
	// lost says which single groups could not be kept, and why
	lost      []string
	lostTotal int
}

// output is a file and what its sections say.
type output struct {
	name     string
	sections []section
}

const problemsKept = 20

func (r *reading) problem(text string) {
	if len(r.problems) >= problemsKept {
		r.left++
		return
	}
	r.problems = append(r.problems, text)
}

// lose keeps what is said of a group that is left out. That it came and could not be kept leaves no list of
// groups whole, whatever the operator allows; what else was exported is not touched by it.
func (r *reading) lose(text string) {
	if r.lostTotal++; r.lostTotal <= problemsKept {
		r.lost = append(r.lost, text)
	}
}

// losses returns what was lost for a sentence; "" for nothing.
func (r *reading) losses() string {
	text := strings.Join(r.lost, "; ")
	if more := r.lostTotal - len(r.lost); more > 0 {
		text += fmt.Sprintf("; and %d more groups", more)
	}
	return text
}

// file opens one file for read.
func (r *reading) file(fsys fs.FS, name string, read func(name string, f io.Reader) error) error {
	f, err := fsys.Open(name)
	if err != nil {
		return fmt.Errorf("opening %s: %w", name, err)
	}
	defer f.Close()
	return read(name, f)
}

// count is the first reading of a file.
func (r *reading) count(name string, f io.Reader) error {
	p := newParser(f)
	p.v, r.survey.parser = r.survey, p
	if err := p.parse(); err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	if r.surveyed == nil {
		r.surveyed = map[string][]section{}
	}
	r.survey.settle(p.sections)
	r.surveyed[name] = p.sections
	return nil
}

// anyMembers reports whether any record that was counted has member.
func (r *reading) anyMembers() bool {
	for _, sections := range r.surveyed {
		if slices.ContainsFunc(sections, func(s section) bool { return s.members }) {
			return true
		}
	}
	return false
}

// record is the second one.
func (r *reading) record(name string, f io.Reader) error {
	p := newParser(f)
	known := r.surveyed[name]
	b := &builder{
		rec:          r.rec,
		file:         name,
		stop:         r.stop,
		descriptions: r.descriptions,
		section: func() *section {
			if i := len(p.sections) - 1; i < len(known) {
				return &known[i]
			}
			return &section{asks: allAttributes}
		},
		unasked: r.survey.unaskedOf,
		report: func(line int, err error) error {
			defect, isDefect := asDefect(err)
			err = fmt.Errorf("%s:%d: %w", name, line, err)
			if isDefect && defect.Own {
				r.lose(err.Error())
				return nil
			}
			if !r.o.AllowPartial {
				return err
			}
			r.problem(err.Error())
			return nil
		},
	}
	p.v = b
	if err := p.parse(); err != nil {
		return err
	}
	for i := range known {
		if known[i].lacksExchange() {
			r.rec.Searched(SearchExchange)
		}
		if known[i].askedFeatures() {
			r.rec.facts.featuresAsked = true
		}
		if head := known[i].primaryOf(); head != "" {
			r.rec.SearchedDomain(SearchPrimaryGroups, head)
		}
		r.weigh(name, &known[i])
	}
	r.outputs = append(r.outputs, output{name, known})
	return nil
}

// weigh keeps what speaks against a section being whole.
func (r *reading) weigh(name string, s *section) {
	if text := s.problem(); text != "" {
		r.problem(name + ": " + text)
	}
	if text := s.doubt(); text != "" {
		r.note(name, text)
	}
	if s.references > 0 {
		r.note(name, fmt.Sprintf("the server referred to %d other places, which the search did not read, such as %s", s.references, s.reference))
	}
}

func (r *reading) note(name, text string) { r.w.Note("directory: " + name + ": " + text) }
