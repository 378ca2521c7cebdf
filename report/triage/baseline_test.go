package triage_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/triage"
)

// small is a stream of one tenant with a finding for each part; CFG-25 judged everything, ENG-31 did not.
func small(tenant string, at time.Time, findings ...*report.Finding) []report.Record {
	records := []report.Record{{Run: &report.Run{Format: 1, CollectedAt: &at, SnapshotDigest: "d", Tenant: report.Tenant{ID: tenant}}},
		{Control: &report.Control{ID: "CFG-25", Severity: "low"}}, {Control: &report.Control{ID: "ENG-31", Severity: "low"}}}
	failed := map[string]int{}
	for _, f := range findings {
		records = append(records, report.Record{Finding: f})
		failed[f.Control] = 1
	}
	return append(records,
		report.Record{Summary: &report.Summary{Control: "CFG-25", Outcome: "fail", Subjects: failed["CFG-25"], Failed: failed["CFG-25"]}},
		report.Record{Summary: &report.Summary{Control: "ENG-31", Outcome: "notEvaluated", Subjects: 1 + failed["ENG-31"], Failed: failed["ENG-31"], NotEvaluated: 1}})
}

func one(control, part, digest string) *report.Finding {
	return &report.Finding{Control: control, Severity: "low", Message: part, Target: report.Target{Kind: "tenant", ID: "t"}, Evidence: map[string]any{},
		Fingerprint: report.Fingerprint(control, "tenant", "t", part), EvidenceDigest: digest}
}

func baseline(t *testing.T, records []report.Record) *triage.Baseline {
	t.Helper()
	var text bytes.Buffer
	reporttest.Feed(t, triage.Accept(report.NewEncoder(&text)), records)
	b, err := triage.ReadBaseline(t.Context(), &text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func aged(t *testing.T, b *triage.Baseline, records []report.Record) []report.Record {
	t.Helper()
	out := &reporttest.Collect{}
	reporttest.Feed(t, report.Checked(triage.NewAges(report.Checked(out), b)), records)
	return out.Records
}

// event is a run of one control of changes since an earlier snapshot.
func event(at time.Time, earlier string, findings ...*report.Finding) []report.Record {
	run := &report.Run{Format: 1, CollectedAt: &at, Tenant: report.Tenant{ID: "t"}, Earlier: &report.Earlier{SnapshotDigest: earlier}}
	records := []report.Record{{Run: run}, {Control: &report.Control{ID: "DRF-07", Severity: "high", Profile: report.ProfileDrift}}}
	sum := &report.Summary{Control: "DRF-07", Outcome: "pass", Subjects: 1, Passed: 1}
	for _, f := range findings {
		records = append(records, report.Record{Finding: f})
		sum.Outcome, sum.Passed, sum.Failed = "fail", 0, 1
	}
	return append(records, report.Record{Summary: sum})
}

func TestAChangeIsTheBaselinesOnlyWhereBothStartFromTheSameSnapshot(t *testing.T) {
	first, second := judged, judged.AddDate(0, 0, 7)
	switched := one("DRF-07", "V2", "x")
	for _, c := range []struct {
		claim, earlier string
		now            []*report.Finding
		want           string
	}{
		{"the same change since the same snapshot persists", "monday", []*report.Finding{switched}, "persisting"},
		{"an equal change since a later snapshot is another one", "tuesday", []*report.Finding{switched}, "new"},
		{"what is no change any more since the same snapshot was taken back", "monday", nil, "resolved"},
		{"what is no change since a later snapshot may still be so", "tuesday", nil, "notEvaluated"},
	} {
		got := ""
		for _, r := range aged(t, baseline(t, event(first, "monday", switched)), event(second, c.earlier, c.now...)) {
			switch {
			case r.Finding != nil:
				got += r.Finding.Age.State
			case r.Absent != nil:
				got += r.Absent.Age.State
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.claim, got, c.want)
		}
	}
}

func TestFindingsAreSetAgainstTheBaseline(t *testing.T) {
	first, second, third := judged, judged.AddDate(0, 0, 7), judged.AddDate(0, 0, 14)
	early := small("t", first, one("CFG-25", "stays", "x"), one("CFG-25", "goes", "x"), one("ENG-31", "hidden", "x"))
	now := small("t", second, one("CFG-25", "stays", "y"), one("CFG-25", "comes", "x"))
	records := aged(t, baseline(t, early), now)
	// Accepted again, a baseline still knows when each finding was first seen.
	records = append(records, aged(t, baseline(t, records), small("t", third, one("CFG-25", "stays", "y"), one("CFG-25", "comes", "x")))...)
	var got []string
	for _, r := range records {
		f, kind := r.Finding, "made"
		if r.Absent != nil {
			f, kind = r.Absent, "absent"
		}
		if f != nil {
			got = append(got, fmt.Sprint(kind, " ", f.Message, ": ", f.Age.State, " ", f.Age.FirstSeen.Format(time.DateOnly), " ", f.Age.Changed))
		}
	}
	want := []string{
		"made stays: persisting 2026-11-20 true", "made comes: new 2026-11-27 false",
		"absent goes: resolved 2026-11-20 false", "absent hidden: notEvaluated 2026-11-20 false",
		"made stays: persisting 2026-11-20 false", "made comes: persisting 2026-11-27 false", "absent hidden: notEvaluated 2026-11-20 false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatWasNotJudgedAgainStaysInTheBaseline(t *testing.T) {
	weeks := []time.Time{judged, judged.AddDate(0, 0, 7), judged.AddDate(0, 0, 14)}
	first := baseline(t, small("t", weeks[0], one("ENG-31", "hidden", "x"), one("CFG-25", "goes", "x")))
	second := baseline(t, aged(t, first, small("t", weeks[1])))
	if second.Run.CollectedAt == nil || !second.Run.CollectedAt.Equal(weeks[1]) {
		t.Fatalf("the second baseline is of %v", second.Run.CollectedAt)
	}
	var got []string
	for _, r := range aged(t, second, small("t", weeks[2], one("ENG-31", "hidden", "x"))) {
		if f := r.Finding; f != nil {
			got = append(got, f.Message+" "+f.Age.State+" "+f.Age.FirstSeen.Format(time.DateOnly))
		}
	}
	if diff := cmp.Diff([]string{"hidden persisting 2026-11-20"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAFindingThatWasNotOpenInTheBaselineSaysSo(t *testing.T) {
	for _, c := range []struct {
		claim  string
		change func(*report.Finding)
		want   bool
	}{
		{"it was open", func(*report.Finding) {}, false},
		{"it was waived", func(f *report.Finding) { f.Waiver = &report.Waiver{Reason: "r", Owner: "o"} }, true},
		{"it was settling", func(f *report.Finding) { f.Settling = true }, true},
	} {
		before := one("CFG-25", "stays", "x")
		c.change(before)
		earlier := small("t", judged, before)
		for _, r := range earlier {
			if r.Summary != nil && before.Waiver != nil && r.Summary.Control == "CFG-25" {
				r.Summary.Waived = 1
			}
		}
		for _, r := range aged(t, baseline(t, earlier), small("t", judged.AddDate(0, 0, 7), one("CFG-25", "stays", "x"))) {
			if r.Finding != nil && r.Finding.Age.Closed != c.want {
				t.Errorf("%s: %+v", c.claim, r.Finding.Age)
			}
		}
	}
}

func TestAFindingIsResolvedWhereItsTargetWasJudgedAgain(t *testing.T) {
	group := func(id string, unjudged ...string) report.Record {
		g := &report.Group{Key: "c:" + id, Target: report.Target{Kind: "group", ID: id}}
		if unjudged != nil {
			g.NotEvaluated = []report.Unjudged{{Reason: "members were not read", Controls: unjudged}}
		}
		return report.Record{Group: g}
	}
	found := &report.Finding{Control: "DIF-34", Severity: "low", Target: report.Target{Kind: "group", ID: "a"}, Evidence: map[string]any{}, Fingerprint: report.Fingerprint("DIF-34", "group", "a", "")}
	run := func(at time.Time) []report.Record {
		return []report.Record{{Run: &report.Run{Format: 1, CollectedAt: &at, Tenant: report.Tenant{ID: "t"}}}, {Control: &report.Control{ID: "DIF-34", Severity: "low"}}}
	}
	before := append(run(judged), group("a"), report.Record{Finding: found}, report.Record{Summary: &report.Summary{Control: "DIF-34", Outcome: "fail", Subjects: 1, Failed: 1}})
	open := func(scope string, count int) []report.Reason {
		return []report.Reason{{Text: "members were not read", Count: count, Scope: scope}}
	}
	for _, c := range []struct {
		claim   string
		groups  []report.Record
		reasons []report.Reason
		want    string
	}{
		{"every group was judged", []report.Record{group("a")}, nil, "resolved"},
		{"another group was not judged", []report.Record{group("a"), group("b", "DIF-34")}, open(report.ScopeGroup, 1), "resolved"},
		{"the group is gone, and another was not judged", []report.Record{group("b", "DIF-34")}, open(report.ScopeGroup, 1), "resolved"},
		{"the group itself was not judged", []report.Record{group("a", "DIF-34")}, open(report.ScopeGroup, 1), "notEvaluated"},
		{"the tenant was not judged", []report.Record{group("a")}, open(report.ScopeTenant, 1), "notEvaluated"},
		{"groups that nobody names were not judged", []report.Record{group("a")}, open(report.ScopeRun, 2), "notEvaluated"},
	} {
		sum := &report.Summary{Control: "DIF-34", Outcome: "pass", Subjects: 1, Passed: 1, Reasons: c.reasons}
		for _, r := range c.reasons {
			sum.Outcome, sum.NotEvaluated, sum.Subjects = "notEvaluated", sum.NotEvaluated+r.Count, sum.Subjects+r.Count
		}
		records := append(append(run(judged.AddDate(0, 0, 7)), c.groups...), report.Record{Summary: sum})
		got := ""
		for _, r := range aged(t, baseline(t, before), records) {
			if r.Absent != nil {
				got += r.Absent.Age.State
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.claim, got, c.want)
		}
	}
}

func TestABaselineOfAnotherTenantIsRefused(t *testing.T) {
	h := triage.NewAges(&reporttest.Collect{}, baseline(t, small("t", judged)))
	var foreign *triage.TenantError
	if err := h.Handle(small("u", judged)[0]); !errors.As(err, &foreign) || foreign.Baseline != "t" || foreign.Stream != "u" {
		t.Error(err)
	}
}

// Set against itself, every finding of a stream persists with its evidence, and nothing is absent but what it did not
// judge again itself; set against nothing, every one is new. Counts stay in both.
func TestAStreamAgainstItself(t *testing.T) {
	for seed := range uint64(30) {
		records := reporttest.Random(seed, int(seed)%9)
		var before report.Counts
		for _, r := range records {
			before.Add(r)
		}
		var itself, nothing report.Counts
		for _, r := range aged(t, baseline(t, records), records) {
			itself.Add(r)
		}
		empty := []report.Record{}
		for _, r := range records {
			if r.Summary != nil {
				s := *r.Summary
				s.Subjects, s.Failed, s.Waived = s.Subjects-s.Failed, 0, 0
				r.Summary = &s
			}
			if r.Finding == nil && r.Absent == nil {
				empty = append(empty, r)
			}
		}
		for _, r := range aged(t, baseline(t, empty), records) {
			nothing.Add(r)
		}
		n, open := before.Findings.Total(), before.Ages.NotEvaluated
		absent := itself.Ages.Resolved + itself.Ages.NotEvaluated
		itself.Ages.Resolved, itself.Ages.NotEvaluated = 0, 0
		if absent != open || itself.Ages != (report.Ages{Persisting: n}) || nothing.Ages != (report.Ages{New: n}) || itself.Findings != before.Findings || itself.Open != before.Open || itself.Checks != before.Checks {
			t.Errorf("seed %d: %d findings: against itself %+v, against nothing %+v", seed, n, itself.Ages, nothing.Ages)
		}
	}
}

func TestAddRefusesWhatIsWaivedAlready(t *testing.T) {
	const entry = "waivers:\n- {control: CFG-25, target: tenant, reason: r, owner: o, expires: 2026-11-20}\n"
	for day, want := range map[int]string{20: "w.yaml:2: CFG-25 is waived for tenant already: change that entry instead of adding another", 21: ""} {
		now := time.Date(2026, 11, day, 12, 0, 0, 0, time.UTC)
		for control, want := range map[string]string{"CFG-25": want, "CFG-26": ""} {
			_, err := triage.Add([]byte(strings.Replace(entry, "- {", "  - {", 1)), "w.yaml", &triage.Waiver{Control: control, Target: "tenant", Reason: "r", Owner: "o", Created: &now})
			if got := fmt.Sprint(err); err == nil && want != "" || err != nil && got != want {
				t.Errorf("%s on day %d: %v, want %q", control, day, err, want)
			}
		}
	}
}

func TestAddRefusesAFindingThatAnEntryCovers(t *testing.T) {
	const other = "00000000000000000000000000000000"
	for finding, want := range map[string]string{
		"":                          "w.yaml:2: CFG-25 is waived for tenant already: change that entry instead of adding another",
		", finding: " + fingerprint: "w.yaml:2: CFG-25 is waived for tenant, finding 3f1a6f5e already: change that entry instead of adding another",
		", finding: " + other:       "",
	} {
		text := "waivers:\n  - {control: CFG-25, target: tenant, reason: r, owner: o" + finding + "}\n"
		after, err := triage.Add([]byte(text), "w.yaml", &triage.Waiver{Control: "CFG-25", Target: "tenant", Finding: fingerprint, Reason: "r", Owner: "o", Created: &judged})
		switch {
		case want != "":
			if err == nil || err.Error() != want {
				t.Errorf("beside %q: %v, want %q", finding, err, want)
			}
		case err != nil || !strings.Contains(string(after), "    target: tenant\n    finding: "+fingerprint+"\n"):
			t.Errorf("beside %q: %v\n%s", finding, err, after)
		}
	}
}

func TestAddKeepsTheFileAsItIs(t *testing.T) {
	most, end := 3, judged
	w := &triage.Waiver{Control: "CFG-25", Target: "tenant", Reason: "no: # \"quote\"\nand a line", Owner: "- o", Ticket: "0815", Expires: &end, MaxCount: &most}
	for name, before := range map[string]string{
		"none": "", "empty list": "# why\nwaivers:\n", "indented": "waivers:\n    # first\n    - {control: X, target: tenant, reason: r, owner: o}",
		"not indented": "waivers:\n- control: X\n  target: tenant\n  reason: r\n  owner: o\n# end\n",
	} {
		after, err := triage.Add([]byte(before), "w.yaml", w)
		if err != nil || !bytes.HasPrefix(after, []byte(before)) {
			t.Errorf("%s: %v\n%s", name, err, after)
			continue
		}
		l, err := triage.Read(bytes.NewReader(after), "w.yaml")
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, after)
			continue
		}
		got := l.Waivers[len(l.Waivers)-1]
		if got.Reason != w.Reason || got.Owner != w.Owner || got.Ticket != w.Ticket || *got.MaxCount != most || !got.Expires.Equal(time.Date(2026, 11, 20, 23, 59, 59, 0, time.UTC)) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	_, err := triage.Add([]byte("waivers: []\n"), "w.yaml", w)
	if want := "w.yaml:1: the list is written in brackets: write each waiver with a dash on a line of its own, then add"; err == nil || err.Error() != want {
		t.Error(err)
	}
}
