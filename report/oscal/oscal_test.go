package oscal_test

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/oscal"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// published is where the schema lies that the test holds every document to.
const published = "../../../shared/data/schemas/oscal-complete-1.1.3.json"

func render(t *testing.T, records []report.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, oscal.New(&b), records)
	return b.Bytes()
}

// pattern compiles the schema's patterns, which use classes of characters that Go writes otherwise.
func pattern(s string) (jsonschema.Regexp, error) {
	re, err := regexp.Compile(s)
	return (*compiledPattern)(re), err
}

type compiledPattern regexp.Regexp

func (p *compiledPattern) MatchString(s string) bool { return (*regexp.Regexp)(p).MatchString(s) }
func (p *compiledPattern) String() string            { return (*regexp.Regexp)(p).String() }

func TestTheSchemaAcceptsEveryDocument(t *testing.T) {
	source, err := os.ReadFile(published)
	if err != nil {
		t.Skip("the folder shared/data/schemas is not beside the repository")
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	c.UseRegexpEngine(pattern)
	if err := c.AddResource("oscal.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("oscal.json")
	if err != nil {
		t.Fatal(err)
	}
	streams := [][]report.Record{reporttest.Demo(60)}
	for seed := range uint64(40) {
		streams = append(streams, reporttest.Random(seed, int(seed)%7))
	}
	for i, records := range streams {
		results, err := jsonschema.UnmarshalJSON(bytes.NewReader(render(t, records)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(results); err != nil {
			t.Fatalf("stream %d: %.3000v", i, err)
		}
	}
}

// results holds what the tests look at.
type results struct {
	Document struct {
		Results []struct {
			Observations []struct {
				UUID, Description string
				Types             []string
				Props             []struct{ Name, Value string }
				Subjects          []struct {
					UUID string `json:"subject-uuid"`
				}
			}
			Local struct {
				Items []struct{ UUID string } `json:"inventory-items"`
			} `json:"local-definitions"`
			Risks []struct {
				UUID, Status, Statement string
			}
			Findings []struct {
				Target struct {
					Status struct{ State, Reason, Remarks string }
				}
				Observations []struct {
					UUID string `json:"observation-uuid"`
				} `json:"related-observations"`
				Risks []struct {
					UUID string `json:"risk-uuid"`
				} `json:"related-risks"`
			}
		}
	} `json:"assessment-results"`
}

func read(t *testing.T, source []byte) results {
	t.Helper()
	var r results
	if err := json.Unmarshal(source, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// Every id that is referred to is there, and no id is there twice.
func TestReferencesLead(t *testing.T) {
	for seed := range uint64(40) {
		r := read(t, render(t, reporttest.Random(seed, int(seed)%7))).Document.Results[0]
		known := map[string]bool{}
		add := func(uuid string) {
			if known[uuid] {
				t.Errorf("seed %d: %s comes twice", seed, uuid)
			}
			known[uuid] = true
		}
		for _, i := range r.Local.Items {
			add(i.UUID)
		}
		for _, o := range r.Observations {
			add(o.UUID)
		}
		for _, o := range r.Risks {
			add(o.UUID)
		}
		related := 0
		for _, f := range r.Findings {
			for _, o := range f.Observations {
				related++
				if !known[o.UUID] {
					t.Errorf("seed %d: observation %s is not there", seed, o.UUID)
				}
			}
			for _, o := range f.Risks {
				if !known[o.UUID] {
					t.Errorf("seed %d: risk %s is not there", seed, o.UUID)
				}
			}
		}
		historic := 0
		for _, o := range r.Observations {
			if o.Types[0] == "not-applicable" {
				historic++
				continue
			}
			if o.Types[0] == "historic" {
				historic++
			}
			if !known[o.Subjects[0].UUID] {
				t.Errorf("seed %d: subject %s is not there", seed, o.Subjects[0].UUID)
			}
		}
		// Of a control that does not run any more there are observations and no finding.
		if related > len(r.Observations) || related < len(r.Observations)-historic {
			t.Errorf("seed %d: %d of %d observations belong to a finding", seed, related, len(r.Observations))
		}
	}
}

func TestStates(t *testing.T) {
	for name, tt := range map[string]struct {
		summary report.Summary
		want    string
	}{
		"what passes everywhere is satisfied":    {report.Summary{Outcome: "pass", Passed: 3, NotApplicable: 1}, "satisfied pass"},
		"what fails is not":                      {report.Summary{Outcome: "fail", Passed: 3, Failed: 1}, "not-satisfied fail"},
		"what was not evaluated is not":          {report.Summary{Outcome: "notEvaluated", Passed: 3, NotEvaluated: 1, Reason: "not read"}, "not-satisfied other 1 not evaluated, 0 with an error: not read"},
		"an evaluation error is not":             {report.Summary{Outcome: "error", Passed: 3, Errors: 1}, "not-satisfied other 0 not evaluated, 1 with an error:"},
		"a failure says what was not looked at":  {report.Summary{Outcome: "fail", Failed: 3, NotEvaluated: 1}, "not-satisfied fail 1 not evaluated, 0 with an error:"},
		"a control without a summary is unknown": {report.Summary{}, "not-satisfied other 0 not evaluated, 0 with an error:"},
	} {
		t.Run(name, func(t *testing.T) {
			tt.summary.Control = "CFG-01"
			r := read(t, render(t, []report.Record{{Run: &report.Run{}}, {Control: &report.Control{ID: "CFG-01", Severity: "low"}}, {Summary: &tt.summary}}))
			target := r.Document.Results[0].Findings[0].Target
			got := strings.Join(strings.Fields(strings.Join([]string{target.Status.State, target.Status.Reason, target.Status.Remarks}, " ")), " ")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What was not judged is neither satisfied nor not: it has no finding, but an observation that says so.
func TestAControlThatAppliesToNothingIsNotSatisfied(t *testing.T) {
	source := render(t, []report.Record{
		{Run: &report.Run{}}, {Control: &report.Control{ID: "CFG-01", Severity: "low"}}, {Control: &report.Control{ID: "CFG-02", Severity: "low"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "notApplicable", Subjects: 3, NotApplicable: 3}},
		{Summary: &report.Summary{Control: "CFG-02", Outcome: "pass", Subjects: 1, Passed: 1}},
	})
	r := read(t, source).Document.Results[0]
	if len(r.Findings) != 1 || strings.Count(string(source), `"satisfied"`) != 1 {
		t.Errorf("%d findings, want that of CFG-02 alone", len(r.Findings))
	}
	if len(r.Observations) != 1 || r.Observations[0].Types[0] != "not-applicable" || r.Observations[0].Description != `The control applies to none of 3 subjects: it was not judged.` {
		t.Errorf("the observations are %+v", r.Observations)
	}
}

func TestAWaivedFindingIsAnAcceptedRisk(t *testing.T) {
	r := read(t, render(t, []report.Record{
		{Run: &report.Run{}}, {Control: &report.Control{ID: "CFG-01", Severity: "low"}},
		{Finding: &report.Finding{Control: "CFG-01", Severity: "low", Message: "m", Fingerprint: "f", Waiver: &report.Waiver{Reason: "known"}}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 1, Failed: 1, Waived: 1}},
	})).Document.Results[0]
	if len(r.Risks) != 1 || r.Risks[0].Status != "deviation-approved" || r.Risks[0].Statement != "known" || len(r.Findings[0].Risks) != 1 {
		t.Errorf("the risks are %+v, those of the finding %+v", r.Risks, r.Findings[0].Risks)
	}
}

// Descriptions are Markdown: a reader of it sees one paragraph of text, and that text.
func TestNoTextIsMarkup(t *testing.T) {
	for _, name := range append(reporttest.Hostile(), "[a](b)", "![a](b)", "- item", "+ item", "1. item", "12) item", "# title", "> quote", "===", "---", "***",
		"``` x", "~~~", "~~gone~~", "| a |", "<b>", "&lt;", `a\`, "https://contoso.example", "{{ insert: param, x }}") {
		r := read(t, render(t, []report.Record{
			{Run: &report.Run{}}, {Control: &report.Control{ID: "C", Severity: "low"}},
			{Finding: &report.Finding{Control: "C", Severity: "low", Message: name, Fingerprint: "f"}},
			{Summary: &report.Summary{Control: "C", Outcome: "fail", Subjects: 1, Failed: 1}},
		}))
		source := []byte(r.Document.Results[0].Observations[0].Description)
		doc := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(source))
		var shown strings.Builder
		_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n.Kind() {
			case ast.KindDocument, ast.KindParagraph:
			case ast.KindText:
				if entering {
					shown.Write(n.(*ast.Text).Segment.Value(source))
				}
			default:
				t.Errorf("%.40q is read as %s", name, n.Kind())
			}
			return ast.WalkContinue, nil
		})
		want := strings.TrimSpace(report.Visible(name))
		if want == "" {
			want = "(empty)"
		}
		got := regexp.MustCompile(`\\([[:punct:]])`).ReplaceAllString(shown.String(), "$1")
		if got != want {
			t.Errorf("%.60q is shown as %.60q", want, got)
		}
	}
}

func TestObservationsSayHowFindingsStandToTheBaseline(t *testing.T) {
	var got []string
	r := read(t, render(t, reporttest.Aged())).Document.Results[0]
	for _, o := range r.Observations {
		var parts []string
		for _, p := range o.Props {
			if slices.Contains([]string{"state", "age", "first-seen", "evidence-changed"}, p.Name) {
				parts = append(parts, p.Name+"="+p.Value)
			}
		}
		got = append(got, o.Types[0]+" "+strings.Join(parts, " "))
	}
	want := []string{
		"finding state=open age=new first-seen=2026-11-20T23:55:00Z",
		"finding state=waived age=persisting first-seen=2026-10-01T06:00:00Z evidence-changed=true",
		"historic state=resolved age=resolved first-seen=2026-10-01T06:00:00Z",
		"historic state=notEvaluated age=notEvaluated first-seen=2026-10-01T06:00:00Z",
		"historic state=notEvaluated age=notEvaluated",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("observations (-want +got):\n%s", diff)
	}
	if len(r.Findings[0].Observations) != 3 || len(r.Findings[1].Observations) != 1 {
		t.Errorf("related are %d and %d, want 3 and 1", len(r.Findings[0].Observations), len(r.Findings[1].Observations))
	}
}

func TestResultsHaveTheRemarksOnTheRun(t *testing.T) {
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
