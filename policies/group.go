package policies

import (
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// groupRecord shows both sides of a subject whose details are filled.
func groupRecord(s *diff.Subject) report.Group {
	d := s.Details
	if d == nil {
		d = &diff.Details{}
	}
	g := report.Group{
		Key: s.Identity.Key, Target: aboutGroup(s).target,
		Cloud: cloudSide(s, d.Cloud), Writeback: writebackOf(s.Writeback, d.Trace),
		Candidates: []report.DirectorySide{}, Members: membersOf(s.Members, d.Differences), Children: childrenOf(d.Children), ChildrenArriving: childrenOf(d.Arriving),
		Changes: changesOf(s.History.Changes), NotEvaluated: []report.Unjudged{},
	}
	if s.Directory != nil {
		side := directorySide(d.Directory)
		describeCopy(&side, s.Directory)
		g.Directory = &side
	}
	for i := range d.Candidates {
		side := directorySide(&d.Candidates[i].DirectoryDetails)
		describeCopy(&side, d.Candidates[i].Facts)
		g.Candidates = append(g.Candidates, side)
	}
	g.Apart = len(g.Candidates) > 1 && s.DirectorySpread != diff.SpreadNo
	return g
}

func cloudSide(s *diff.Subject, d *diff.CloudDetails) *report.CloudSide {
	if s.Cloud == nil {
		return nil
	}
	c := &report.CloudSide{
		ID: s.Identity.CloudID, Kind: string(s.Cloud.Kind), Overlays: overlays(s.Cloud),
		PortalState: s.Cloud.PortalEnabled, PortalTarget: s.Cloud.PortalType, PortalLabel: string(s.Label()),
	}
	if d != nil {
		c.DisplayName, c.Description, c.Mail, c.Unreadable = d.DisplayName, d.Description, d.Mail, d.Unreadable
	}
	if s.Cloud.Configuration != nil {
		c.Collected, c.IsEnabled = true, s.Cloud.Configuration.IsEnabled
		if d != nil && d.RawType != "" {
			c.Type = &d.RawType
		}
	}
	return c
}

// overlays are the properties that stand beside the kind.
func overlays(c *diff.Cloud) []string {
	list := []string{}
	for _, o := range [...]struct {
		holds bool
		word  string
	}{
		{c.Dynamic, "dynamic"}, {c.RoleAssignable, "roleAssignable"},
		{c.SOAConverted == "yes", "soaConverted"}, {c.SOAConverted == "likely", "soaConverted (likely)"},
		{c.WasSynced, "wasSynced"},
		{c.Visibility != nil && *c.Visibility == "HiddenMembership", "hiddenMembership"},
	} {
		if o.holds {
			list = append(list, o.word)
		}
	}
	return list
}

func writebackOf(w diff.Writeback, trace []diff.Step) report.Writeback {
	r := report.Writeback{
		Expected: string(w.Expected), Confidence: string(w.Confidence), Engine: string(w.Engine), Type: string(w.Type),
		Trace: make([]report.Step, 0, len(trace)),
	}
	for _, e := range [...]struct {
		engine diff.Engine
		answer diff.EngineAnswer
	}{{diff.V1, w.V1}, {diff.V2, w.V2}, {diff.CloudSync, w.CloudSync}} {
		r.Engines = append(r.Engines, report.EngineAnswer{
			Engine: string(e.engine), State: string(e.answer.State), Expected: string(e.answer.Expected),
			Confidence: string(e.answer.Confidence), Type: string(e.answer.Type), Row: e.answer.Row,
		})
	}
	for _, s := range trace {
		r.Trace = append(r.Trace, report.Step{
			Engine: string(s.Engine), Row: s.Row, Answer: string(s.Answer), Confidence: string(s.Confidence), Text: s.Text, Source: s.Source,
		})
	}
	return r
}

func directorySide(d *diff.DirectoryDetails) report.DirectorySide {
	side := report.DirectorySide{ExpectedCNs: []string{}, Drift: []report.Drift{}}
	if d == nil {
		return side
	}
	side.GUID, side.DN, side.SAMAccountName, side.DisplayName = d.GUID, d.DN, d.SAMAccountName, d.DisplayName
	side.Description, side.Mail, side.AnchorID = d.Description, d.Mail, d.AnchorID
	side.WhenCreated, side.WhenChanged = d.WhenCreated, d.WhenChanged
	side.ExpectedCNs = append(side.ExpectedCNs, d.ExpectedCNs...)
	for _, v := range d.Drift {
		side.Drift = append(side.Drift, report.Drift(v))
	}
	return side
}

func describeCopy(side *report.DirectorySide, d *diff.Directory) {
	side.GroupType, side.Category, side.Scope = d.GroupType, string(d.Category), string(d.Scope)
	side.Anchor, side.AnchorState, side.Match = string(d.Anchor), string(d.AnchorState), string(d.Match)
}

func childrenOf(edges []diff.ChildEdge) []report.Child {
	children := make([]report.Child, 0, len(edges))
	for _, e := range edges {
		children = append(children, report.Child{ID: e.ID, Name: e.Name, Kind: string(e.Kind), Problem: e.Problem})
	}
	return children
}
