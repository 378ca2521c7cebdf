package junit_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/junit"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// published is where the schema lies that the test holds every document to.
const published = "../../../shared/data/schemas/junit.xsd"

type suites struct {
	Suites []struct {
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Skipped  int        `xml:"skipped,attr"`
		Cases    []testCase `xml:"testcase"`
	} `xml:"testsuite"`
}

type testCase struct {
	Name    string   `xml:"name,attr"`
	Failure *outcome `xml:"failure"`
	Error   *outcome `xml:"error"`
	Skipped *outcome `xml:"skipped"`
}

type outcome struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func render(t *testing.T, records []report.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, junit.New(&b), records)
	return b.Bytes()
}

func read(t *testing.T, text []byte) suites {
	t.Helper()
	var s suites
	if err := xml.Unmarshal(text, &s); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return s
}

func TestTheSchemaAcceptsEveryDocument(t *testing.T) {
	if _, err := os.Stat(published); err != nil {
		t.Skip("the folder shared/data/schemas is not beside the repository")
	}
	if _, err := exec.LookPath("xmllint"); err != nil {
		reporttest.Missing(t, "xmllint, of Debian's package libxml2-utils")
	}
	dir := t.TempDir()
	args := []string{"--noout", "--nonet", "--huge", "--schema", published}
	for seed := range uint64(40) {
		path := filepath.Join(dir, fmt.Sprintf("%d.xml", seed))
		if err := os.WriteFile(path, render(t, reporttest.Random(seed, int(seed)%7)), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if out, err := exec.Command("xmllint", args...).CombinedOutput(); err != nil {
		t.Errorf("%v:\n%.2000s", err, out)
	}
}

// The counts that a suite announces are those of its cases, and no case ends in two ways.
func TestSuitesCountTheirCases(t *testing.T) {
	for seed := range uint64(60) {
		for _, s := range read(t, render(t, reporttest.Random(seed, int(seed)%7))).Suites {
			var failures, errors, skipped int
			names := map[string]bool{}
			for _, c := range s.Cases {
				ends := 0
				for _, e := range []struct {
					outcome *outcome
					n       *int
				}{{c.Failure, &failures}, {c.Error, &errors}, {c.Skipped, &skipped}} {
					if e.outcome != nil {
						*e.n++
						ends++
					}
				}
				if ends > 1 || names[c.Name] {
					t.Errorf("seed %d: case %q ends in %d ways, seen before: %t", seed, c.Name, ends, names[c.Name])
				}
				names[c.Name] = true
			}
			want := []int{len(s.Cases), failures, errors, skipped}
			if diff := cmp.Diff(want, []int{s.Tests, s.Failures, s.Errors, s.Skipped}); diff != "" {
				t.Errorf("seed %d, suite %q (-want +got):\n%s", seed, s.Name, diff)
			}
		}
	}
}

func TestOutcomes(t *testing.T) {
	finding := func(waived, settling bool) *report.Finding {
		f := &report.Finding{Control: "CFG-01", Severity: "low", Target: report.Target{Name: "Sales"}, Message: "m", Fingerprint: "f", Settling: settling}
		if waived {
			f.Waiver = &report.Waiver{Reason: "known"}
		}
		return f
	}
	for name, tt := range map[string]struct {
		finding *report.Finding
		summary report.Summary
		want    []string
	}{
		"an open finding fails":              {finding(false, false), report.Summary{Failed: 1, Passed: 1}, []string{"failure low m", "pass every subject is judged"}},
		"a waived finding is skipped":        {finding(true, true), report.Summary{Failed: 1}, []string{"skipped  waived: known", "pass every subject is judged"}},
		"a settling finding is skipped":      {finding(false, true), report.Summary{Failed: 1}, []string{"skipped  settling: synchronisation may still correct it", "pass every subject is judged"}},
		"what was not evaluated is an error": {nil, report.Summary{Passed: 9, NotEvaluated: 1, Reason: "not read"}, []string{"error notEvaluated 1 not evaluated, 0 with an error: not read"}},
		"an evaluation error is an error":    {nil, report.Summary{Errors: 2}, []string{"error error 0 not evaluated, 2 with an error:"}},
		"an accepted gap is skipped":         {nil, report.Summary{NotEvaluated: 1, Reason: "not read", Reasons: []report.Reason{{Text: "not read", Count: 1, Accepted: true}}}, []string{"skipped  accepted: 1 not evaluated, 0 with an error: not read"}},
		"a comparison that nobody asked for is skipped and not accepted": {nil, report.Summary{NotEvaluated: 3, Reasons: []report.Reason{{Text: report.NoEarlierSnapshot, Count: 3}}},
			[]string{"skipped  no earlier snapshot: compare with --previous; 3 not evaluated"}},
		"half a gap accepted is an error": {nil, report.Summary{NotEvaluated: 3, Reason: "not read", Reasons: []report.Reason{{Text: "not read", Count: 1, Accepted: true}, {Text: "cut", Count: 2}}},
			[]string{"error notEvaluated 3 not evaluated, 0 with an error: not read"}},
		"a comparison hides no other gap": {nil, report.Summary{NotEvaluated: 4, Reason: "not read", Reasons: []report.Reason{{Text: "not read", Count: 1}, {Text: report.NoEarlierSnapshot, Count: 3}}},
			[]string{"error notEvaluated 4 not evaluated, 0 with an error: not read"}},
		"a control without subjects is skipped": {nil, report.Summary{NotApplicable: 3, Outcome: report.OutcomeNotApplicable}, []string{"skipped  nothing to judge"}},
		"a control that passes passes":          {nil, report.Summary{NotApplicable: 3, Passed: 4}, []string{"pass every subject is judged"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := tt.summary
			s.Control, s.Subjects = "CFG-01", s.NotApplicable+s.Passed+s.Failed+s.NotEvaluated+s.Errors
			records := []report.Record{{Run: &report.Run{}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}}}
			if tt.finding != nil {
				records = append(records, report.Record{Finding: tt.finding})
			}
			var got []string
			for _, c := range read(t, render(t, append(records, report.Record{Summary: &s}))).Suites[0].Cases {
				got = append(got, ends(c))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func ends(c testCase) string {
	for name, o := range map[string]*outcome{"failure": c.Failure, "error": c.Error, "skipped": c.Skipped} {
		if o != nil {
			return strings.TrimSpace(name + " " + o.Type + " " + o.Message)
		}
	}
	return "pass " + c.Name
}

func TestTextsAreText(t *testing.T) {
	for _, text := range append(reporttest.Hostile(), `"/><failure/>`, "]]></failure>") {
		records := []report.Record{
			{Run: &report.Run{}}, {Control: &report.Control{ID: "C", Title: text, Severity: "high", Description: text, Profile: text}},
			{Finding: &report.Finding{Control: "C", Severity: "high", Message: text, Target: report.Target{Name: text, DN: text}, Fingerprint: "f"}},
			{Summary: &report.Summary{Control: "C", Outcome: "fail", Subjects: 2, Failed: 1, NotEvaluated: 1, Reason: text, Reasons: []report.Reason{{Text: text, Count: 1}}}},
		}
		s := read(t, render(t, records)).Suites[0]
		if len(s.Cases) != 2 || s.Cases[0].Failure == nil || !strings.Contains(s.Cases[0].Failure.Text, report.Visible(text)) {
			t.Errorf("%.40q is not in its place among %d cases", text, len(s.Cases))
		}
	}
}

func TestCasesSayHowFindingsStandToTheBaselineAndToWaivers(t *testing.T) {
	text := string(render(t, reporttest.Aged()))
	for _, part := range []string{
		"age: new since the baseline", "age: persisting, first seen 2026-10-01, on other evidence than before",
		"waiver: waived until 2027-01-31, owner Ann, approved by Bob, ticket CHG-1: agreed",
		`<property name="new" value="1"/><property name="persisting" value="1"/><property name="resolved" value="1"/><property name="notJudgedAgain" value="0"/>`,
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the document lacks %s", part)
		}
	}
	if text := string(render(t, reporttest.Demo(3))); strings.Contains(text, `name="persisting"`) {
		t.Error("without a baseline nothing persists")
	}
}

func TestEverySuiteHasTheRemarksOnTheRun(t *testing.T) {
	records := []report.Record{
		{Run: &report.Run{Format: 1, Banners: []string{"1 cloud group could not be read"}}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Group: &report.Group{Key: "c:1", Members: report.Members{Cloud: report.StatusAbsent}}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "pass", Subjects: 1, Passed: 1}},
	}
	text := string(render(t, records))
	for _, want := range []string{"1 cloud group could not be read", "NOT READ COMPLETELY: members of 1 group"} {
		if !strings.Contains(text, want) {
			t.Errorf("the document lacks %q", want)
		}
	}
}
