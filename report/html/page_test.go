package html_test

import (
	"fmt"
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

const shown = `document.querySelector("#findings .shown").textContent`

func TestPageSearchesFiltersAndSorts(t *testing.T) {
	records := reporttest.Demo(300)
	var counts report.Counts
	for _, r := range records {
		counts.Add(r)
	}
	total := counts.Findings.Total()
	b := open(t, records, "#findings")
	b.eventually(t, shown, fmt.Sprintf("%d findings", total))
	for _, s := range report.Severities {
		if counts.Findings.Of(s) == 0 {
			continue
		}
		b.choose(t, "#findings [name=severity]", s)
		b.eventually(t, shown, of(counts.Findings.Of(s), total))
		b.eventually(t, "location.hash", "#findings?severity="+s)
	}
	b.choose(t, "#findings [name=severity]", "")
	b.do(t, chromedp.SendKeys("#findings [name=q]", "nothing is called like this"))
	b.eventually(t, shown, fmt.Sprintf("0 of %d findings", total))
	b.quiet(t)
}

func of(n, total int) string {
	if n == total {
		return fmt.Sprintf("%d findings", total)
	}
	return fmt.Sprintf("%d of %d findings", n, total)
}

func TestNoPartIsWiderThanANarrowWindow(t *testing.T) {
	b := open(t, reporttest.Demo(60), "")
	b.emulate(t, 420, 900, "light")
	for _, part := range []string{"overview", "findings", "groups", "differences", "controls", "notevaluated", "provenance"} {
		b.text(t, fmt.Sprintf("location.hash = %q", part))
		b.eventually(t, fmt.Sprintf(`document.getElementById(%q).hidden`, part), "false")
		b.eventually(t, "document.documentElement.scrollWidth", "420")
	}
	b.text(t, `location.hash = "groups"`)
	b.eventually(t, `document.getElementById("groups").hidden`, "false")
	b.text(t, `document.querySelector("#groups .row").click()`)
	b.eventually(t, `document.getElementById("detail").open`, "true")
	b.eventually(t, `(d => d.scrollWidth <= d.clientWidth)(document.getElementById("detail"))`, "true")
	b.quiet(t)
}

func TestRowsAreReachedByKeys(t *testing.T) {
	b := open(t, reporttest.Demo(300), "#findings")
	const focused = `document.activeElement.dataset.index`
	b.eventually(t, `document.querySelectorAll("#findings .row[tabindex='0']").length`, "1")
	b.text(t, `document.querySelector("#findings .row[tabindex='0']").focus()`)
	for _, step := range []struct{ key, want string }{{kb.ArrowDown, "1"}, {kb.PageDown, "11"}, {kb.ArrowUp, "10"}, {kb.Home, "0"}, {kb.ArrowUp, "0"}} {
		b.do(t, chromedp.KeyEvent(step.key))
		b.eventually(t, focused, step.want)
	}
	b.do(t, chromedp.KeyEvent(kb.End))
	b.eventually(t, focused, b.text(t, `document.querySelector("#findings .grid").getAttribute("aria-rowcount") - 2`))
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.eventually(t, `document.getElementById("detail").open`, "true")
	b.do(t, chromedp.KeyEvent(kb.Escape))
	b.eventually(t, `document.getElementById("detail").open + location.hash`, "false#findings")
	b.eventually(t, `document.activeElement.className + (document.activeElement.getAttribute("aria-rowindex") === document.querySelector("#findings .grid").getAttribute("aria-rowcount"))`, "rowtrue")
	b.do(t, chromedp.KeyEvent("/"))
	b.eventually(t, `document.activeElement.name`, "q")
	b.quiet(t)
}

func TestEvidenceIsATable(t *testing.T) {
	records := reporttest.Demo(60)
	var fingerprint string
	for _, r := range records {
		if r.Finding != nil {
			fingerprint = r.Finding.Fingerprint
		}
	}
	b := open(t, records, "#finding/"+fingerprint)
	b.eventually(t, `document.querySelector("#detail .evidence").innerText.split("\n").map(s => s.trim()).filter(s => s).join("|").includes("Expected")`, "true")
	b.eventually(t, `[...document.querySelector("#detail .evidence").querySelectorAll("th")].map(e => e.textContent).slice(0, 2).join()`, "Expected,Found")
	// What is said in words is not said again in facts, unless somebody asks for them.
	b.eventually(t, `[...document.querySelectorAll("#detail details:not([open]) .evidence th")].map(e => e.textContent).slice(0, 2).join()`, "attribute,count")
	b.quiet(t)
}

// Hostile text must stay text: nothing of it may become an element, an attribute or a request.
func TestPageShowsHostileTextAsText(t *testing.T) {
	for seed := range uint64(3) {
		records := reporttest.Random(seed, 40)
		b := open(t, records, "")
		b.eventually(t, `document.querySelectorAll("img, iframe, object, embed, link, form, main script").length`, "0")
		b.eventually(t, `document.querySelectorAll("script:not([type])").length`, "1")
		b.visit(t, "findings")
		b.visit(t, "groups")
		for i := range 6 {
			b.visit(t, "group/"+keyOf(records, i))
			b.eventually(t, `[...document.querySelectorAll("svg *")].every(e => ["title", "rect", "svg", "text", "g", "a", "path", "circle"].includes(e.tagName))`, "true")
			b.eventually(t, `[...document.querySelectorAll("#detail a")].every(a => /#(group\/[cd]|control-[A-Z]|notevaluated$)/.test(a.getAttribute("href")))`, "true")
		}
		b.eventually(t, `document.querySelectorAll("img, iframe, object, embed, link, form, main script").length`, "0")
		b.eventually(t, `[...document.querySelectorAll("script[type]")].every(s => /^(data|packed)-[a-z0-9-]+$/.test(s.id))`, "true")
		b.quiet(t)
	}
}

func TestAFindingOpensWithItsAgeAndWaiver(t *testing.T) {
	b := open(t, reporttest.Aged(), "#finding/f2")
	b.eventually(t, `document.querySelector('#detail .evidence').textContent.includes('waived until 2027-01-31')`, "true")
	b.eventually(t, `document.querySelector('#detail .evidence').textContent.includes('persisting, first seen 2026-10-01')`, "true")
	b.eventually(t, `document.querySelector('#findings').textContent.includes('waived, persisting')`, "true")
	b.quiet(t)
}

// A person is found across groups, and from there the group.
func TestMembersThatDifferAreFoundAcrossGroups(t *testing.T) {
	records := reporttest.Demo(300)
	groups := map[string]string{}
	for i, at := range []int{1, 3} {
		g := groupRecord(records, at)
		g.Members.Differences = []report.MemberDifference{
			{Difference: "missing", Class: "synced_user", Name: "Ulrike Übelhör", ID: fmt.Sprintf("u%d", i), Reason: "must be a member of the copy"},
			{Difference: report.DifferenceExcluded, Class: "guest", Name: "Ben", ID: "ben", Reason: "a guest without an account"},
		}
		groups[g.Key] = g.Target.Name
	}
	var counts report.Counts
	for _, r := range records {
		counts.Add(r)
	}
	total := fmt.Sprintf("%d differences", counts.MemberDifferences)
	const status = `document.querySelector("#differences .shown").textContent`
	b := open(t, records, "")
	b.text(t, `document.querySelector("a.tile[href='#differences']").click()`)
	b.eventually(t, status, total)
	b.do(t, chromedp.SendKeys("#differences [name=q]", "UBELHOR"))
	b.eventually(t, status, "2 of "+total)
	b.choose(t, "#differences [name=difference]", "excluded")
	b.eventually(t, status, "0 of "+total)
	for key, name := range groups {
		b.visit(t, "differences?class=guest&q=ben&group="+url.QueryEscape(key))
		b.eventually(t, status, "1 of "+total)
		b.text(t, `document.querySelector("#differences .row").click()`)
		b.eventually(t, `document.querySelector("#detail-title")?.textContent`, name)
		b.eventually(t, `document.querySelector("#detail .sheet").textContent.includes("Ulrike Übelhör")`, "true")
	}
	b.visit(t, "differences?by=member&sort=-target")
	b.text(t, `dispatchEvent(new Event("beforeprint"))`)
	b.eventually(t, `document.querySelectorAll("#differences .printed tbody tr:not(.heading)").length`, fmt.Sprint(counts.MemberDifferences))
	b.quiet(t)
}

// groupRecord is a group of a stream that may be changed.
func groupRecord(records []report.Record, n int) *report.Group {
	for i, r := range records {
		if r.Group == nil {
			continue
		}
		if n == 0 {
			own := *r.Group
			records[i].Group = &own
			return &own
		}
		n--
	}
	return nil
}

// A control that failed and could not judge all is found as either; the banner counts it, too.
func TestControlsThatCouldNotJudgeAllAreFoundWhateverElseTheyAre(t *testing.T) {
	records := reporttest.Demo(60)
	var counts report.Counts
	for i, r := range records {
		if s := r.Summary; s != nil && s.Outcome == report.OutcomeFail {
			own := *s
			own.NotEvaluated, own.Subjects = own.NotEvaluated+1, own.Subjects+1
			records[i].Summary = &own
		}
		counts.Add(records[i])
	}
	b := open(t, records, "#controls?outcome=notEvaluated")
	b.eventually(t, `document.querySelectorAll("#controls tbody tr:not([hidden])").length`, fmt.Sprint(len(counts.NotEvaluated())))
	b.eventually(t, `[...document.querySelectorAll("#controls tbody tr:not([hidden])")].some(r => r.dataset.outcome === "fail")`, "true")
	b.quiet(t)
}

// What could not be counted and is listed is shown as the least there is.
func TestPageShowsTheLeastThatIsKnown(t *testing.T) {
	foreign := report.MemberDifference{Difference: report.DifferenceForeign, Class: "foreign_ad", Name: "Cleo"}
	b := open(t, []report.Record{{Run: &report.Run{Format: report.Format}},
		{Group: &report.Group{Key: "d:1", Target: report.Target{ID: "1", Name: "Left"}, Members: report.Members{Differences: []report.MemberDifference{foreign, foreign}}}},
	}, "#groups")
	b.eventually(t, `document.querySelector("#groups").textContent.includes("?at least 2")`, "true")
	b.text(t, `location.hash = "#group/d%3A1"`)
	b.eventually(t, `document.querySelector("#detail").textContent.includes("(not known missing, at least 2 foreign)")`, "true")
	b.quiet(t)
}
