package whatif

import (
	"context"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
)

// Effect is what becomes of one subject.
type Effect struct {
	// Key is the subject's; CloudID is "" for a directory group that no cloud group claims.
	Key     string
	CloudID string
	Name    string
	Kind    diff.GroupKind
	// Copies are the DNs of the copy, or of all directory groups that claim to be it, in their order.
	Copies []string
	// HasCopy says whether the directory holds a copy now.
	HasCopy diff.Answer
	Outcome Outcome
	// Confidence says how well the outcome is supported; none for one that is undecided.
	Confidence diff.Confidence
	// Rule is the row of the design's tables that decides, Source the keys of the documents behind
	// it, Text a sentence.
	Rule   string
	Source string
	Text   string
	Before State
	After  State
	// Loss says what the people in the copy lose; "" is nothing.
	Loss Loss
	// People are those in the copy where there is a loss, through groups inside it, too; PeopleWhole
	// is false when there may be more.
	People      []Person
	PeopleWhole bool
}

// State is what is written of a group on one side.
type State struct {
	Expected   diff.Answer
	Type       diff.GroupType
	Engine     diff.Engine
	Row        string
	Confidence diff.Confidence
}

// Person is somebody in a copy. Key tells people apart: the cloud id, else the DN.
type Person struct {
	Key    string
	Name   string
	Direct bool
}

// Compare yields the effect of the assumption on every subject of the facts that it changes, of which it is
// undecided, or of which the same answer is less well supported, in the order of diff.Facts.Subjects, and
// counts all of them. Other subjects are counted only. It ends with the first error of see or of ctx.
func Compare(ctx context.Context, f *diff.Facts, after *diff.Overlay, see func(*Effect) error) (Totals, error) {
	before, err := f.Assume(diff.Assumption{})
	if err != nil {
		return Totals{}, err
	}
	j := newJudge(before.Tenant(), after.Tenant())
	l := newLosses(f, after)
	c := newCounter(f.Len())
	for i := range f.Len() {
		if err := ctx.Err(); err != nil {
			return Totals{}, err
		}
		s := subject{Footing: f.Footing(i), assumed: after.Assumed(i), before: before.Writeback(i, nil), after: after.Writeback(i, nil)}
		v := j.decide(&s)
		if v.outcome == Unchanged && open(&s) {
			v = j.suppose(&s, before, after, i, f.Suppositions(i))
		}
		if v.outcome == Unchanged && !lessSure(&s) {
			c.totals.Unchanged++
			continue
		}
		if v.text == "" {
			v.text = "nothing changes, but by a reading that is less well supported"
		}
		e := effectOf(&s, v)
		if e.HasCopy != diff.No {
			e.Copies = f.CopyDNs(i)
		}
		e.explain(i, before, after)
		l.add(e, i, &s)
		c.add(e)
		if err := see(e); err != nil {
			return Totals{}, err
		}
	}
	return c.totals, nil
}

func effectOf(s *subject, v verdict) *Effect {
	e := &Effect{
		Key: s.Key, Name: s.Name, Kind: s.Kind, Copies: []string{}, HasCopy: s.HasCopy,
		Outcome: v.outcome, Confidence: v.confidence, Rule: v.rule, Source: v.source, Text: v.text,
		Before: stateOf(&s.before), After: stateOf(&s.after), People: []Person{}, PeopleWhole: true,
	}
	if !s.CloudID.IsZero() {
		e.CloudID = s.CloudID.String()
	}
	return e
}

func stateOf(w *diff.Writeback) State {
	return State{w.Expected, w.Type, w.Engine, w.Row, w.Confidence}
}

// explain takes from the trace of the side that decides the document behind an outcome that comes
// from the decision tables.
func (e *Effect) explain(i int, before, after *diff.Overlay) {
	if e.Source != "" || e.CloudID == "" {
		return
	}
	side := after
	if e.After.Expected != diff.Unknown && e.Outcome == Undecided && e.Before.Expected == diff.Unknown {
		side = before
	}
	var trace []diff.Step
	side.Writeback(i, &trace)
	for _, step := range trace {
		// That no engine is on, or which is on is not known, was read where the switches were.
		if (step.Row == e.Rule || strings.HasPrefix(e.Rule, step.Row+"/") && step.Row == "1.2") && step.Source != "" {
			e.Source = step.Source
			if step.Row == e.Rule && slices.Contains([]Outcome{Undecided, Appears, Pending, Unchanged}, e.Outcome) {
				e.Text = strings.TrimSuffix(e.Text, ".") + ": " + step.Text
			}
			return
		}
	}
}
