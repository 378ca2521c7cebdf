package sarif_test

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/sarif"
)

// published is where the schema lies that the test holds every log to.
const published = "../../../shared/data/schemas/sarif-2.1.0.json"

func render(t *testing.T, records []report.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, sarif.New(&b), records)
	return b.Bytes()
}

func TestTheSchemaAcceptsEveryLog(t *testing.T) {
	text, err := os.ReadFile(published)
	if err != nil {
		t.Skip("the folder shared/data/schemas is not beside the repository")
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	streams := [][]report.Record{reporttest.Demo(60)}
	for seed := range uint64(40) {
		streams = append(streams, reporttest.Random(seed, int(seed)%7))
	}
	for i, records := range streams {
		log, err := jsonschema.UnmarshalJSON(bytes.NewReader(render(t, records)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(log); err != nil {
			t.Fatalf("stream %d: %.3000v", i, err)
		}
	}
}

// run holds what the tests look at.
type run struct {
	Tool struct {
		Driver struct{ Rules []struct{ ID string } }
	}
	Results []struct {
		RuleID    string
		RuleIndex int
		Kind      string
		Level     string
		Message   struct{ Text string }
		Locations []struct {
			PhysicalLocation struct {
				ArtifactLocation struct{ URI string }
				Region           struct{ StartLine int }
			}
		}
		PartialFingerprints map[string]string
		Suppressions        []struct{ Status, Justification string }
	}
	Invocations []struct {
		ExecutionSuccessful        bool
		ToolExecutionNotifications []struct {
			Level          string
			AssociatedRule struct{ ID string }
		}
	}
}

func read(t *testing.T, text []byte) run {
	t.Helper()
	var log struct{ Runs []run }
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	return log.Runs[0]
}

// What GitHub refuses or mixes up: a result without a file and a line, without a hash, or of a rule that
// is another one's.
func TestGitHubTakesEveryResult(t *testing.T) {
	for seed := range uint64(40) {
		records := reporttest.Random(seed, int(seed)%7)
		r := read(t, render(t, records))
		for i, result := range r.Results {
			place := result.Locations[0].PhysicalLocation
			if place.ArtifactLocation.URI != "findings.jsonl" || result.PartialFingerprints["primaryLocationLineHash"] == "" ||
				r.Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID || result.Message.Text == "" {
				t.Errorf("seed %d, result %d: %+v", seed, i, result)
			}
			// The line is that of the finding in the stream.
			if f := records[place.Region.StartLine-1].Finding; result.Kind == "fail" && (f == nil || f.Fingerprint != result.PartialFingerprints["primaryLocationLineHash"]) {
				t.Errorf("seed %d: line %d is not that of result %d", seed, place.Region.StartLine, i)
			}
		}
	}
}

func TestBlindnessAndWaiversAreSaid(t *testing.T) {
	r := read(t, render(t, []report.Record{
		{Run: &report.Run{}}, {Control: &report.Control{ID: "CFG-01", Severity: "low"}}, {Control: &report.Control{ID: "CFG-02", Severity: "high"}},
		{Finding: &report.Finding{Control: "CFG-02", Severity: "medium", Message: `see [here](http://contoso.example) \o/`, Fingerprint: "f", Waiver: &report.Waiver{Reason: "known"}}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "error", Subjects: 3, NotEvaluated: 1, Errors: 2, Reason: "not read"}},
		{Summary: &report.Summary{Control: "CFG-02", Outcome: "fail", Subjects: 2, Failed: 1, Passed: 1, Waived: 1}},
	}))
	var got []string
	for _, result := range r.Results {
		line := result.RuleID + " " + result.Kind + " " + result.Level + " " + result.Message.Text
		for _, s := range result.Suppressions {
			line += " " + s.Status + " " + s.Justification
		}
		got = append(got, line)
	}
	for _, n := range r.Invocations[0].ToolExecutionNotifications {
		got = append(got, n.Level+" "+n.AssociatedRule.ID)
	}
	want := []string{
		`CFG-02 fail warning see \[here\](http://contoso.example) \\o/ accepted known`,
		"CFG-01 open none 1 of 3 subjects were not evaluated, 2 ended with an error: nothing is known of them. not read", "error CFG-01",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if r.Invocations[0].ExecutionSuccessful {
		t.Error("a run with evaluation errors is called successful")
	}
}

func TestNoMessageHoldsALink(t *testing.T) {
	link := regexp.MustCompile(`(^|[^\\])(\\\\)*\[[^\]]*[^\\]?(\\\\)*\]\(`)
	for _, text := range append(reporttest.Hostile(), "[a](b)", `\[a](b)`, `[a\](b)`, `\\[a](b)`) {
		r := read(t, render(t, []report.Record{
			{Run: &report.Run{}}, {Control: &report.Control{ID: "C", Severity: "low"}},
			{Finding: &report.Finding{Control: "C", Severity: "low", Message: text, Fingerprint: "f"}},
			{Summary: &report.Summary{Control: "C", Outcome: "fail", Subjects: 1, Failed: 1}},
		}))
		if got := r.Results[0].Message.Text; link.MatchString(got) {
			t.Errorf("%.40q holds a link", got)
		}
	}
}

func TestRemarksOnTheRunAreNotifications(t *testing.T) {
	records := []report.Record{
		{Run: &report.Run{Format: 1, Banners: []string{"1 cloud group could not be read"}}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Group: &report.Group{Key: "c:1", Members: report.Members{Cloud: report.StatusAbsent}}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "pass", Subjects: 1, Passed: 1}},
	}
	text := string(render(t, records))
	for _, want := range []string{"1 cloud group could not be read", "NOT READ COMPLETELY: members of 1 group"} {
		if !strings.Contains(text, want) {
			t.Errorf("the log lacks %q", want)
		}
	}
}
