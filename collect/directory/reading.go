package directory

import (
	"fmt"
	"io"
	"io/fs"
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
	r.surveyed[name] = p.sections
	return nil
}

// record is the second one.
func (r *reading) record(name string, f io.Reader) error {
	p := newParser(f)
	known := r.surveyed[name]
	p.v = &builder{
		rec:          r.rec,
		descriptions: r.descriptions,
		asked: func() bool {
			i := len(p.sections) - 1
			return i < len(known) && (known[i].members || known[i].asked(ldapNames[member]))
		},
		report: func(line int, err error) error {
			err = fmt.Errorf("%s:%d: %w", name, line, err)
			if !r.o.AllowPartial {
				return err
			}
			r.problem(err.Error())
			return nil
		},
		stop: r.stop,
	}
	if err := p.parse(); err != nil {
		return err
	}
	for i := range p.sections {
		if text := p.sections[i].problem(); text != "" {
			r.problem(name + ": " + text)
		}
		if text := p.sections[i].doubt(); text != "" {
			r.w.Note("directory: " + name + ": " + text)
		}
		if s := &p.sections[i]; s.references > 0 {
			r.w.Note(fmt.Sprintf("directory: %s: the server referred to %d other places, which this search did not read, such as %s", name, s.references, s.reference))
		}
	}
	if p.open {
		r.w.Note("directory: " + name + ": the last line has no line end; if the file was cut there, what followed is missing")
	}
	r.outputs = append(r.outputs, output{name, p.sections})
	return nil
}
