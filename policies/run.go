package policies

import (
	"context"
	"reflect"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// Result is what a run concluded, before waivers.
type Result struct {
	// Worst is the gravest severity of a finding that is not settling; "" without one.
	Worst string
	// Blind are the controls with subjects that were not evaluated or ended in an error, by id.
	Blind []Blind
}

// Blind is one control that did not judge everything.
type Blind struct {
	Control string
	// Severity is the highest the control's findings can have in this run.
	Severity             string
	NotEvaluated, Errors int
	// Reasons are those of the summary.
	Reasons []report.Reason
}

// Audit judges facts by the controls of the chosen profiles and writes the whole report stream in
// its promised order: run, controls, the tenant's findings, every subject's group and findings,
// summaries. Equal facts and options give equal records. It does not close to. An error ends the
// stream early; what was written then must not be used.
func Audit(ctx context.Context, facts *diff.Facts, o Options, to report.Handler) (Result, error) {
	return run(ctx, loaded{facts}, o, to)
}

func run(ctx context.Context, f facts, o Options, to report.Handler) (Result, error) {
	b, err := newBench(ctx, f, o)
	if err != nil {
		return Result{}, err
	}
	a := audit{bench: b, facts: f, to: to, pipeline: newPipeline(b, f, o.Workers), tenants: make([]tally, len(b.tenants))}
	if a.changes, err = newChangeRun(ctx, f, o, b); err != nil {
		return Result{}, err
	}
	head, err := runRecord(f, o, b)
	if err != nil {
		return Result{}, err
	}
	head.Comparison = a.changes.comparison()
	a.tenant = head.Tenant
	if a.lasting, err = lasting(ctx, f, o, b); err != nil {
		return Result{}, err
	}
	if err := a.askTenant(ctx); err != nil {
		return Result{}, err
	}
	head.Banners = append(head.Banners, b.causes.lines()...)
	if err := to.Handle(report.Record{Run: &head}); err != nil {
		return Result{}, err
	}
	for _, step := range []func(context.Context) error{a.describe, a.judgeTenant, a.judgeTenantSince, a.judgeGroups, a.judgeChanges, a.sumUp} {
		if err := step(ctx); err != nil {
			return Result{}, err
		}
	}
	return a.result, nil
}

// audit is one run.
type audit struct {
	bench    *bench
	facts    facts
	to       report.Handler
	pipeline *pipeline
	tenants  []tally
	// changes judge what changed since; nil where no chosen control does.
	changes *changeRun
	tenant  report.Tenant
	lasting diff.Lasting
	// judged are the judgements of the tenant, by judge.
	judged []judgement
	result Result
}

// describe writes the controls.
func (a *audit) describe(context.Context) error {
	for _, c := range a.bench.controls {
		record := c.Record()
		record.Severity = a.bench.severity[c.ID]
		if err := a.to.Handle(report.Record{Control: &record}); err != nil {
			return err
		}
	}
	return nil
}

// askTenant judges the tenant and notes what explains other findings.
func (a *audit) askTenant(ctx context.Context) error {
	subject := a.facts.TenantSubject()
	subject.History.Lasting = a.lasting
	a.judged = make([]judgement, len(a.bench.tenants))
	clerk := newClerk(a.bench)
	for _, j := range a.bench.silent {
		g, err := clerk.ofTenant(ctx, j, &subject)
		if err != nil {
			return err
		}
		if g.outcome == failed {
			a.bench.causes.note(j, g.findings, aboutTenant(&subject, a.tenant))
		}
	}
	clerk.rest()
	return clerk.tenant(ctx, &subject, func(i int, j *judge, g judgement) error {
		a.judged[i] = g
		if g.outcome == failed {
			a.bench.causes.note(j, g.findings, aboutTenant(&subject, a.tenant))
		}
		return nil
	})
}

// judgeTenant writes what askTenant found.
func (a *audit) judgeTenant(context.Context) error {
	subject := a.facts.TenantSubject()
	for i, j := range a.bench.tenants {
		g := j.leave(a.judged[i], "")
		a.tenants[i].add(g, report.ScopeTenant)
		if err := a.bench.open(j, g, "", a.bench.unjudged); err != nil {
			return err
		}
		if g.outcome != failed {
			continue
		}
		found, err := j.findings(g.findings, aboutTenant(&subject, a.tenant))
		if err != nil {
			return err
		}
		for i := range found {
			if err := a.Handle(report.Record{Finding: &found[i]}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *audit) judgeGroups(ctx context.Context) error { return a.pipeline.run(ctx, a) }

// Handle notes the gravest finding and passes every record on.
func (a *audit) Handle(r report.Record) error {
	if f := r.Finding; f != nil && !f.Settling && severityRank(f.Severity) > severityRank(a.result.Worst) {
		a.result.Worst = f.Severity
	}
	return a.to.Handle(r)
}

// Close is part of report.Handler; the caller of Audit closes what it gave.
func (a *audit) Close() error { return nil }

// sumUp writes the summaries.
func (a *audit) sumUp(context.Context) error {
	for _, c := range a.bench.controls {
		sum, judges := a.total(c)
		s := sum.summary(c.ID)
		nameLists(a.facts, judges, s.Reasons)
		if err := a.summarise(c, &s); err != nil {
			return err
		}
	}
	return nil
}

// summarise writes the summary of one control.
func (a *audit) summarise(c *Control, s *report.Summary) error {
	if s.NotEvaluated > 0 || s.Errors > 0 {
		a.result.Blind = append(a.result.Blind, Blind{
			Control: c.ID, Severity: a.bench.severity[c.ID], NotEvaluated: s.NotEvaluated, Errors: s.Errors, Reasons: s.Reasons,
		})
	}
	return a.to.Handle(report.Record{Summary: s})
}

// total adds up all checks of a control, and lists their judges.
func (a *audit) total(c *Control) (sum tally, judges []*judge) {
	for i, j := range a.bench.groups {
		if j.control == c {
			sum.merge(a.pipeline.total(i))
			judges = append(judges, j)
		}
	}
	for i, j := range a.bench.tenants {
		if j.control == c {
			sum.merge(a.tenants[i])
			judges = append(judges, j)
		}
	}
	since, more := a.changes.total(c)
	sum.merge(since)
	judges = append(judges, more...)
	sum.blindness(judges)
	return sum, judges
}

// shown says whether the report shows a subject that has no finding: one that is, should be or may
// be in the directory, and one whose label in the portal says so.
func shown(s *diff.Subject) bool {
	return s.Directory != nil || s.DirectoryCandidates > 0 || s.Writeback.Expected != diff.No || s.Label().Misleads()
}

// countsOf lists the numbers of a struct by JSON name; nil, and a count that is not exact, is nil.
func countsOf(v reflect.Value) []report.Total {
	totals := []report.Total{}
	for _, f := range shapes.of(v.Type()) {
		field := v.Field(f.index)
		total := report.Total{Name: f.name}
		if n, counted := field.Interface().(diff.Count); counted {
			field = reflect.ValueOf(n.Exactly)
		}
		if field.Kind() == reflect.Pointer && !field.IsNil() {
			field = field.Elem()
		}
		if field.CanInt() {
			n := field.Int()
			total.Value = &n
		} else if field.Kind() != reflect.Pointer {
			continue
		}
		totals = append(totals, total)
	}
	return totals
}
