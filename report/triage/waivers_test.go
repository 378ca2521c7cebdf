package triage_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/triage"
)

var judged = time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)

// stream is a run of three controls: CFG-01 (high) failed on two groups, CFG-25 (low) on the tenant with
// a count of 7, and ENG-31 (info) found nothing and was blind once.
func stream(now *time.Time) []report.Record {
	other := strings.Replace(group, "1b", "2b", 1)
	finding := func(control, severity, kind, id, name, part string, evidence map[string]any) report.Record {
		return report.Record{Finding: &report.Finding{Control: control, Severity: severity, Target: report.Target{Kind: kind, ID: id, Name: name},
			Evidence: evidence, Fingerprint: report.Fingerprint(control, kind, id, part)}}
	}
	return []report.Record{
		{Run: &report.Run{Format: 1, Now: now, CollectedAt: now, Tenant: report.Tenant{ID: "t"}, Choices: []report.KeyValue{{Key: "a", Value: "b"}, {Key: "z", Value: "y"}}}},
		{Control: &report.Control{ID: "CFG-01", Severity: "high"}}, {Control: &report.Control{ID: "CFG-25", Severity: "low"}},
		{Control: &report.Control{ID: "ENG-31", Severity: "info"}},
		finding("CFG-25", "low", "tenant", "t", "Contoso", "", map[string]any{"groups": json.Number("7"), "listed": 3}),
		{Group: &report.Group{Key: "c:1", Target: report.Target{Kind: "group", ID: group, Name: "Project Ara"}}},
		finding("CFG-01", "high", "group", group, "Project Ara", "", nil), finding("CFG-01", "medium", "group", group, "Project Ara", "b", nil),
		{Group: &report.Group{Key: "c:2", Target: report.Target{Kind: "group", ID: other, Name: "project Bach"}}},
		finding("CFG-01", "high", "group", other, "project Bach", "", nil),
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 3, Failed: 2, Passed: 1}},
		{Summary: &report.Summary{Control: "CFG-25", Outcome: "fail", Subjects: 1, Failed: 1}},
		{Summary: &report.Summary{Control: "ENG-31", Outcome: "notEvaluated", Subjects: 2, Passed: 1, NotEvaluated: 1}},
	}
}

// told is what a run with waivers comes to: which findings are waived, which waivers are at fault, the
// waived subjects of each control, and what of the waivers was not evaluated.
type told struct {
	Waived []string
	Faults []string
	Counts map[string]int
	Blind  []string
}

func tell(t *testing.T, now *time.Time, waivers string) told {
	t.Helper()
	return tellOf(t, stream(now), waivers)
}

func tellOf(t *testing.T, records []report.Record, waivers string) told {
	t.Helper()
	l, err := triage.Read(strings.NewReader("waivers:\n"+waivers), "w.yaml")
	if err != nil {
		t.Fatal(err)
	}
	out := &reporttest.Collect{}
	known := func(id string) bool { return slices.Contains([]string{"CFG-01", "CFG-25", "ENG-31", "GOV-01"}, id) }
	reporttest.Feed(t, report.Checked(triage.NewWaivers(report.Checked(out), l, time.Time{}, known)), records)
	return tellRecords(out.Records)
}

func tellRecords(records []report.Record) told {
	s := told{Counts: map[string]int{}}
	for _, r := range records {
		switch {
		case r.Finding != nil && r.Finding.Waiver != nil:
			s.Waived = append(s.Waived, r.Finding.Control+" "+r.Finding.Target.Name+": "+r.Finding.Waiver.Reason)
		case r.Finding != nil && r.Finding.Target.Kind == report.TargetWaiver:
			s.Faults = append(s.Faults, r.Finding.Control+" "+r.Finding.Message)
		case r.Summary != nil && r.Summary.Waived > 0:
			s.Counts[r.Summary.Control] = r.Summary.Waived
		}
		if r.Summary != nil && strings.HasPrefix(r.Summary.Control, "WVR") && r.Summary.NotEvaluated > 0 {
			s.Blind = append(s.Blind, fmt.Sprintf("%s %d: %s", r.Summary.Control, r.Summary.NotEvaluated, r.Summary.Reason))
		}
	}
	return s
}

// Of a count that is not exact nobody knows that it is within what was accepted, however low it is.
func TestMaxCountIsHeldToCountsThatAreKnown(t *testing.T) {
	for name, row := range map[string]struct {
		evidence map[string]any
		most     string
		want     told
	}{
		"the least may be all that was accepted, and is not known to be": {map[string]any{"groups": "at least 7"}, "max_count: 7, ",
			told{Faults: []string{"WVR-06 w.yaml:2: CFG-25 about tenant counts at least 7, since not all was read, so that max_count 7 cannot hold it"}}},
		"nor is it under a higher number": {map[string]any{"groups": "at least 7"}, "max_count: 40, ",
			told{Faults: []string{"WVR-06 w.yaml:2: CFG-25 about tenant counts at least 7, since not all was read, so that max_count 40 cannot hold it"}}},
		"what has grown is told with its least": {map[string]any{"groups": "at least 7"}, "max_count: 6, ",
			told{Faults: []string{"WVR-06 w.yaml:2: CFG-25 about tenant has grown to at least 7, 6 were accepted"}}},
		"another number of the evidence does not stand for it": {map[string]any{"groups": "at least 7", "server": 1}, "max_count: 7, ",
			told{Faults: []string{"WVR-06 w.yaml:2: CFG-25 about tenant counts at least 7, since not all was read, so that max_count 7 cannot hold it"}}},
		"a count of another name is one too": {map[string]any{"domains": "at least 7"}, "max_count: 7, ",
			told{Faults: []string{"WVR-06 w.yaml:2: CFG-25 about tenant counts at least 7, since not all was read, so that max_count 7 cannot hold it"}}},
		"a waiver without a count covers it": {map[string]any{"groups": "at least 7"}, "", told{Waived: []string{"CFG-25 Contoso: r"}, Counts: map[string]int{"CFG-25": 1}}},
		"words are no count": {map[string]any{"groups": "at least some"}, "max_count: 7, ",
			told{Faults: []string{"WVR-06 w.yaml:2: the finding of CFG-25 about tenant has no count that max_count 7 could hold it to"}}},
	} {
		t.Run(name, func(t *testing.T) {
			records := stream(nil)
			for i := range records {
				if f := records[i].Finding; f != nil && f.Control == "CFG-25" {
					f.Evidence = row.evidence
				}
			}
			got := tellOf(t, records, "- {control: CFG-25, target: tenant, "+row.most+"reason: r, owner: o}\n")
			if d := cmp.Diff(row.want, got, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestWaivers(t *testing.T) {
	const who = ", reason: r, owner: o"
	first, both := []string{"CFG-01 Project Ara: r", "CFG-01 Project Ara: r"}, []string{"CFG-01 Project Ara: r", "CFG-01 Project Ara: r", "CFG-01 project Bach: r"}
	for name, row := range map[string]struct {
		waivers string
		now     *time.Time
		want    told
	}{
		"covers all findings of the control on the target and no other": {"- {control: CFG-01, target: " + group + who + ", expires: 2026-11-20}\n", &judged,
			told{Waived: first, Counts: map[string]int{"CFG-01": 1}}},
		"holds until the end of its last day, UTC": {"- {control: CFG-01, target: " + group + who + ", expires: 2026-11-19}\n", &judged,
			told{Faults: []string{"WVR-01 w.yaml:2: the waiver of CFG-01 for " + group + " expired on 2026-11-19"}}},
		"with an end is not applied where the time is not known": {"- {control: CFG-01, target: " + group + who + ", expires: 2030-01-01}\n", nil,
			told{Blind: []string{"WVR-01 1: the time to judge by is not known, so waivers with a date are not applied: give --now"}}},
		"created later than the run is not yet valid": {"- {control: CFG-01, target: " + group + who + ", created: 2026-11-21, expires: 2027-01-31}\n", &judged,
			told{Faults: []string{"WVR-01 w.yaml:2: the waiver of CFG-01 for " + group + " is not yet valid: it holds from 2026-11-21, and it is 2026-11-20"}}},
		"created on the day of the run holds": {"- {control: CFG-01, target: " + group + who + ", created: 2026-11-20, expires: 2027-01-31}\n", &judged,
			told{Waived: first, Counts: map[string]int{"CFG-01": 1}}},
		"without an end and created later is not yet valid either": {"- {control: CFG-25, target: tenant" + who + ", created: 2026-11-21}\n", &judged,
			told{Faults: []string{"WVR-01 w.yaml:2: the waiver of CFG-25 for tenant is not yet valid: it holds from 2026-11-21, and it is 2026-11-20"}}},
		"that is not yet valid leaves the word to its twin": {"- {control: CFG-01, target: " + group + who + ", created: 2026-11-21, expires: 2027-01-31}\n- {control: CFG-01, target: " + group + ", expires: 2027-01-01" + who + "}\n", &judged,
			told{Waived: first, Counts: map[string]int{"CFG-01": 1}, Faults: []string{"WVR-01 w.yaml:2: the waiver of CFG-01 for " + group + " is not yet valid: it holds from 2026-11-21, and it is 2026-11-20"}}},
		"with a day of creation is not applied where the time is not known": {"- {control: CFG-25, target: tenant" + who + ", created: 2026-11-01}\n", nil,
			told{Blind: []string{"WVR-01 1: the time to judge by is not known, so waivers with a date are not applied: give --now"}}},
		"without an end never covers what is high": {"- {control: CFG-01, target: " + group + who + "}\n", &judged,
			told{Faults: []string{"WVR-01 w.yaml:2: the waiver of CFG-01 for " + group + " is not applied: expires is missing, and what is high is accepted until a day"}}},
		"covers the tenant by its word": {"- {control: CFG-25, target: tenant" + who + "}\n", nil, told{Waived: []string{"CFG-25 Contoso: r"}, Counts: map[string]int{"CFG-25": 1}}},
		"of one finding covers no other of its target": {"- {control: CFG-01, target: " + group + ", finding: " + report.Fingerprint("CFG-01", "group", group, "b") + ", expires: 2027-01-01" + who + "}\n", &judged,
			told{Waived: first[:1]}},
		"of a finding speaks before one of its target": {"- {control: CFG-25, target: tenant, reason: all, owner: o}\n- {control: CFG-25, target: tenant, finding: " + report.Fingerprint("CFG-25", "tenant", "t", "") + who + "}\n", nil,
			told{Waived: []string{"CFG-25 Contoso: r"}, Counts: map[string]int{"CFG-25": 1}}},
		"of a finding that is gone is unused": {"- {control: CFG-25, target: tenant, finding: " + fingerprint + who + "}\n", nil,
			told{Faults: []string{"WVR-02 w.yaml:2: CFG-25 has no finding about tenant, finding 3f1a6f5e"}}},
		"covers a count up to the one accepted": {"- {control: CFG-25, target: tenant, max_count: 7" + who + "}\n", nil, told{Waived: []string{"CFG-25 Contoso: r"}, Counts: map[string]int{"CFG-25": 1}}},
		"is reopened by growth": {"- {control: CFG-25, target: tenant, max_count: 6" + who + "}\n", nil,
			told{Faults: []string{"WVR-06 w.yaml:2: CFG-25 about tenant has grown to 7, 6 were accepted"}}},
		"with a count does not cover what has none": {"- {control: CFG-01, target: " + group + ", max_count: 6, expires: 2027-01-01" + who + "}\n", &judged,
			told{Faults: []string{"WVR-06 w.yaml:2: the finding of CFG-01 about " + group + " has no count that max_count 6 could hold it to"}}},
		"covers names like its pattern, in any case": {"- {control: CFG-01, name: 'PROJECT ?a*', expires: 2027-01-01" + who + "}\n", &judged,
			told{Waived: []string{"CFG-01 project Bach: r"}, Counts: map[string]int{"CFG-01": 1}}},
		"covers all that are like its pattern": {"- {control: CFG-01, name: project *, expires: 2027-01-01" + who + "}\n", &judged,
			told{Waived: both, Counts: map[string]int{"CFG-01": 2}}},
		"with a pattern of nothing is not applied": {"- {control: CFG-01, name: '*t *', expires: 2027-01-01" + who + "}\n", &judged,
			told{Faults: []string{`WVR-05 w.yaml:2: the pattern "*t *" is not applied: it has fewer than 3 characters of its own`}}},
		"that covers nothing is unused": {"- {control: CFG-25, target: " + group + who + "}\n", nil,
			told{Faults: []string{"WVR-02 w.yaml:2: CFG-25 has no finding about " + group}}},
		"of a control that was blind is not called unused": {"- {control: ENG-31, target: tenant" + who + "}\n", nil,
			told{Blind: []string{"WVR-02 1: ENG-31 did not judge everything, so nobody knows what its waivers cover"}}},
		"of a control that did not run is not called unused": {"- {control: GOV-01, target: tenant" + who + "}\n", nil, told{}},
		"of no control is unknown":                           {"- {control: CFG-O1, target: tenant" + who + "}\n", nil, told{Faults: []string{`WVR-03 w.yaml:2: there is no control "CFG-O1"`}}},
		"that is there twice does not cover more than the first": {"- {control: CFG-25, target: tenant, max_count: 6" + who + "}\n- {control: CFG-25, target: tenant" + who + "}\n", nil,
			told{Faults: []string{"WVR-04 w.yaml:3: CFG-25 is waived for tenant in line 2 already", "WVR-06 w.yaml:2: CFG-25 about tenant has grown to 7, 6 were accepted"}}},
		"that was renewed by a second one holds": {"- {control: CFG-01, target: " + group + ", expires: 2026-01-01" + who + "}\n- {control: CFG-01, target: " + group + ", expires: 2027-01-01" + who + "}\n", &judged,
			told{Waived: first, Counts: map[string]int{"CFG-01": 1}, Faults: []string{"WVR-01 w.yaml:2: the waiver of CFG-01 for " + group + " expired on 2026-01-01"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if row.want.Counts == nil {
				row.want.Counts = map[string]int{}
			}
			if diff := cmp.Diff(row.want, tell(t, row.now, row.waivers)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPatternOverManyFindingsIsReportedAndApplied(t *testing.T) {
	l := &triage.List{File: "w.yaml", Waivers: []triage.Waiver{{Line: 2, Control: "CFG-01", Name: "Group*", Reason: "r", Owner: "o"}}}
	out := &reporttest.Collect{}
	records := []report.Record{{Run: &report.Run{Format: 1}}, {Control: &report.Control{ID: "CFG-01", Severity: "low"}}}
	for i := range 26 {
		id := fmt.Sprintf("%08d-0000-0000-0000-000000000000", i)
		target := report.Target{Kind: "group", ID: id, Name: "group"}
		records = append(records, report.Record{Group: &report.Group{Key: "c:" + id, Target: target}}, report.Record{Finding: &report.Finding{Control: "CFG-01", Severity: "low",
			Target: target, Fingerprint: report.Fingerprint("CFG-01", "group", id, "")}})
	}
	records = append(records, report.Record{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 26, Failed: 26}})
	reporttest.Feed(t, triage.NewWaivers(report.Checked(out), l, time.Time{}, func(string) bool { return true }), records)
	got := tellRecords(out.Records)
	want := []string{`WVR-05 w.yaml:2: the pattern "Group*" covers 26 findings of CFG-01`}
	if diff := cmp.Diff(want, got.Faults); diff != "" || got.Counts["CFG-01"] != 26 {
		t.Errorf("%d waived (-want +got):\n%s", got.Counts["CFG-01"], diff)
	}
}

// What a snapshot showed is accepted after it was read; nothing is accepted in advance.
func TestAWaiverHoldsForWhatWasReadBeforeItWasCreated(t *testing.T) {
	l, err := triage.Read(strings.NewReader("waivers:\n- {control: CFG-25, target: tenant, reason: r, owner: o, created: 2026-11-25}\n"), "w.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for today, want := range map[string]int{"2026-11-24": 0, "2026-11-25": 1, "2026-12-01": 1} {
		day, err := time.Parse(time.DateOnly, today)
		if err != nil {
			t.Fatal(err)
		}
		out := &reporttest.Collect{}
		reporttest.Feed(t, triage.NewWaivers(report.Checked(out), l, day, func(string) bool { return true }), stream(&judged))
		if got := tellRecords(out.Records); got.Counts["CFG-25"] != want || len(got.Faults) != 1-want {
			t.Errorf("on %s: %+v, want %d waived", today, got, want)
		}
	}
}

// An acceptance that has ended does not come back because an old snapshot is judged.
func TestAWaiverEndsByTheClock(t *testing.T) {
	l, err := triage.Read(strings.NewReader("waivers:\n- {control: CFG-25, target: tenant, reason: r, owner: o, expires: 2026-11-25}\n"), "w.yaml")
	if err != nil {
		t.Fatal(err)
	}
	gone := []string{"WVR-01 w.yaml:2: the waiver of CFG-25 for tenant expired on 2026-11-25, after what is judged was read"}
	for today, want := range map[string]told{"2026-11-25T23:59:59.9Z": {Counts: map[string]int{"CFG-25": 1}}, "2026-11-26T00:00:00Z": {Counts: map[string]int{}, Faults: gone}} {
		at, err := time.Parse(time.RFC3339, today)
		if err != nil {
			t.Fatal(err)
		}
		out := &reporttest.Collect{}
		reporttest.Feed(t, triage.NewWaivers(report.Checked(out), l, at, func(string) bool { return true }), stream(&judged))
		got := tellRecords(out.Records)
		if diff := cmp.Diff(want.Faults, got.Faults); diff != "" || got.Counts["CFG-25"] != want.Counts["CFG-25"] {
			t.Errorf("at %s: %d waived, want %d; faults (-want +got):\n%s", today, got.Counts["CFG-25"], want.Counts["CFG-25"], diff)
		}
	}
}

// Waivers add to a stream and take nothing away, whatever both hold; done twice they change nothing more.
func TestWaiversTakeNothingAway(t *testing.T) {
	for seed := range uint64(40) {
		records := reporttest.Random(seed, int(seed)%9)
		l := &triage.List{File: "w.yaml"}
		for _, r := range records {
			if f := r.Finding; f != nil && len(l.Waivers)%3 != 2 {
				l.Waivers = append(l.Waivers, triage.Waiver{Line: len(l.Waivers) + 2, Control: f.Control, Target: strings.ToLower(f.Target.ID), Reason: "r", Owner: "o"})
			}
		}
		once := applied(t, l, records)
		var want, got report.Counts
		for _, r := range records {
			want.Add(r)
		}
		for _, r := range once {
			if f := r.Finding; f == nil || f.Target.Kind != report.TargetWaiver || !strings.HasPrefix(f.Control, "WVR-0") {
				got.Add(r)
			}
		}
		for _, c := range want.Controls {
			after := got.Control(c.Control.ID)
			if after == nil || after.Findings != c.Findings || after.Summary.NotEvaluated != c.Summary.NotEvaluated || after.Summary.Errors != c.Summary.Errors || after.Summary.Outcome != c.Summary.Outcome {
				t.Errorf("seed %d: %s differs: %+v, before %+v", seed, c.Control.ID, after, c)
			}
		}
		if diff := cmp.Diff(once, applied(t, l, once)); diff != "" {
			t.Errorf("seed %d: a second time (-first +second):\n%s", seed, diff)
		}
	}
}

func applied(t *testing.T, l *triage.List, records []report.Record) []report.Record {
	t.Helper()
	out := &reporttest.Collect{}
	reporttest.Feed(t, triage.NewWaivers(report.Checked(out), l, time.Time{}, func(string) bool { return true }), records)
	return out.Records
}
