// Package pseudonym replaces what a stream tells of a tenant by stand-ins: names, addresses, DNs, ids. The
// stand-ins are made with a key: equal texts have equal ones, in this stream and in the next, and only
// who has the key can turn them back ([Reveal]). Groups, memberships, counts, severities and outcomes stay.
//
// It fails closed. A field that nobody classified is taken for prose, and of prose only numbers, times and
// words stay that the texts of the controls have. A group whose name consists of such words is named by
// its stand-in where it is the finding's target; somewhere else its words may stay, as may those of
// controls of the operator's own. Counts and times stay, and so does the length of a name.
package pseudonym

import (
	"reflect"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// filter is the handler that replaces.
type filter struct {
	*sorter
	key        *Key
	vocabulary map[string]bool
	// everywhere are the names of the run, here those of the subject being read; replacer is made of
	// both when it is needed.
	everywhere, here []pair
	replacer         *strings.Replacer
	// early are the run and the controls, which wait until all words of the controls are known.
	early []report.Record
}

// New returns a handler that passes the stream on to h with stand-ins, and groups in the order of their
// new keys. Close closes h. Groups wait in a temporary file, which Discard removes as well. A stream with stand-ins is
// an error that wraps ErrKey.
func New(h report.Handler, key *Key) *Filter {
	f := &filter{sorter: newSorter(h), key: key, vocabulary: map[string]bool{}}
	f.learn(ownWords)
	return &Filter{f.sorter, f.handle, f.release}
}

// Reveal returns a handler that passes the stream on to h with the texts that stand-ins made with the key
// stand for, and groups in the order of their own keys. A stream of another key, or without stand-ins, is an error
// that wraps ErrKey.
func Reveal(h report.Handler, key *Key) *Filter {
	s := newSorter(h)
	handle := func(r report.Record) (err error) {
		if r.Control != nil {
			return s.add(r)
		}
		r = each(reflect.ValueOf(r), kept, key.reveal).Interface().(report.Record)
		if r.Run != nil {
			if r.Run.StandIns, err = key.revealed(r.Run.StandIns); err != nil {
				return err
			}
		}
		return s.add(r)
	}
	return &Filter{s, handle, func() error { return nil }}
}

// Filter passes a changed stream on.
type Filter struct {
	*sorter
	handle  func(report.Record) error
	release func() error
}

// Handle changes r, of which it keeps nothing.
func (f *Filter) Handle(r report.Record) error { return f.handle(r) }

// Close passes on what waits and closes the handler that the stream is passed on to.
func (f *Filter) Close() error {
	defer f.Discard()
	if err := f.release(); err != nil {
		return err
	}
	return f.end()
}

func (f *filter) handle(r report.Record) error {
	if r.Run != nil || r.Control != nil {
		f.early = append(f.early, r)
		return nil
	}
	if err := f.release(); err != nil {
		return err
	}
	if r.Group != nil || r.Change != nil || r.Readiness != nil || r.Absent != nil || r.Finding != nil && !f.sameSubject(r.Finding) {
		f.here, f.replacer = f.collect(r), nil
	}
	return f.add(f.replaced(r))
}

// release passes on the run and the controls, once all of them were seen.
func (f *filter) release() (err error) {
	for _, r := range f.early {
		if c := r.Control; c != nil {
			f.learn(c.Title + " " + c.Description + " " + c.Remediation)
		}
	}
	for _, r := range f.early {
		if r.Run != nil {
			f.everywhere, f.replacer = f.collect(r), nil
			r = f.replaced(r)
			if r.Run.StandIns, err = f.key.hidden(r.Run.StandIns); err != nil {
				return err
			}
		}
		if err := f.add(r); err != nil {
			return err
		}
	}
	f.early = nil
	return nil
}

func (f *filter) replaced(r report.Record) report.Record {
	return each(reflect.ValueOf(r), kept, f.change).Interface().(report.Record)
}

// sameSubject reports whether the names of the finding's target are known already.
func (f *filter) sameSubject(finding *report.Finding) bool {
	for _, text := range []string{finding.Target.Name, finding.Target.DN, finding.Target.ID} {
		known := text == ""
		for _, p := range f.here {
			known = known || p.text == text
		}
		if !known {
			return false
		}
	}
	return true
}

// collect returns the names that a record holds with their stand-ins.
func (f *filter) collect(r any) []pair {
	var found []pair
	seen := map[string]bool{}
	each(reflect.ValueOf(r), kept, func(of class, s string) string {
		if (of == name || of == distinguished || of == address || of == identifier || of == whole) && s != "" && !seen[s] {
			seen[s] = true
			found = append(found, pair{s, f.change(of, s)})
		}
		return s
	})
	return found
}

// reveal turns stand-ins of a text back, as often as there are any: a stand-in within a word was replaced
// with it.
func (k *Key) reveal(of class, s string) string {
	switch {
	case of == kept:
		return s
	case of == digest:
		return k.permute(s, true)
	}
	s = guid.ReplaceAllStringFunc(s, func(id string) string {
		return k.permute(id, true)
	})
	return k.tokens(s)
}

func (k *Key) tokens(s string) string {
	return token.ReplaceAllStringFunc(s, func(t string) string {
		text, made := k.Text(t)
		if !made {
			return t
		}
		return k.tokens(text)
	})
}
