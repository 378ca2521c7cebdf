package prom_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/prom"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func render(t *testing.T, records []report.Record) string {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, prom.New(&b), records)
	return b.String()
}

// Prometheus' own reader takes every file, and the collector's rules hold: no timestamps, every metric
// once, with help and type, named as the guide asks.
func TestPrometheusReadsIt(t *testing.T) {
	name := regexp.MustCompile(`^wbaudit_[a-z_]+$`)
	streams := [][]report.Record{reporttest.Demo(40)}
	for seed := range uint64(40) {
		streams = append(streams, reporttest.Random(seed, int(seed)%7))
	}
	for i, records := range streams {
		text := render(t, records)
		parser := expfmt.NewTextParser(model.LegacyValidation)
		families, err := parser.TextToMetricFamilies(strings.NewReader(text))
		if err != nil {
			t.Fatalf("stream %d: %v", i, err)
		}
		for _, f := range families {
			if !name.MatchString(f.GetName()) || f.GetHelp() == "" || f.GetType().String() != "GAUGE" {
				t.Errorf("%s has help %q and type %s", f.GetName(), f.GetHelp(), f.GetType())
			}
			seen := map[string]bool{}
			for _, m := range f.GetMetric() {
				labels := ""
				for _, l := range m.GetLabel() {
					labels += l.String()
				}
				if m.TimestampMs != nil || seen[labels] {
					t.Errorf("%s{%s} comes twice or with a timestamp", f.GetName(), labels)
				}
				seen[labels] = true
			}
		}
	}
}

func TestLabelsAreEscaped(t *testing.T) {
	hostile := "a\"} 1\n# \\ b\u202e" + strings.Repeat("x", 1000)
	text := render(t, []report.Record{
		{Run: &report.Run{Format: 1, Version: hostile, Streams: []report.Stream{{Name: hostile, Status: "partial", Records: 7}}}},
		{Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "pass", Subjects: 1, Passed: 1}},
	})
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	got := families["wbaudit_stream_records"].GetMetric()[0].GetLabel()[0].GetValue()
	if want := "a\"} 1␊# \\ b⟪U+202E⟫" + strings.Repeat("x", 180) + "…"; got != want {
		t.Errorf("the label is %q, want %q", got, want)
	}
}

// Zeros are written, and what is not known is left out and not written as zero.
func TestWhatIsWritten(t *testing.T) {
	text := render(t, []report.Record{
		{Run: &report.Run{Format: 1}},
		{Control: &report.Control{ID: "CFG-01", Severity: "low"}},
		{Finding: &report.Finding{Control: "CFG-01", Severity: "info", Fingerprint: "f", Settling: true}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 5, Failed: 1, NotEvaluated: 4}},
	})
	var got []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "wbaudit_") && strings.Contains(line, "CFG") || strings.Contains(line, "timestamp") {
			got = append(got, strings.TrimSpace(line))
		}
	}
	want := []string{
		`wbaudit_findings{control="CFG-01",severity="low"} 0`, `wbaudit_findings{control="CFG-01",severity="info"} 1`,
		`wbaudit_open_findings{control="CFG-01",severity="low"} 0`, `wbaudit_open_findings{control="CFG-01",severity="info"} 0`,
		`wbaudit_waived_findings{control="CFG-01"} 0`, `wbaudit_settling_findings{control="CFG-01"} 1`,
		`wbaudit_subjects{control="CFG-01",severity="low",outcome="error"} 0`,
		`wbaudit_subjects{control="CFG-01",severity="low",outcome="fail"} 1`,
		`wbaudit_subjects{control="CFG-01",severity="low",outcome="notEvaluated"} 4`,
		`wbaudit_subjects{control="CFG-01",severity="low",outcome="pass"} 0`,
		`wbaudit_subjects{control="CFG-01",severity="low",outcome="notApplicable"} 0`,
		`wbaudit_control_outcome{control="CFG-01",severity="low",outcome="error"} 0`,
		`wbaudit_control_outcome{control="CFG-01",severity="low",outcome="fail"} 1`,
		`wbaudit_control_outcome{control="CFG-01",severity="low",outcome="notEvaluated"} 0`,
		`wbaudit_control_outcome{control="CFG-01",severity="low",outcome="pass"} 0`,
		`wbaudit_control_outcome{control="CFG-01",severity="low",outcome="notApplicable"} 0`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAgesAndTheEndOfWaiversAreMetrics(t *testing.T) {
	text := render(t, reporttest.Aged())
	for _, line := range []string{
		`wbaudit_findings_by_age{control="CFG-01",severity="high",age="new"} 1`, `wbaudit_findings_by_age{control="CFG-01",severity="high",age="persisting"} 1`,
		`wbaudit_findings_by_age{control="CFG-01",severity="high",age="resolved"} 1`, `wbaudit_findings_by_age{control="CFG-02",severity="high",age="notEvaluated"} 1`,
		`wbaudit_findings_by_age{control="CFG-02",severity="high",age="new"} 0`,
		`wbaudit_waiver_expires_timestamp_seconds{control="CFG-01"} 1801439999`, `wbaudit_baseline_timestamp_seconds 1790834400`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("the file lacks %s", line)
		}
	}
	if text := render(t, reporttest.Demo(3)); strings.Contains(text, "_by_age") {
		t.Error("without a baseline there is no age")
	}
}

// Beside a count of what is known stands one of what is not: 0 of nothing read is no good news.
func TestWhatIsNotKnownOfGroupsIsAMetric(t *testing.T) {
	text := render(t, []report.Record{{Run: &report.Run{Format: 1}},
		{Group: &report.Group{Cloud: &report.CloudSide{PortalLabel: report.LabelUnknown, Unreadable: "displayName holds NUL"}, Members: report.Members{Cloud: report.StatusAbsent}}}})
	for _, line := range []string{"wbaudit_member_differences 0", "wbaudit_unread_member_groups 1", "wbaudit_misleading_groups 0", "wbaudit_unlabelled_groups 1", "wbaudit_unreadable_groups 1"} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("the file lacks %s", line)
		}
	}
}

// The verdict is one of its states, and a count of which nothing is known is absent and no 0.
func TestTheVerdictOnAMoveIsAMetric(t *testing.T) {
	for name, tt := range map[string]struct {
		verdict       report.Verdict
		holds, absent []string
	}{
		"a no-go": {report.Verdict{To: "v1", States: []report.StateCount{{State: report.StateBlocked, Groups: 2}},
			Totals: report.MoveTotals{Whole: true, Members: 3, Kept: 2, Lost: 1, PeopleLost: 4, PeopleWhole: true}},
			[]string{`verdict{target="v1",verdict="NO-GO"} 1`, `verdict{target="v1",verdict="GO"} 0`, `verdict{target="v1",verdict="NOTHING MOVES"} 0`,
				`blind{target="v1"} 0`, `groups{target="v1",state="blocked"} 2`, `members{target="v1",fate="lost"} 1`,
				`people_losing_access{target="v1"} 4`, `people_complete{target="v1"} 1`}, nil},
		"a go without a loss": {report.Verdict{To: "v1", Go: true, Waves: 1, Totals: report.MoveTotals{Whole: true, PeopleWhole: true}},
			[]string{`verdict{target="v1",verdict="GO"} 1`, `waves{target="v1"} 1`, `members{target="v1",fate="lost"} 0`, `people_losing_access{target="v1"} 0`}, nil},
		"people of whom there may be more": {report.Verdict{To: "v1", Blind: true, Totals: report.MoveTotals{Whole: true, PeopleLost: 4, Unfollowed: 1, Members: 9, Kept: 9}},
			[]string{`members{target="v1",fate="kept"} 9`, `blind{target="v1"} 1`, `people_losing_access{target="v1"} 4`, `people_complete{target="v1"} 0`, `unfollowed_groups{target="v1"} 1`}, []string{`fate="lost"`}},
		"a directory that was not read": {report.Verdict{To: "v1", Totals: report.MoveTotals{Whole: true, Unfollowed: 7}},
			[]string{`people_complete{target="v1"} 0`, `unfollowed_groups{target="v1"} 7`}, []string{"people_losing_access", "readiness_members{"}},
		"groups that were not all read": {report.Verdict{To: "v1", Totals: report.MoveTotals{PeopleWhole: true}},
			[]string{`groups_complete{target="v1"} 0`, `people_complete{target="v1"} 0`}, []string{"people_losing_access", "readiness_members{"}},
	} {
		text := render(t, []report.Record{{Run: &report.Run{Format: 1}}, {Verdict: &tt.verdict}})
		for _, line := range tt.holds {
			if !strings.Contains(text, "wbaudit_readiness_"+line+"\n") {
				t.Errorf("%s: the file lacks %s", name, line)
			}
		}
		for _, part := range tt.absent {
			if strings.Contains(text, part) {
				t.Errorf("%s: the file holds %s", name, part)
			}
		}
	}
	if text := render(t, reporttest.Demo(3)); strings.Contains(text, "readiness") {
		t.Error("without a move there is no verdict")
	}
}
