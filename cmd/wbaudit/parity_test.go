package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// shown is what a format says of a stream.
type shown struct {
	Findings report.Tally
	Checks   report.Checks
	// Controls are nil for a format that shows totals only.
	Controls map[string]controlShown
}

// controlShown is what a format says of one control.
type controlShown struct {
	Outcome  string
	Checks   report.Checks
	Findings int
}

// add notes a control, whose findings were counted before.
func (s *shown) add(id string, c controlShown) {
	if s.Controls == nil {
		s.Controls = map[string]controlShown{}
	}
	c.Findings = s.Controls[id].Findings
	s.Controls[id] = c
	s.Checks.Subjects += c.Checks.Subjects
	s.Checks.NotApplicable += c.Checks.NotApplicable
	s.Checks.Passed += c.Checks.Passed
	s.Checks.Failed += c.Checks.Failed
	s.Checks.NotEvaluated += c.Checks.NotEvaluated
	s.Checks.Errors += c.Checks.Errors
}

// found notes a finding.
func (s *shown) found(control, severity string) {
	if s.Controls == nil {
		s.Controls = map[string]controlShown{}
	}
	s.Findings.Add(severity)
	c := s.Controls[control]
	c.Findings++
	s.Controls[control] = c
}

// expected counts the stream by itself, without what the formats count with.
func expected(records []report.Record) shown {
	var s shown
	for _, r := range records {
		switch {
		case r.Finding != nil:
			s.found(r.Finding.Control, r.Finding.Severity)
		case r.Summary != nil:
			n := r.Summary
			s.add(n.Control, controlShown{Outcome: n.Outcome, Checks: report.Checks{
				Subjects: n.Subjects, NotApplicable: n.NotApplicable, Passed: n.Passed, Failed: n.Failed, NotEvaluated: n.NotEvaluated, Errors: n.Errors}})
		}
	}
	return s
}

// Every format says the same of every stream: findings by severity, and by control what its subjects
// came to. A format that is new to the list has no reader here and fails.
func TestEveryFormatShowsTheSameCounts(t *testing.T) {
	for seed := range uint64(25) {
		records := reporttest.Random(seed, int(seed)%9)
		want := expected(records)
		for _, f := range formats() {
			read := readers[f.name]
			if read == nil {
				t.Fatalf("format %s has no reader", f.name)
			}
			got := read(t, rendered(t, f.name, records))
			wanted := want
			if got.Controls == nil {
				wanted.Controls = nil
			}
			if diff := cmp.Diff(wanted, got); diff != "" {
				t.Errorf("seed %d, %s (-want +got):\n%s", seed, f.name, diff)
			}
		}
	}
}

func rendered(t *testing.T, name string, records []report.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	h, err := newFormat(name, &b, look{})
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, h, records)
	return b.Bytes()
}

// A stored stream gives every format byte for byte what the direct run gives.
func TestAStoredStreamGivesWhatTheDirectRunGives(t *testing.T) {
	for seed := range uint64(10) {
		records := reporttest.Random(seed, int(seed)%9)
		stored := &reporttest.Collect{}
		if err := report.Read(t.Context(), bytes.NewReader(rendered(t, "jsonl", records)), stored); err != nil {
			t.Fatal(err)
		}
		for _, f := range formats() {
			if !bytes.Equal(rendered(t, f.name, records), rendered(t, f.name, stored.Records)) {
				t.Errorf("seed %d: %s differs", seed, f.name)
			}
		}
	}
}

// portalless are the formats that do not list what is wrong with a single group.
var portalless = map[string]string{"prom": "holds numbers only, and counts the groups that the portal misleads about"}

// Whoever reads a finding about a group sees what the portal shows of it beside what is true.
func TestEveryFormatSaysWhatThePortalShowsOfAGroup(t *testing.T) {
	target := report.Target{Kind: report.TargetGroup, ID: "45b7d2e7-b882-4a80-ba97-10b7a63b8fa4", Name: "Golf Assist"}
	records := []report.Record{
		{Run: &report.Run{Format: report.Format}}, {Control: &report.Control{ID: "CFG-04", Title: "implicit", Severity: "medium", Profile: "audit"}},
		{Group: &report.Group{Key: "c:" + target.ID, Target: target,
			Cloud:     &report.CloudSide{ID: target.ID, Collected: true, PortalState: "No writeback", PortalTarget: "Distribution?", PortalLabel: report.LabelHidden},
			Writeback: report.Writeback{Expected: "yes", Type: "universalDistributionGroup"}}},
		{Finding: &report.Finding{Control: "CFG-04", Severity: "medium", Target: target, Message: "is written", Fingerprint: "f"}},
		{Summary: &report.Summary{Control: "CFG-04", Outcome: "fail", Subjects: 1, Failed: 1}},
	}
	for _, f := range formats() {
		text := unpacked(t, rendered(t, f.name, records))
		for _, want := range []string{"No writeback", "Distribution?", "universalDistributionGroup"} {
			if !strings.Contains(text, want) && portalless[f.name] == "" {
				t.Errorf("%s does not say %q", f.name, want)
			}
		}
	}
}

// JUnit's failures and errors say what the exit codes of --fail-on info say.
func TestJUnitAgreesWithTheExitCode(t *testing.T) {
	for seed := range uint64(60) {
		records := reporttest.Random(seed, int(seed)%3)
		g := newGate("info")
		g.judged = true
		reporttest.Feed(t, g, records)
		text := rendered(t, "junit", records)
		got := exitClean
		switch {
		case bytes.Contains(text, []byte("<failure ")):
			got = exitFindings
		case bytes.Contains(text, []byte("<error ")):
			got = exitIncomplete
		}
		if got != g.code() {
			t.Errorf("seed %d: JUnit stands for exit code %d, the gate says %d", seed, got, g.code())
		}
	}
}

// plain are the formats that hold texts as they stand in the stream, for programs.
var plain = map[string]bool{"jsonl": true, "json": true, "csv-raw": true}

// Whatever a tenant's names hold, no format hands a reader a character that hides, reorders or steers.
func TestNoFormatHoldsAnInvisibleCharacter(t *testing.T) {
	var streams [][]report.Record
	for seed := range uint64(30) {
		streams = append(streams, reporttest.Random(seed, 6))
	}
	for _, f := range formats() {
		if plain[f.name] || f.name == "xlsx" { // a zip file, which its own tests unpack
			continue
		}
		for _, records := range streams {
			text := string(rendered(t, f.name, records))
			if f.name == "csv" {
				text = strings.TrimPrefix(text, "\ufeff")
			}
			if i := strings.IndexFunc(text, steers); i >= 0 {
				t.Errorf("%s holds %q", f.name, text[max(i-20, 0):min(i+20, len(text))])
				break
			}
		}
	}
}

// steers reports whether a terminal, a browser or a reader would not show r as a character of its own.
func steers(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' || unicode.In(r, unicode.Cf, unicode.Co) || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029
}

func TestFormatsAreParsed(t *testing.T) {
	for text, want := range map[string]string{
		"csv": "[{csv findings.csv}]", "text,csv=a=b": "[{text } {csv a=b}]", " md , sarif=x": "[{md findings.md} {sarif x}]", "json=-": "[{json }]",
		"pdf":          `-f pdf: unknown format "pdf"; expected one of text, xlsx, html, jsonl, json, csv, csv-raw, md, sarif, junit, ocsf, oscal, prom`,
		"":             `-f : unknown format ""; expected one of text, xlsx, html, jsonl, json, csv, csv-raw, md, sarif, junit, ocsf, oscal, prom`,
		"csv=":         "-f csv=: expected a path after csv=",
		"csv=a,json=a": "-f csv=a,json=a: csv and json would both be written to a; give one of them another path, as in json=PATH",
		"text,md=-":    "-f text,md=-: text and md would both be written to standard output; give one of them another path, as in md=PATH",
	} {
		requests, err := parseFormats(text)
		got := fmt.Sprint(requests)
		if err != nil {
			got = err.Error()
			if codeOf(err) != exitUsage {
				t.Errorf("%q ends with exit code %d", text, codeOf(err))
			}
		}
		if got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
}

// What the configuration accepts is called so beside what it does not, in the same words by whoever shows reasons.
func TestEveryFormatThatShowsReasonsTellsWhichAreAccepted(t *testing.T) {
	records := reporttest.Demo(20)
	for at := range records {
		if s := records[at].Summary; s != nil && len(s.Reasons) > 0 && s.Control == "DIF-24" {
			accepted := *s
			accepted.Reasons = []report.Reason{s.Reasons[0]}
			accepted.Reasons[0].Accepted = true
			records[at].Summary = &accepted
		}
	}
	for _, name := range []string{"html", "md", "ocsf", "text", "xlsx"} {
		text := string(rendered(t, name, records))
		if name == "xlsx" {
			book, err := excelize.OpenReader(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			text = fmt.Sprint(sheetRows(t, book, "Not evaluated"))
		}
		if n := strings.Count(text, " (accepted in the configuration)"); n != 1 {
			t.Errorf("%s tells %d accepted gaps, want 1", name, n)
		}
	}
}
