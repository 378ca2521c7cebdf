package whatif

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
)

// losses find out who loses what. Members of copies are followed only where an engine takes a copy up again.
type losses struct {
	facts *diff.Facts
	after *diff.Overlay
	// connect and cloudSync follow members, each made when it is needed.
	connect, cloudSync *diff.Tracer
}

func newLosses(f *diff.Facts, after *diff.Overlay) *losses { return &losses{facts: f, after: after} }

// add lists who loses something by the effect on subject i.
func (l *losses) add(e *Effect, i int, s *subject) {
	e.Loss = lossOf(e, s)
	switch {
	case e.Loss != "":
		members, whole := l.facts.CopyMembers(i)
		e.PeopleWhole = whole
		for _, m := range members {
			e.People = append(e.People, Person{m.Key, m.Name, m.Direct})
		}
	case e.HasCopy == diff.Unknown && e.Outcome == Undecided:
		// Who is in a copy that nobody looked for is not known.
		e.PeopleWhole = false
	case e.HasCopy == diff.Yes && s.before.Expected == diff.No && s.after.Expected == diff.Yes:
		l.dropped(e, i, s.after.Engine)
	}
}

func lossOf(e *Effect, s *subject) Loss {
	switch {
	case e.HasCopy != diff.Yes:
		return ""
	case e.Outcome == Deleted:
		return LosesGroup
	case e.Outcome == Undecided && (s.after.Expected != diff.Yes || strings.HasPrefix(e.Rule, "1.6/")):
		return MayLoseGroup
	case e.Outcome == Retypes && s.Category != diff.CategoryDistribution && s.after.Category == diff.CategoryDistribution:
		return LosesAccess
	}
	return ""
}

// dropped lists who is in a copy that nobody updates now and would not be once an engine writes it again: the
// members of the copy become those of the cloud group that the engine references. Connect removes others with
// its next cycle, cloud sync with the next change of the group.
//
// Source: S2 (Connect), SOA (cloud sync) of the design; correction 7A of DIF-23.
func (l *losses) dropped(e *Effect, i int, engine diff.Engine) {
	t := l.tracer(engine).Trace(i)
	// Which engine writes the group decides whom it references.
	e.PeopleWhole = t.PeopleWhole && t.Gap == "" && engine != ""
	if t.Lost+t.Undecided+t.PeopleLost+t.PeopleUndecided == 0 {
		return
	}
	e.Text += fmt.Sprintf("; of its %s %d would be dropped", diff.Several(t.Members, "member"), t.Lost)
	if t.Undecided > 0 {
		e.Text += fmt.Sprintf(", and of %d that is not known", t.Undecided)
	}
	people := t.PeopleLosses
	switch {
	case t.PeopleLost > 0:
		e.Loss = LosesGroup
		e.PeopleWhole = e.PeopleWhole && t.PeopleUndecided == 0
	case t.PeopleUndecided > 0:
		e.Loss, people = MayLoseGroup, t.PeopleOpen
	}
	for _, p := range people {
		e.People = append(e.People, Person{p.Key, p.Name, p.Direct})
	}
	document := "S2"
	if engine == diff.CloudSync {
		document = "SOA"
	}
	if !strings.Contains(" "+e.Source+" ", " "+document+" ") {
		e.Source = strings.TrimSpace(e.Source + " " + document)
	}
}

// tracer follows members to an engine, under the assumption.
func (l *losses) tracer(engine diff.Engine) *diff.Tracer {
	at, to := &l.connect, diff.Destination{Engine: diff.V2, Open: true, Writes: l.writes}
	if engine == diff.CloudSync {
		at, to.Engine = &l.cloudSync, diff.CloudSync
	}
	if *at == nil {
		*at = l.facts.Tracer(to)
	}
	return *at
}

// writes says whether a cloud group is written under the assumption.
func (l *losses) writes(i int) diff.Answer { return l.after.Writeback(i, nil).Expected }
