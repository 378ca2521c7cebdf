package reporttest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// Random returns a stream of the given number of groups in which every optional part is now there
// and now absent, and in which any text can be a hostile one. Equal seeds give equal streams.
func Random(seed uint64, groups int) []report.Record {
	r := random{rand.New(rand.NewPCG(seed, 1))}
	controls := r.controls()
	records := []report.Record{{Run: r.run()}}
	for _, c := range controls {
		records = append(records, report.Record{Control: c})
	}
	failed := map[string]int{}
	waived := map[string]int{}
	made := func(r random, c *report.Control, target report.Target) report.Record {
		f := r.finding(c, target)
		failed[c.ID]++
		if f.Waiver != nil {
			waived[c.ID]++
		}
		return report.Record{Finding: f}
	}
	add := func(c *report.Control, target report.Target) { records = append(records, made(r, c, target)) }
	if r.yes() {
		add(controls[0], report.Target{Kind: report.TargetTenant, ID: "tenant", Name: r.text()})
	}
	for i := range groups {
		g := r.group(i)
		records = append(records, report.Record{Group: g})
		for _, c := range controls {
			if r.IntN(4) == 0 {
				add(c, g.Target)
			}
		}
	}
	nest(random{rand.New(rand.NewPCG(seed, 4))}, records)
	blind := unjudged(random{rand.New(rand.NewPCG(seed, 5))}, records, controls)
	if seed%4 < 2 {
		records = random{rand.New(rand.NewPCG(seed, 3))}.compared(records, controls, made)
	}
	if seed%4 == 2 {
		records = append(records, moved(random{rand.New(rand.NewPCG(seed, 3))}, records)...)
	}
	if seed%3 == 1 {
		records = aged(random{rand.New(rand.NewPCG(seed, 2))}, records)
	}
	if seed%4 == 2 {
		decide(random{rand.New(rand.NewPCG(seed, 3))}, records)
	}
	for _, c := range controls {
		records = append(records, report.Record{Summary: r.summary(c.ID, failed[c.ID], waived[c.ID], blind[c.ID])})
	}
	return records
}

// aged sets the findings of a stream against a baseline, of which some are absent now.
func aged(r random, records []report.Record) []report.Record {
	run := *records[0].Run
	run.Baseline = &report.Baseline{CollectedAt: r.time(), SnapshotDigest: r.text(), Findings: r.IntN(100)}
	records[0].Run = &run
	for _, record := range records {
		if record.Finding != nil {
			record.Finding.Age = &report.Age{State: r.one(report.AgeNew, report.AgePersisting), FirstSeen: r.time(), Changed: r.yes()}
		}
	}
	for i := range r.IntN(4) {
		f := r.finding(&report.Control{ID: r.one("CFG-01", "OLD-01"), Severity: report.SeverityHigh}, report.Target{Kind: report.TargetGroup, ID: r.id(9, i), Name: r.text()})
		f.Age = &report.Age{State: r.one(report.AgeResolved, report.AgeNotEvaluated), FirstSeen: r.time()}
		records = append(records, report.Record{Absent: f})
	}
	return records
}

// nest puts groups into groups, themselves and those that the stream does not show included.
func nest(r random, records []report.Record) {
	for _, record := range records {
		if record.Group == nil {
			continue
		}
		for range r.IntN(4) {
			child := report.Child{ID: r.id(2, r.IntN(len(records))), Name: r.text(), Kind: "security", Problem: r.one("", "not_written", "undecided", "cycle")}
			if child.Problem == "" {
				record.Group.ChildrenArriving = append(record.Group.ChildrenArriving, child)
			} else {
				record.Group.Children = append(record.Group.Children, child)
			}
		}
	}
}

// unjudged leaves controls without a verdict on some groups, and returns their reasons by control.
func unjudged(r random, records []report.Record, controls []*report.Control) map[string][]report.Reason {
	open := map[string][]report.Reason{}
	for _, record := range records {
		if record.Group == nil {
			continue
		}
		for range r.IntN(3) {
			gap := report.Unjudged{Reason: r.text()}
			for _, c := range controls[r.IntN(len(controls)):] {
				gap.Controls = append(gap.Controls, c.ID)
				open[c.ID] = append(open[c.ID], report.Reason{Text: gap.Reason, Count: 1, Scope: report.ScopeGroup})
			}
			record.Group.NotEvaluated = append(record.Group.NotEvaluated, gap)
		}
	}
	return open
}

// decide gives half of the findings a decision.
func decide(r random, records []report.Record) {
	for _, record := range records {
		if record.Finding != nil && r.yes() {
			record.Finding.Decision = &report.Decision{Word: r.one("accept", "fix", "investigate", "dispute", ""), Owner: r.text(), Comment: r.text(),
				Author: r.text(), Due: r.time(), Decided: r.time(), Changed: r.yes()}
		}
	}
}

type random struct{ *rand.Rand }

func (r random) yes() bool { return r.IntN(2) == 0 }

func (r random) one(choices ...string) string { return choices[r.IntN(len(choices))] }

// text is hostile half of the time.
func (r random) text() string {
	if r.yes() {
		return r.one(Hostile()...)
	}
	return fmt.Sprintf("Sales team %d", r.IntN(1000))
}

func (r random) time() *time.Time {
	if r.IntN(4) == 0 {
		return nil
	}
	t := time.Unix(1_763_000_000+r.Int64N(30_000_000), 0).UTC()
	return &t
}

func (r random) count() *int {
	if r.IntN(4) == 0 {
		return nil
	}
	n := r.IntN(300_000)
	return &n
}

func (r random) id(prefix, i int) string {
	return fmt.Sprintf("%08x-0000-4000-8000-%012x", prefix, i)
}

func (r random) controls() []*report.Control {
	var controls []*report.Control
	for i := range 1 + r.IntN(6) {
		controls = append(controls, &report.Control{
			ID: fmt.Sprintf("CFG-%02d", i+1), Title: r.text(), Severity: r.one(report.Severities...), Profile: "audit",
			Description: r.text(), Remediation: r.text(), Requires: []string{"cloud_groups"},
			Readiness: r.one(report.Readinesses...), Targets: []string{r.one("cloudsync", "soa", "v1", "v2")},
			Frameworks: []report.Framework{{Name: r.one("NIST SP 800-53r5", "ISO/IEC 27001:2022"), Clause: r.text()}},
		})
	}
	return controls
}

func (r random) run() *report.Run {
	run := &report.Run{
		Format: report.Format, Tool: "wbaudit", Version: "devel", Now: r.time(), CollectedAt: r.time(),
		Tenant:   report.Tenant{ID: r.id(1, 1), Name: r.text()},
		Profiles: []string{"audit"}, Notes: []string{r.text()}, Banners: []string{r.text()},
		Choices: []report.KeyValue{{Key: "security_null", Value: r.text()}},
		Engines: []report.EngineState{{Engine: "v2", State: r.one("on", "off", "unknown"), Source: r.text()}},
	}
	if r.yes() {
		run.Earlier = &report.Earlier{CollectedAt: r.time(), SnapshotDigest: r.text(), Changes: r.changes()}
	}
	for _, name := range []string{"cloud_groups", "directory_groups"} {
		n := r.Int64N(1000)
		s := report.Stream{Name: name, Status: r.one("complete", "partial", "absent"), Reason: r.text(), Records: n, SourceCount: &n, Query: r.text()}
		if some := int64(0); r.yes() {
			if s.Status != report.StatusAbsent {
				some = r.Int64N(n + 1)
			}
			s.Unreadable = &some
		}
		run.Streams = append(run.Streams, s)
	}
	run.Totals = []report.Total{{Name: "cloud groups"}, {Name: "directory groups", Value: &run.Streams[0].Records}}
	return run
}

func (r random) changes() []report.Change {
	var changes []report.Change
	for range r.IntN(3) {
		changes = append(changes, report.Change{Attribute: r.text(), From: r.text(), To: r.text(), By: r.text(), Actor: r.text(), Ticket: r.text()})
	}
	return changes
}

func (r random) finding(c *report.Control, target report.Target) *report.Finding {
	f := &report.Finding{
		Control: c.ID, Severity: r.one(report.Severities[report.SeverityRank(c.Severity)-1:]...), Target: target,
		Message: r.text(), Expected: r.text(), Actual: r.text(), Settling: r.IntN(5) == 0,
		Evidence:    map[string]any{"attribute": r.text(), "count": r.IntN(100), "share": 0.25, "flag": r.yes()},
		Fingerprint: report.Fingerprint(c.ID, target.Kind, target.ID, ""), EvidenceDigest: "0123456789abcdef0123456789abcdef",
	}
	if r.IntN(4) == 0 {
		f.Waiver = &report.Waiver{Reason: r.text(), Owner: r.text(), Approver: r.text(), Ticket: r.text(), Expires: r.time()}
	}
	if r.IntN(4) == 0 {
		f.Cause = &c.ID
	}
	return f
}

func (r random) group(i int) *report.Group {
	id := r.id(2, i)
	g := &report.Group{Key: "c:" + id, Changes: r.changes(), Target: report.Target{Kind: report.TargetGroup, ID: id, Name: r.text(), DN: r.text()}}
	if r.yes() {
		enabled := r.yes()
		g.Cloud = &report.CloudSide{ID: id, DisplayName: r.text(), Kind: "security", IsEnabled: &enabled, Collected: r.yes(),
			PortalState: r.text(), PortalTarget: r.text(), PortalLabel: r.one("", report.LabelTrue, report.LabelHidden, report.LabelPromised, report.LabelMistyped, report.LabelUnknown), Overlays: []string{"dynamic"}, Unreadable: r.one("", r.text())}
	}
	if r.yes() {
		g.Directory = r.side(i)
	} else if r.yes() {
		g.Candidates, g.Apart = []report.DirectorySide{*r.side(i), *r.side(i + 1_000_000)}, r.yes()
	}
	g.Writeback = report.Writeback{Expected: r.one("yes", "no", "unknown"), Confidence: "high", Engine: "v2",
		Trace: []report.Step{{Engine: "v2", Row: "1.3/5", Answer: "yes", Text: r.text()}}}
	g.Members = report.Members{Cloud: r.one("complete", "partial", "absent"), CloudReason: r.text(), Directory: "complete",
		CloudCount: r.count(), DirectoryCount: r.count(), Missing: r.count(), Foreign: r.count()}
	for j := range r.IntN(4) {
		g.Members.Differences = append(g.Members.Differences, report.MemberDifference{
			Difference: r.one("missing", "foreign", "excluded", "undecided"), Class: "guest", ID: r.id(3, j), DN: r.text(), Name: r.text(), Reason: r.text()})
	}
	// What is counted at all is what is listed.
	for difference, counted := range map[string]*int{report.DifferenceMissing: g.Members.Missing, report.DifferenceForeign: g.Members.Foreign} {
		if counted != nil {
			*counted, _ = (&report.Members{Differences: g.Members.Differences}).Known(difference)
		}
	}
	return g
}

func (r random) side(i int) *report.DirectorySide {
	groupType := int32(-2147483640)
	return &report.DirectorySide{GUID: r.id(4, i), DN: r.text(), SAMAccountName: r.text(), DisplayName: r.text(), GroupType: &groupType,
		Category: "security", Scope: "universal", Match: "adminDescription", WhenCreated: r.time(), WhenChanged: r.time(),
		Drift: []report.Drift{{Attribute: "displayName", Kind: "changed", Expected: r.text(), Actual: r.text()}}}
}

func (r random) summary(control string, failed, waived int, open []report.Reason) *report.Summary {
	s := &report.Summary{Control: control, Failed: failed, Waived: waived, NotApplicable: r.IntN(50), Passed: r.IntN(50)}
	s.Reasons, s.NotEvaluated = open, len(open)
	if r.yes() {
		general := report.Reason{Text: r.text(), Count: 1 + r.IntN(9), Scope: r.one(report.ScopeRun, report.ScopeTenant), Accepted: r.yes()}
		s.Reasons, s.NotEvaluated = append(s.Reasons, general), s.NotEvaluated+general.Count
	}
	if len(s.Reasons) > 0 {
		s.Reason = s.Reasons[0].Text
	}
	if r.IntN(4) == 0 {
		s.Errors = 1 + r.IntN(9)
		s.Reasons = append(s.Reasons, report.Reason{Text: r.text(), Count: s.Errors, Scope: report.ScopeTenant})
	}
	s.Subjects = s.NotApplicable + s.Passed + s.Failed + s.NotEvaluated + s.Errors
	switch {
	case s.Errors > 0:
		s.Outcome = report.OutcomeError
	case s.Failed > 0:
		s.Outcome = report.OutcomeFail
	case s.NotEvaluated > 0:
		s.Outcome = report.OutcomeNotEvaluated
	case s.Passed > 0:
		s.Outcome = report.OutcomePass
	default:
		s.Outcome = report.OutcomeNotApplicable
	}
	return s
}
