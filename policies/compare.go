package policies

import (
	"context"
	"reflect"
	"slices"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/changes"
	"github.com/wbaudit/wbaudit/report"
)

// Compare judges the changes between two snapshots by the controls of DriftProfile and writes a report stream
// in its promised order: run, controls, the tenant's findings, every change with its findings, summaries.
// Equal facts and options give equal records. It does not close to.
func Compare(ctx context.Context, facts *changes.Facts, o Options, to report.Handler) (Result, error) {
	f := loaded{facts.Later}
	o.Profiles, o.Changes = []string{DriftProfile}, facts
	b, err := newBench(ctx, f, o)
	if err != nil {
		return Result{}, err
	}
	a := audit{bench: b, facts: f, to: to, pipeline: newPipeline(b, f, 1)}
	if a.changes, err = newChangeRun(ctx, f, o, b); err != nil {
		return Result{}, err
	}
	head, err := runRecord(f, o, b)
	if err != nil {
		return Result{}, err
	}
	head.Comparison = a.changes.comparison()
	// Groups are listed only where they changed.
	head.Totals = slices.DeleteFunc(head.Totals, func(t report.Total) bool { return !slices.Contains(populations, t.Name) })
	a.tenant = head.Tenant
	if err := to.Handle(report.Record{Run: &head}); err != nil {
		return Result{}, err
	}
	for _, step := range []func(context.Context) error{a.describe, a.judgeTenantSince, a.judgeChanges, a.sumUp} {
		if err := step(ctx); err != nil {
			return Result{}, err
		}
	}
	return a.result, nil
}

// populations are the totals that say how much was compared, and nothing of what is written.
var populations = []string{"cloud_groups", "directory_groups", "anchored", "m365"}

// changeRun judges the changes of one run; a nil one has no controls. Where there is nothing to compare
// with, found is nil, and its judges are blind.
type changeRun struct {
	bench   *bench
	found   *changes.Facts
	clerk   *clerk
	tallies []tally
}

// newChangeRun prepares the chosen controls of changes, which b includes; nil where there are none, and no
// changes either.
func newChangeRun(ctx context.Context, f facts, o Options, b *bench) (*changeRun, error) {
	own, err := setUp(ctx, f, o, true)
	if err != nil || len(own.controls) == 0 && o.Changes == nil {
		return nil, err
	}
	if o.Changes == nil {
		for _, j := range own.groups {
			j.blind = report.NoEarlierSnapshot
		}
	}
	b.include(own)
	return &changeRun{bench: own, found: o.Changes, clerk: newClerk(own), tallies: make([]tally, len(own.groups))}, nil
}

// comparison is how the stream shows how far was compared; nil where nothing was.
func (c *changeRun) comparison() *report.Comparison {
	if c == nil || c.found == nil {
		return nil
	}
	return comparisonOf(c.found)
}

// judgeTenantSince writes the tenant's findings of changes: it is one subject, whether or not it changed.
func (a *audit) judgeTenantSince(ctx context.Context) error {
	if a.changes == nil || a.changes.found == nil {
		return nil
	}
	s := a.changes.found.Tenant()
	list, err := a.changes.judge(ctx, &s, report.Target{Kind: report.TargetTenant, ID: a.tenant.ID, Name: a.tenant.Name})
	if err != nil {
		return err
	}
	return a.write(list)
}

// judgeChanges writes every change with its findings.
func (a *audit) judgeChanges(ctx context.Context) error {
	if a.changes == nil || a.changes.found == nil {
		return nil
	}
	for s, err := range a.changes.found.Subjects(ctx) {
		if err != nil {
			return err
		}
		change := changeRecord(&s)
		list, err := a.changes.judge(ctx, &s, change.Target())
		if err != nil {
			return err
		}
		if err := a.Handle(report.Record{Change: change}); err != nil {
			return err
		}
		if err := a.write(list); err != nil {
			return err
		}
	}
	return nil
}

// judge asks every judge about one subject; findings come in the order of control ids.
func (c *changeRun) judge(ctx context.Context, s *changes.Subject, target report.Target) ([]report.Finding, error) {
	var found []report.Finding
	scope := report.ScopeChange
	if s.Change == nil {
		scope = report.ScopeTenant
	}
	err := c.clerk.change(ctx, s, func(i int, j *judge, g judgement) error {
		c.tallies[i].add(g, scope)
		if g.outcome != failed {
			return nil
		}
		list, err := j.findings(g.findings, about{target: target, subject: reflect.ValueOf(s).Elem(), settling: s.Settling})
		found = append(found, list...)
		return err
	})
	return found, err
}

// total adds up all checks of a control, and lists their judges.
func (c *changeRun) total(control *Control) (sum tally, judges []*judge) {
	if c == nil {
		return sum, nil
	}
	for i, j := range c.bench.groups {
		if j.control == control {
			sum.merge(c.tallies[i])
			judges = append(judges, j)
		}
	}
	return sum, judges
}

func (a *audit) write(list []report.Finding) error {
	for i := range list {
		if err := a.Handle(report.Record{Finding: &list[i]}); err != nil {
			return err
		}
	}
	return nil
}

// comparisonOf is how the stream shows how far two snapshots were compared.
func comparisonOf(f *changes.Facts) *report.Comparison {
	c := &report.Comparison{Objects: f.Objects(), Differences: f.Differences(), NotCompared: f.NotCompared(), Streams: []report.ComparedStream{}}
	for _, s := range f.Streams {
		c.Streams = append(c.Streams, report.ComparedStream{
			Name: string(s.Name), Compared: string(s.Compared), Reason: s.Reason, LeftOut: append([]string{}, s.LeftOut...),
			Objects: s.Objects, Added: s.Added, Removed: s.Removed, Changed: s.Changed, NotCompared: s.NotCompared,
		})
	}
	return c
}

// changeRecord is how the stream shows a change.
func changeRecord(s *changes.Subject) *report.ObjectChange {
	c := s.Change
	r := &report.ObjectChange{
		Object: string(c.Stream), Kind: string(c.Kind), ID: c.ID, Name: c.Name, DN: c.DN,
		Attributes: []report.AttributeChange{}, Members: []report.MemberChange{}, NotCompared: []report.Uncompared{},
	}
	if d := s.Directory; d != nil && d.Privileged.After == diff.Yes {
		r.Privileged = string(d.Privileged.Group)
	}
	for _, a := range c.Attributes {
		change := report.AttributeChange{Attribute: a.Name, From: a.From, To: a.To}
		for _, told := range s.Told {
			if told.Attribute == a.Name {
				change.By, change.Actor = told.By, told.Actor
			}
		}
		r.Attributes = append(r.Attributes, change)
	}
	r.Members = appendMembers(r.Members, report.RoleMember, c.Members.List())
	r.Members = appendMembers(r.Members, report.RoleOwner, c.Owners.List())
	for _, g := range c.Gaps {
		r.NotCompared = append(r.NotCompared, report.Uncompared{What: g.What, Reason: g.Reason})
	}
	return r
}

func appendMembers(list []report.MemberChange, role string, members []changes.Member) []report.MemberChange {
	for _, m := range members {
		change := report.ChangeRemoved
		if m.Added {
			change = report.ChangeAdded
		}
		list = append(list, report.MemberChange{Role: role, Change: change, ID: m.ID, DN: m.DN, Name: m.Name})
	}
	return list
}
