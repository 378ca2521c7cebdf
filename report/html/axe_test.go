package html_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

const axeFile = "../../.bin/npm/node_modules/axe-core/axe.min.js"

// Every view of the page, in light and dark, wide and narrow, is looked over for barriers: names and roles for
// screen readers, contrast (AA), order of headings, what the keyboard reaches.
func TestAxeFindsNoBarrier(t *testing.T) {
	axe, err := os.ReadFile(axeFile)
	if err != nil {
		reporttest.Missing(t, "axe-core, which bash .ci/packages installs")
	}
	records := nested()
	for _, theme := range []string{"light", "dark"} {
		b := open(t, records, "")
		b.emulate(t, 1300, 1000, theme)
		b.run(t, string(axe))
		for _, view := range []string{"overview", "findings", "findings?by=control", "findings?q=nothing+is+called+like+this", "groups", "groups?by=kind", "differences", "differences?by=member", "controls", "notevaluated",
			"provenance", "group/" + keyOf(records, 0), "group/" + keyOf(records, 3)} {
			b.visit(t, view)
			b.barriers(t, theme+" "+view)
		}
		b.emulate(t, 420, 900, theme)
		for _, view := range []string{"overview", "findings", "groups", "differences", "controls", "group/" + keyOf(records, 0)} {
			b.visit(t, view)
			b.barriers(t, theme+" narrow "+view)
		}
	}
	b := open(t, movedAndCompared(t), "")
	b.run(t, string(axe))
	for _, view := range []string{"changes", "readiness", "overview"} {
		b.visit(t, view)
		b.barriers(t, view)
	}
}

// visit goes to a view by its address and waits until it is shown.
func (b *browser) visit(t *testing.T, view string) {
	t.Helper()
	b.text(t, fmt.Sprintf("location.hash = %q", view))
	if strings.HasPrefix(view, "group/") {
		b.eventually(t, `document.querySelector("#detail").open && document.querySelector("#detail .sheet").textContent.includes("Both sides")`, "true")
		return
	}
	part, _, _ := strings.Cut(view, "?")
	b.eventually(t, `document.querySelector("#detail").open`, "false")
	b.eventually(t, fmt.Sprintf(`document.getElementById(%q).hidden`, part), "false")
}

// run runs a script in the page; unlike the page's own it is not subject to the page's policy.
func (b *browser) run(t *testing.T, script string) {
	t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[any](script+"\n;null")); err != nil {
		t.Fatal(err)
	}
}

// barriers fails the test for every rule that what is shown breaks.
func (b *browser) barriers(t *testing.T, view string) {
	t.Helper()
	const run = `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + " " + n.failureSummary).join(" | "))))`
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](run, func(p *runtime.EvaluateParams) { wait := true; p.AwaitPromise = &wait }))
	if err != nil {
		t.Fatalf("%s: %v", view, err)
	}
	var broken []string
	if err := json.Unmarshal([]byte(got), &broken); err != nil {
		t.Fatal(err)
	}
	for _, rule := range broken {
		t.Errorf("%s: %s", view, rule)
	}
}

func keyOf(records []report.Record, n int) string {
	for _, r := range records {
		if r.Group == nil {
			continue
		}
		if n == 0 {
			return r.Group.Key
		}
		n--
	}
	return ""
}

// movedAndCompared is a stream with all optional chapters.
func movedAndCompared(t *testing.T) []report.Record {
	t.Helper()
	records := append([]report.Record(nil), reporttest.Random(2, 6)...)
	run := *records[0].Run
	run.Comparison = &report.Comparison{Objects: 3, Differences: 1}
	to := "Sales"
	records[0] = report.Record{Run: &run}
	joined := report.Record{Change: &report.ObjectChange{Object: "directory_groups", Kind: report.ChangeChanged, ID: "2", Name: "Payroll", Privileged: "domain_admins",
		Members: []report.MemberChange{{Role: report.RoleMember, Change: report.ChangeAdded, ID: "7", Name: "Ben"}}}}
	return append(records, joined, report.Record{Change: &report.ObjectChange{Object: "cloud_groups", Kind: report.ChangeChanged, ID: "1", Name: "Sales",
		Attributes: []report.AttributeChange{{Attribute: "displayName", To: &to}},
		Members:    []report.MemberChange{{Role: report.RoleOwner, Change: report.ChangeRemoved, ID: "7", Name: "Ben"}}}})
}
