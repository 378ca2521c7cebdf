package triage

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// Waivers applies a list of waivers to a stream on its way to a handler. A finding that a waiver in
// force covers says so; all else of it stays. What is wrong with the list itself becomes findings of
// the controls WVR-01 to WVR-06. A stream to which waivers were applied before is judged anew.
type Waivers struct {
	to    report.Handler
	list  *List
	known func(control string) bool
	now   *time.Time
	today time.Time
	ran   map[string]*report.Control
	// own says that the controls of the list were passed on.
	own bool
	// exact finds waivers by control, target and finding, patterns by control; states has one state for each waiver.
	exact    map[[3]string][]int
	patterns map[string][]int
	states   []state
	// waived counts failed subjects by control; subject holds for each control that failed on the
	// current subject whether all of its findings are waived.
	waived    map[string]int
	subject   map[string]bool
	summaries []*report.Summary
}

// state is what became of one waiver in a run.
type state struct {
	// covered and grown count findings; top is the highest count that was not accepted.
	covered, grown int
	top            tally
	// met counts findings that it would cover, were it in force.
	met int
	// endless is the severity for which it lacks an end in this run, "" for none.
	endless string
	// twin is the place of the waiver that speaks in its stead, -1 for none.
	twin int
}

// NewWaivers returns a handler that passes a stream on to h. today is the time at which somebody asks: what an
// earlier snapshot shows can be accepted until then, and what ended by then has ended; known says whether there is a control of that id,
// whether or not it ran.
func NewWaivers(h report.Handler, l *List, today time.Time, known func(control string) bool) *Waivers {
	w := &Waivers{to: h, list: l, today: today, known: known, ran: map[string]*report.Control{}, exact: map[[3]string][]int{}, patterns: map[string][]int{},
		states: make([]state, len(l.Waivers)), waived: map[string]int{}, subject: map[string]bool{}}
	for i := range l.Waivers {
		one := &l.Waivers[i]
		if one.Name != "" {
			w.patterns[one.Control] = append(w.patterns[one.Control], i)
			continue
		}
		key := [3]string{one.Control, one.Target, one.Finding}
		w.exact[key] = append(w.exact[key], i)
	}
	return w
}

// Handle passes r on. Summaries wait for Close, since they come after the findings about waivers.
func (w *Waivers) Handle(r report.Record) error {
	switch {
	case r.Run != nil:
		return w.run(r.Run)
	case r.Control != nil:
		if IsAboutWaivers(r.Control.ID) {
			return nil
		}
		w.ran[r.Control.ID] = r.Control
		return w.to.Handle(r)
	}
	if err := w.controls(); err != nil {
		return err
	}
	switch {
	case r.Summary != nil:
		w.endSubject()
		if !IsAboutWaivers(r.Summary.Control) {
			w.summaries = append(w.summaries, r.Summary)
		}
		return nil
	case r.Finding != nil:
		return w.finding(r.Finding)
	}
	w.endSubject()
	return w.to.Handle(r)
}

// Close passes on the findings about waivers, then all summaries, and closes the handler.
func (w *Waivers) Close() error {
	if err := w.controls(); err != nil {
		return err
	}
	w.endSubject()
	own, err := w.judge()
	if err != nil {
		return err
	}
	for _, s := range w.summaries {
		counted := *s
		counted.Waived = w.waived[s.Control]
		if err := w.to.Handle(report.Record{Summary: &counted}); err != nil {
			return err
		}
	}
	for _, s := range own {
		if err := w.to.Handle(report.Record{Summary: s}); err != nil {
			return err
		}
	}
	return w.to.Close()
}

// choice begins the keys that name the list among what settled the run.
const choice = "waivers."

func (w *Waivers) run(r *report.Run) error {
	named := *r
	w.now = r.Now
	w.pair()
	named.Choices = withFile(r.Choices, choice, w.list.File, w.list.Digest, len(w.list.Waivers))
	return w.to.Handle(report.Record{Run: &named})
}

// withFile returns choices in which a file of the operator's is named under a prefix, instead of one
// that was named there before. Of the file's name the folders are left out, which differ between machines.
func withFile(choices []report.KeyValue, prefix, file, digest string, entries int) []report.KeyValue {
	named := slices.DeleteFunc(slices.Clone(choices), func(c report.KeyValue) bool { return strings.HasPrefix(c.Key, prefix) })
	named = append(named,
		report.KeyValue{Key: prefix + "digest", Value: digest},
		report.KeyValue{Key: prefix + "entries", Value: strconv.Itoa(entries)},
		report.KeyValue{Key: prefix + "file", Value: base(file)})
	slices.SortStableFunc(named, func(a, b report.KeyValue) int { return strings.Compare(a.Key, b.Key) })
	return named
}

// controls passes on, once, the controls about waivers, which follow the others.
func (w *Waivers) controls() error {
	if w.own {
		return nil
	}
	w.own = true
	for _, c := range Controls() {
		if err := w.to.Handle(report.Record{Control: &c}); err != nil {
			return err
		}
	}
	return nil
}

// finding passes f on, with the waiver that covers it.
func (w *Waivers) finding(f *report.Finding) error {
	if IsAboutWaivers(f.Control) {
		return nil
	}
	marked := *f
	marked.Waiver = nil
	if i := w.covering(f); i >= 0 {
		w.states[i].covered++
		marked.Waiver = w.list.Waivers[i].record()
	}
	before, seen := w.subject[f.Control]
	w.subject[f.Control] = marked.Waiver != nil && (before || !seen)
	return w.to.Handle(report.Record{Finding: &marked})
}

// endSubject counts the controls all of whose findings on the subject are waived.
func (w *Waivers) endSubject() {
	for control, all := range w.subject {
		if all {
			w.waived[control]++
		}
	}
	clear(w.subject)
}

// covering returns the place of the waiver that covers f, -1 for none, and notes what each that could
// came to.
func (w *Waivers) covering(f *report.Finding) int {
	first := -1
	for _, i := range w.candidates(f) {
		one, s := &w.list.Waivers[i], &w.states[i]
		s.met++
		if s.twin >= 0 || !w.holds(i, f) {
			continue
		}
		if n, ok := count(f.Evidence); one.outgrown(n, ok) {
			s.grown++
			if n.n >= s.top.n {
				s.top = n
			}
			continue
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

// holds reports whether a waiver is in force for f, whatever its count.
func (w *Waivers) holds(i int, f *report.Finding) bool {
	one := &w.list.Waivers[i]
	if one.timeless(f.Severity) {
		w.states[i].endless = f.Severity
		return false
	}
	if control := w.ran[f.Control]; control != nil && one.timeless(control.Severity) {
		return false
	}
	if w.idle(i) || w.now == nil && (one.Expires != nil || one.Created != nil) {
		return false
	}
	return !one.inert()
}

// candidates are the waivers that are about f: those of this very finding first, then those of its target.
func (w *Waivers) candidates(f *report.Finding) []int {
	var found []int
	for _, fingerprint := range [...]string{f.Fingerprint, ""} {
		if f.Target.Kind == report.TargetTenant {
			found = append(found, w.exact[[3]string{f.Control, TargetTenant, fingerprint}]...)
		}
		found = append(found, w.exact[[3]string{f.Control, strings.ToLower(f.Target.ID), fingerprint}]...)
	}
	for _, i := range w.patterns[f.Control] {
		if w.list.Waivers[i].covers(&f.Target) {
			found = append(found, i)
		}
	}
	return found
}
