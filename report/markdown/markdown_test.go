package markdown_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/markdown"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func render(t *testing.T, records []report.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, markdown.New(&b), records)
	return b.Bytes()
}

// parsed returns the kinds of nodes that GitHub's dialect sees, raw HTML with its text, and the texts of
// all code spans.
func parsed(source []byte) (kinds map[string]int, spans []string) {
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	kinds = map[string]int{}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		kinds[n.Kind().String()]++
		if n.Kind() == ast.KindCodeSpan {
			var b strings.Builder
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				b.Write(c.(*ast.Text).Segment.Value(source))
			}
			spans = append(spans, b.String())
		}
		return ast.WalkContinue, nil
	})
	return kinds, spans
}

func hostile(text string) []report.Record {
	return []report.Record{
		{Run: &report.Run{Format: 1, Tenant: report.Tenant{ID: text, Name: text}, Banners: []string{text}, Version: text,
			Streams: []report.Stream{{Name: text, Status: report.StatusPartial, Reason: text}}}},
		{Control: &report.Control{ID: "A" + text, Severity: "high"}},
		{Group: &report.Group{Key: "c:1", Target: report.Target{Name: text}, Writeback: report.Writeback{Expected: "yes", Type: text},
			Cloud: &report.CloudSide{PortalState: text, PortalTarget: text, PortalLabel: report.LabelHidden}}},
		{Finding: &report.Finding{Control: "A" + text, Severity: "high", Message: text, Fingerprint: "f"}},
		{Summary: &report.Summary{Control: "A" + text, Outcome: "fail", Subjects: 2, Failed: 1, NotEvaluated: 1, Reason: text}},
	}
}

func TestThePortalStandsBesideTheTruth(t *testing.T) {
	shown := string(render(t, []report.Record{
		{Run: &report.Run{Format: 1}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Group: &report.Group{Key: "c:1", Target: report.Target{Name: "Sales"}, Writeback: report.Writeback{Expected: "yes", Type: "universalSecurityGroup"},
			Cloud: &report.CloudSide{PortalState: "No", PortalTarget: "Default", PortalLabel: report.LabelHidden}}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "pass"}},
	}))
	for _, want := range []string{"mislead about 1 group; of 0 groups", "- `Sales`: `No` / `Default`; `is universalSecurityGroup`"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the summary does not say %q:\n%s", want, shown)
		}
	}
}

// Whatever the texts are, a reader of Markdown sees the same structure: the texts are no part of it.
func TestNoTextIsMarkup(t *testing.T) {
	want, _ := parsed(render(t, hostile("calm")))
	texts := append(reporttest.Hostile(), "[a](http://contoso.example)", "![a](x)", "@everyone #1 www.contoso.example a@contoso.example",
		"`code`", "``", "`", "| a | b |", `a\|b`, "# title", "- item", "<details>", "**bold**", "https://contoso.example/?a=b", "a\n\n# b", "``` x", `\`, "a`|`b")
	for _, name := range texts {
		source := render(t, hostile(name))
		got, spans := parsed(source)
		if strings.TrimSpace(report.Visible(name)) == "" {
			continue // "(empty)" is no code span
		}
		for kind, n := range want {
			if kind != "Text" && got[kind] != n {
				t.Errorf("%.40q: %d of %s, want %d", name, got[kind], kind, n)
			}
		}
		for kind, n := range got {
			if want[kind] == 0 {
				t.Errorf("%.40q: %d of %s, want none", name, n, kind)
			}
		}
		shown := report.Cut(strings.TrimSpace(report.Visible(name)), 300)
		found := false
		for _, s := range spans {
			found = found || s == shown
		}
		if !found {
			t.Errorf("%.40q is not shown as it is in %.200q", name, spans)
		}
	}
}

// GitHub refuses a comment above 65,536 characters.
func TestTheSummaryFitsIntoAComment(t *testing.T) {
	long := strings.Repeat("w`", 1<<15)
	records := []report.Record{{Run: &report.Run{Tenant: report.Tenant{Name: long}}}}
	for i := range 500 {
		id := report.Fingerprint("C", "", strings.Repeat("i", i), "")
		records = append(records, report.Record{Control: &report.Control{ID: id, Severity: "high", Title: strings.Repeat("|", 200)}},
			report.Record{Finding: &report.Finding{Control: id, Severity: "high", Message: long}},
			report.Record{Summary: &report.Summary{Control: id, Outcome: "notEvaluated", Reason: long, Failed: 100000, NotEvaluated: 100000, Subjects: 200000}})
	}
	if n := utf8.RuneCount(render(t, records)); n > 65536 {
		t.Errorf("the summary takes %d characters", n)
	}
}

func TestBlindnessIsNoGoodNews(t *testing.T) {
	blind := render(t, []report.Record{
		{Run: &report.Run{}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "notEvaluated", Subjects: 1, NotEvaluated: 1, Reason: "nothing was read"}},
	})
	for _, want := range []string{"**No open finding, but not everything could be judged.**", "**1 not evaluated**", "`CFG-01` 1 subject: `nothing was read`"} {
		if !strings.Contains(string(blind), want) {
			t.Errorf("%q is missing in:\n%s", want, blind)
		}
	}
}

func TestTheFirstLineSaysOfWhatAndWhen(t *testing.T) {
	at := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	text := string(render(t, []report.Record{
		{Run: &report.Run{Tenant: report.Tenant{ID: "unknown", Name: "Contoso"}, CollectedAt: &at}}, {Control: &report.Control{ID: "CFG-01"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "pass", Subjects: 3841, Passed: 3841}},
	}))
	for _, want := range []string{"## Group writeback audit of `Contoso`, 2026-11-02\n", "3,841 checks (subjects, counted once for each control) by 1 control: 3,841 passed"} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary lacks %q:\n%s", want, text)
		}
	}
}

// The table of controls says what each is, and large numbers read as they do in the text format.
func TestTheTableOfControlsHasTitlesAndReadableNumbers(t *testing.T) {
	text := string(render(t, []report.Record{
		{Run: &report.Run{Format: 1}},
		{Control: &report.Control{ID: "CFG-01", Severity: "low", Title: "A group is | not written"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "pass", Subjects: 1234567, Passed: 1234567}},
	}))
	for _, want := range []string{
		"| Control | Title | Severity |", "| `CFG-01` | `A group is ⟪U+007C⟫ not written` | low | pass | 1,234,567 | 0 | 1,234,567 | 0 | 0 | 0 | 0 | 0 |\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary lacks %q in\n%s", want, text)
		}
	}
}
