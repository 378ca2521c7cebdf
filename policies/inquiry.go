package policies

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// Inquiry is one control asked again about one subject: what it comes to, on which facts, and which single
// changes would make it pass.
type Inquiry struct {
	// Outcome is that of a summary, "" for a control that is not asked again; Reason says why nothing was
	// judged, "" otherwise.
	Outcome string `json:"outcome"`
	Reason  string `json:"reason"`
	// Seen are the facts that the control reads, by path. A fact that the subject does not have is left out.
	Seen []Seen `json:"seen"`
	// Tried counts the changes that were tried one at a time, everything else as in the snapshot. Changes
	// are those after which the control passes, or has nothing to judge since the group is not written: settings first.
	// None deletes a group, and none leaves a copy behind that is written now, or that grants access now.
	Tried   int      `json:"tried"`
	Changes []Change `json:"changes"`
	// Costly are the single changes of a setting after which the control passes, each with what it would do to copies.
	Costly []Costly `json:"costly"`
	// Pairs are tried where no single change makes it pass: two changes that only together do, or after which
	// it has nothing to judge where no single change does that either.
	// TriedPairs counts all that were tried; PairsWhole is false where there are more than pairLimit.
	Pairs      []Pair `json:"pairs"`
	TriedPairs int    `json:"tried_pairs"`
	PairsWhole bool   `json:"pairs_whole"`
}

// Seen is one fact: the path in the control's input, and its value as JSON.
type Seen struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}

// Change is one change of a setting or a fact, and the outcome after it.
type Change struct {
	What    string `json:"what"`
	From    string `json:"from"`
	To      string `json:"to"`
	Outcome string `json:"outcome"`
	// Members are those who would go or come where What counts members; the first of them where any would do.
	Members []diff.AmendedMember `json:"members,omitempty"`
}

// Costly is a change of a setting that does harm.
type Costly struct {
	Change
	Harm
}

// Inquire asks a control about the subject with the key, "" for the tenant. Own controls are judged in a
// process of their own and not asked again. It fails for a control or a subject that
// there is not.
func Inquire(ctx context.Context, facts *diff.Facts, o Options, control, key string) (Inquiry, error) {
	o.only = []string{control}
	b, err := newBench(ctx, loaded{facts}, o)
	if err != nil {
		return Inquiry{}, err
	}
	i := &inquirer{bench: b, judges: b.tenants, facts: facts, row: -1, asked: map[string]bool{}}
	subject := reflect.ValueOf(facts.TenantSubject())
	if key != "" {
		row, ok := facts.Position(key)
		if !ok {
			return Inquiry{}, fmt.Errorf("the snapshot has no subject %q", key)
		}
		i.judges, i.row = b.groups, row
		s := facts.Assembler().Subject(row)
		i.gap = memberGap(&s.Members)
		subject = reflect.ValueOf(s)
	}
	if len(i.judges) == 0 {
		return Inquiry{}, fmt.Errorf("control %s does not judge this kind of subject", control)
	}
	// A value that can be changed.
	i.subject = reflect.New(subject.Type()).Elem()
	i.subject.Set(subject)
	return i.inquire(ctx)
}

// Show returns subject i as a stream shows it, in full, whether or not an audit's stream does.
func Show(facts *diff.Facts, i int) report.Group {
	a := facts.Assembler()
	s := a.Subject(i)
	a.Detail(&s)
	return groupRecord(&s)
}

// inquirer asks about one subject and about what it could be instead.
type inquirer struct {
	bench  *bench
	judges []*judge
	facts  *diff.Facts
	// row is the subject's place, -1 for the tenant.
	row     int
	gap     string
	subject reflect.Value
	answer  Inquiry
	// candidates are the changes that were tried alone.
	candidates []candidate
	// made are the candidates of the answer's changes, asked the counts of members that were tried.
	made  []candidate
	asked map[string]bool
	// copies are those of all groups, nil until they are asked for.
	copies []copied
}

func (i *inquirer) inquire(ctx context.Context) (Inquiry, error) {
	i.answer = Inquiry{Seen: []Seen{}, Changes: []Change{}, Costly: []Costly{}, Pairs: []Pair{}, PairsWhole: true}
	if slices.ContainsFunc(i.judges, func(j *judge) bool { return j.check.own != nil }) {
		i.answer.Reason = "it is one of your own, which a process of its own judges"
		return i.answer, nil
	}
	now, reason, err := i.judged(ctx, i.subject)
	if err != nil {
		return Inquiry{}, err
	}
	i.answer.Outcome, i.answer.Reason = now.String(), reason
	places := i.places()
	for _, p := range places {
		i.see(p)
	}
	if now != failed {
		return i.answer, nil
	}
	if err := i.settings(ctx); err != nil {
		return Inquiry{}, err
	}
	for _, p := range places {
		if err := i.facet(ctx, p); err != nil {
			return Inquiry{}, err
		}
	}
	i.dropLarger()
	// What passes comes before what only no longer applies.
	slices.SortStableFunc(i.answer.Changes, func(a, b Change) int { return strings.Compare(b.Outcome, a.Outcome) })
	if !slices.ContainsFunc(i.answer.Changes, func(c Change) bool { return c.Outcome == report.OutcomePass }) {
		err = i.pairs(ctx)
	}
	return i.answer, err
}

// judged is the worst outcome of the control's checks for a subject.
func (i *inquirer) judged(ctx context.Context, subject reflect.Value) (worst outcome, reason string, err error) {
	for _, j := range i.judges {
		g := judgement{outcome: notEvaluated, reason: j.blind}
		if j.blind == "" {
			v, err := i.ask(ctx, j, subject)
			if err != nil {
				return 0, "", err
			}
			g = j.decide(v, i.gap)
		}
		if g.outcome >= worst {
			worst, reason = g.outcome, g.reason
		}
	}
	return worst, reason, nil
}

// ask is the verdict of one judge on a subject, or on what an undecided group may be.
func (i *inquirer) ask(ctx context.Context, j *judge, subject reflect.Value) (*verdict, error) {
	l := newLimit(ctx, i.bench.deadline)
	defer l.release()
	evaluate := func(subject reflect.Value) (*verdict, error) {
		pairs := i.bench.document(nil, subject)
		return j.query.ask(ctx, l, ast.NewObject(append(pairs, [2]*ast.Term{parametersKey, j.parameters})...))
	}
	v, err := evaluate(subject)
	group, ok := reflect.TypeAssert[diff.Subject](subject)
	if err != nil || !ok || !v.silent() {
		return v, err
	}
	for _, supposed := range group.Supposed() {
		if other, err := evaluate(reflect.ValueOf(supposed)); err != nil || !other.silent() {
			return undecidedAs(&group), err
		}
	}
	return v, nil
}

// places are what the checks read of the subject, the facts of the tenant included, by path.
func (i *inquirer) places() []read {
	known := map[string]read{}
	for _, j := range i.judges {
		c := collector{subject: i.subject.Type(), places: known, tenant: true}
		for _, rule := range j.check.module.Rules {
			c.walk(rule)
		}
	}
	var places []read
	for _, name := range sortedKeys(known) {
		places = append(places, known[name])
	}
	return places
}

// see notes what stands at a place.
func (i *inquirer) see(p read) {
	v, ok := reach(i.subject, p.steps)
	if !ok || p.name == "" {
		return
	}
	if p.exists {
		there := "there"
		if v.Kind() == reflect.Pointer && v.IsNil() {
			there = "not there"
		}
		i.answer.Seen = append(i.answer.Seen, Seen{strings.TrimSuffix(p.name, "?"), there})
		return
	}
	if n, ok := v.Interface().(diff.Count); ok {
		i.answer.Seen = append(i.answer.Seen, Seen{p.name, fmt.Sprint(countEvidence(n))})
		return
	}
	if base(v.Type()).Kind() == reflect.Struct {
		return // what matters below it has a path of its own
	}
	i.answer.Seen = append(i.answer.Seen, Seen{p.name, valueOf(v).String()})
}

// reach follows steps as far as the last; false where something on the way is absent.
func reach(v reflect.Value, steps []int) (reflect.Value, bool) {
	for _, step := range steps {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(step)
	}
	return v, true
}

// replaced returns a copy of a subject with another value at the end of steps. Only what lies on the way is
// copied, since subjects of a run share their parts.
func replaced(subject reflect.Value, steps []int, value reflect.Value) reflect.Value {
	changed := reflect.New(subject.Type()).Elem()
	changed.Set(subject)
	at := changed
	for _, step := range steps {
		if at.Kind() == reflect.Pointer {
			own := reflect.New(at.Type().Elem())
			own.Elem().Set(at.Elem())
			at.Set(own)
			at = own.Elem()
		}
		at = at.Field(step)
	}
	at.Set(value)
	return changed
}

// try judges the subject after one change, and keeps that if nothing is wrong any more.
func (i *inquirer) try(ctx context.Context, c candidate) error {
	i.answer.Tried++
	subject, ok, err := i.after(c)
	if err != nil || !ok {
		return err
	}
	now, _, err := i.judged(ctx, subject)
	if err != nil {
		return err
	}
	if !mends(now, c) {
		if now != notApplicable {
			i.candidates = append(i.candidates, c)
		}
		return nil
	}
	change := Change{What: c.what, From: c.from, To: c.to, Outcome: now.String()}
	switch harm, err := i.harms(c); {
	case err != nil:
		return err
	case harm == Harm{}:
		i.keep(change, c)
	case now == passed:
		i.answer.Costly = append(i.answer.Costly, Costly{change, harm})
	}
	return nil
}

// keep takes a change into the answer.
func (i *inquirer) keep(change Change, c candidate) {
	i.answer.Changes = append(i.answer.Changes, change)
	i.made = append(i.made, c)
}

// mends reports whether the outcome of changes is what they were made for: the control passes, or
// has nothing to judge any more since the group is not to be written. Anything else after which there is nothing to
// judge takes the subject out of sight and mends nothing.
func mends(now outcome, changes ...candidate) bool {
	return now == passed || now == notApplicable && len(changes) == 1 && changes[0].leaves()
}

// leaves reports whether the change takes one group out of writeback.
func (c *candidate) leaves() bool {
	return c.setting != nil && c.setting.group.IsEnabled != nil && !*c.setting.group.IsEnabled
}
