package policies

import (
	"context"
	"reflect"
	"slices"

	"github.com/wbaudit/wbaudit/diff/changes"
	"github.com/wbaudit/wbaudit/report"
)

// Compare judges the changes between two snapshots by the controls of changes and writes a report stream
// in its promised order: run, controls, the tenant's findings, every change with its findings, summaries.
// Equal facts and options give equal records. It does not close to.
func Compare(ctx context.Context, facts *changes.Facts, o Options, to report.Handler) (Result, error) {
	f := loaded{facts.Later}
	b, err := setUp(ctx, f, o, true)
	if err != nil {
		return Result{}, err
	}
	head, err := runRecord(f, o, b)
	if err != nil {
		return Result{}, err
	}
	head.Comparison = comparisonOf(facts)
	// Groups are listed only where they changed.
	head.Totals = slices.DeleteFunc(head.Totals, func(t report.Total) bool { return !slices.Contains(populations, t.Name) })
	c := changeRun{
		audit: audit{bench: b, facts: f, to: to, tenant: head.Tenant},
		found: facts, tallies: make([]tally, len(b.groups)), clerk: newClerk(b),
	}
	if err := to.Handle(report.Record{Run: &head}); err != nil {
		return Result{}, err
	}
	for _, step := range []func(context.Context) error{c.describe, c.judgeTenant, c.judgeChanges, c.sumUp} {
		if err := step(ctx); err != nil {
			return Result{}, err
		}
	}
	return c.result, nil
}

// populations are the totals that say how much was compared, and nothing of what is written.
var populations = []string{"cloud_groups", "directory_groups", "anchored", "m365"}

// changeRun is one run over changes.
type changeRun struct {
	audit
	found   *changes.Facts
	clerk   *clerk
	tallies []tally
}

// judgeTenant writes the tenant's findings: it is one subject, whether or not it changed.
func (c *changeRun) judgeTenant(ctx context.Context) error {
	s := c.found.Tenant()
	list, err := c.judge(ctx, &s, report.Target{Kind: report.TargetTenant, ID: c.tenant.ID, Name: c.tenant.Name})
	if err != nil {
		return err
	}
	return c.write(list)
}

func (c *changeRun) judgeChanges(ctx context.Context) error {
	for s, err := range c.found.Subjects(ctx) {
		if err != nil {
			return err
		}
		change := changeRecord(&s)
		list, err := c.judge(ctx, &s, change.Target())
		if err != nil {
			return err
		}
		if err := c.Handle(report.Record{Change: change}); err != nil {
			return err
		}
		if err := c.write(list); err != nil {
			return err
		}
	}
	return nil
}

// judge asks every judge about one subject; findings come in the order of control ids.
func (c *changeRun) judge(ctx context.Context, s *changes.Subject, target report.Target) ([]report.Finding, error) {
	var found []report.Finding
	err := c.clerk.change(ctx, s, func(i int, j *judge, g judgement) error {
		c.tallies[i].add(g)
		if g.outcome != failed {
			return nil
		}
		list, err := j.findings(g.findings, about{target: target, subject: reflect.ValueOf(s).Elem(), settling: s.Settling})
		found = append(found, list...)
		return err
	})
	return found, err
}

func (c *changeRun) write(list []report.Finding) error {
	for i := range list {
		if err := c.Handle(report.Record{Finding: &list[i]}); err != nil {
			return err
		}
	}
	return nil
}

// sumUp writes the summaries.
func (c *changeRun) sumUp(context.Context) error {
	for _, control := range c.bench.controls {
		var sum tally
		var judges []*judge
		for i, j := range c.bench.groups {
			if j.control == control {
				sum.merge(c.tallies[i])
				judges = append(judges, j)
			}
		}
		sum.blindness(judges)
		if err := c.summarise(control, &sum); err != nil {
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
			Name: string(s.Name), Compared: string(s.Compared), Reason: s.Reason,
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
