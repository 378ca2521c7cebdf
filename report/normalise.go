package report

import (
	"slices"
	"time"
)

// normalised returns a copy of r in which nil lists are empty and times are UTC. What r points to
// stays as it is, since other handlers see it too.
func normalised(r Record) Record {
	switch {
	case r.Run != nil:
		r.Run = normalRun(*r.Run)
	case r.Control != nil:
		c := *r.Control
		c.References, c.Engines, c.Requires = list(c.References), list(c.Engines), list(c.Requires)
		c.Frameworks, c.Targets = list(c.Frameworks), list(c.Targets)
		r.Control = &c
	case r.Finding != nil:
		r.Finding = normalFinding(*r.Finding)
	case r.Group != nil:
		r.Group = normalGroup(*r.Group)
	case r.Absent != nil:
		r.Absent = normalFinding(*r.Absent)
	case r.Change != nil:
		c := *r.Change
		c.Attributes, c.Members, c.NotCompared = list(c.Attributes), list(c.Members), list(c.NotCompared)
		r.Change = &c
	case r.Readiness != nil:
		r.Readiness = normalReadiness(*r.Readiness)
	case r.Verdict != nil:
		v := *r.Verdict
		v.States, v.Reasons, v.Limits, v.SignOff = list(v.States), list(v.Reasons), list(v.Limits), list(v.SignOff)
		r.Verdict = &v
	case r.Summary != nil:
		s := *r.Summary
		s.Reasons = slices.Clone(list(s.Reasons))
		for i := range s.Reasons {
			s.Reasons[i].Lists = list(s.Reasons[i].Lists)
		}
		r.Summary = &s
	}
	return r
}

func normalRun(r Run) *Run {
	r.Now, r.CollectedAt = utc(r.Now), utc(r.CollectedAt)
	r.Cloud = Period{Started: utc(r.Cloud.Started), Ended: utc(r.Cloud.Ended)}
	r.Directory = Period{Started: utc(r.Directory.Started), Ended: utc(r.Directory.Ended)}
	r.Profiles, r.DomainControllers, r.Notes, r.Banners = list(r.Profiles), list(r.DomainControllers), list(r.Notes), list(r.Banners)
	r.Streams, r.Engines, r.Totals = list(r.Streams), list(r.Engines), list(r.Totals)
	r.Choices, r.Parameters = list(r.Choices), list(r.Parameters)
	if r.Earlier != nil {
		r.Earlier = &Earlier{
			CollectedAt: utc(r.Earlier.CollectedAt), SnapshotDigest: r.Earlier.SnapshotDigest, Changes: list(r.Earlier.Changes),
		}
	}
	if r.Baseline != nil {
		b := *r.Baseline
		b.CollectedAt = utc(b.CollectedAt)
		r.Baseline = &b
	}
	if r.Comparison != nil {
		c := *r.Comparison
		c.Streams = slices.Clone(list(c.Streams))
		for i := range c.Streams {
			c.Streams[i].LeftOut = list(c.Streams[i].LeftOut)
		}
		r.Comparison = &c
	}
	return &r
}

func normalFinding(f Finding) *Finding {
	if f.Evidence == nil {
		f.Evidence = map[string]any{}
	}
	if f.Waiver != nil {
		w := *f.Waiver
		w.Expires = utc(w.Expires)
		f.Waiver = &w
	}
	if f.Age != nil {
		a := *f.Age
		a.FirstSeen = utc(a.FirstSeen)
		f.Age = &a
	}
	if f.Decision != nil {
		d := *f.Decision
		d.Due, d.Decided = utc(d.Due), utc(d.Decided)
		f.Decision = &d
	}
	return &f
}

func normalGroup(g Group) *Group {
	g.Changes = list(g.Changes)
	if g.Cloud != nil {
		c := *g.Cloud
		c.Overlays = list(c.Overlays)
		g.Cloud = &c
	}
	if g.Directory != nil {
		d := normalSide(*g.Directory)
		g.Directory = &d
	}
	g.Candidates = slices.Clone(list(g.Candidates))
	for i, side := range g.Candidates {
		g.Candidates[i] = normalSide(side)
	}
	g.Writeback.Engines, g.Writeback.Trace = list(g.Writeback.Engines), list(g.Writeback.Trace)
	g.Members.Classes, g.Members.Differences = list(g.Members.Classes), list(g.Members.Differences)
	g.Children, g.ChildrenArriving = list(g.Children), list(g.ChildrenArriving)
	g.NotEvaluated = slices.Clone(list(g.NotEvaluated))
	for i := range g.NotEvaluated {
		g.NotEvaluated[i].Controls = list(g.NotEvaluated[i].Controls)
	}
	return &g
}

func normalReadiness(r Readiness) *Readiness {
	r.Reasons = list(r.Reasons)
	if r.Members != nil {
		m := *r.Members
		m.Edges, m.Losses, m.PeopleLosses = list(m.Edges), list(m.Losses), list(m.PeopleLosses)
		r.Members = &m
	}
	return &r
}

func normalSide(d DirectorySide) DirectorySide {
	d.ExpectedCNs, d.Drift = list(d.ExpectedCNs), list(d.Drift)
	d.WhenCreated, d.WhenChanged = utc(d.WhenCreated), utc(d.WhenChanged)
	return d
}

// list returns s, or an empty list for nil.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// utc returns t in UTC, nil for nil.
func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}
