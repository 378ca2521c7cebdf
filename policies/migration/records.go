package migration

import (
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/readiness"
	"github.com/wbaudit/wbaudit/report"
)

func readinessOf(g *readiness.Group) *report.Readiness {
	r := &report.Readiness{
		Key: g.Key, Target: report.Target{Kind: report.TargetGroup, ID: g.CloudID, Name: g.Name, DN: g.DN},
		State: string(g.State), ChangesOver: string(g.ChangesOver), Wave: g.Wave, Together: g.Together, Reasons: make([]report.ReadinessReason, 0, len(g.Reasons)),
		CloudMembers: g.Members, Members: membersOf(g.Move),
	}
	for _, reason := range g.Reasons {
		r.Reasons = append(r.Reasons, report.ReadinessReason{
			Kind: string(reason.Kind), Control: reason.Control, Severity: reason.Severity, Fingerprint: reason.Fingerprint,
			Text: reason.Text, Group: reason.Group, Name: reason.Name,
		})
	}
	if a := g.Anchor; a != nil {
		r.Anchor = &report.AnchorStep{Action: string(a.Action), DN: a.DN, Value: a.Value, Current: a.Current}
	}
	if c := g.Copy; c != nil {
		r.Copy = &report.CopyStep{CN: c.CN, CNSure: c.CNSure, CNNow: c.CNNow, Renamed: string(c.Renamed), OU: c.OU, OUKept: string(c.OUKept), Type: string(c.Type), DescriptionCut: c.DescriptionCut}
	}
	return r
}

func membersOf(t *diff.Transfer) *report.MemberMove {
	if t == nil {
		return nil
	}
	m := &report.MemberMove{
		Gap: t.Gap, Count: t.Members, Kept: t.Kept, Lost: t.Lost, Undecided: t.Undecided,
		Edges: make([]report.LostEdge, 0, len(t.Edges)), Losses: make([]report.MemberLoss, 0, len(t.Losses)),
		People: t.People, PeopleLost: t.PeopleLost, PeopleUndecided: t.PeopleUndecided, PeopleWhole: t.PeopleWhole,
		PeopleLosses: make([]report.PersonLoss, 0, len(t.PeopleLosses)),
	}
	for _, e := range t.Edges {
		m.Edges = append(m.Edges, report.LostEdge{Fate: string(e.Fate), Class: string(e.Class), Reason: e.Reason, Count: e.Count})
	}
	for _, l := range t.Losses {
		m.Losses = append(m.Losses, report.MemberLoss{Class: string(l.Class), ID: l.Key, DN: l.DN, Name: l.Name, Reason: l.Reason})
	}
	for _, l := range t.PeopleLosses {
		m.PeopleLosses = append(m.PeopleLosses, report.PersonLoss{
			ID: l.Key, DN: l.DN, Name: l.Name, Direct: l.Direct, Group: l.Group, Member: l.Member, Reason: l.Reason,
		})
	}
	return m
}

func verdictOf(to diff.Target, v *readiness.Verdict) *report.Verdict {
	r := &report.Verdict{To: string(to), Go: v.Go, Nothing: v.Nothing, Blind: v.Blind, Waves: len(v.Waves), Totals: report.MoveTotals(v.Totals)}
	for _, state := range readiness.States() {
		r.States = append(r.States, report.StateCount{State: string(state), Groups: v.States[state]})
	}
	for _, reason := range v.Reasons {
		r.Reasons = append(r.Reasons, report.VerdictReason{
			Kind: string(reason.Kind), Control: reason.Control, Severity: reason.Severity, Text: reason.Text, Groups: reason.Groups,
		})
	}
	for _, l := range v.Limits {
		r.Limits = append(r.Limits, report.TargetLimit{Name: l.Name, Control: l.Control, Limit: l.Limit, Actual: l.Actual, State: string(l.State)})
	}
	for _, s := range readiness.SignOffs(to) {
		r.SignOff = append(r.SignOff, report.SignOff(s))
	}
	return r
}
