package html_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/page"
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

func TestPageOpensAGroupByItsLink(t *testing.T) {
	records := reporttest.Demo(50)
	var key, name string
	for _, r := range records {
		if r.Group != nil {
			key, name = r.Group.Key, r.Group.Target.Name
		}
	}
	b := open(t, records, "#group/"+key)
	b.eventually(t, `document.querySelector("#detail").open`, "true")
	b.eventually(t, `document.querySelector("#detail-title").textContent`, report.Visible(name))
	b.eventually(t, `/\b(null|undefined|NaN)\b/.test(document.querySelector("#detail .sheet").innerText)`, "false")
	b.do(t, chromedp.KeyEvent(kb.Escape))
	b.eventually(t, `document.querySelector("#detail").open`, "false")
	b.quiet(t)
}

func TestNoPartIsWiderThanANarrowWindow(t *testing.T) {
	b := open(t, reporttest.Demo(60), "")
	b.emulate(t, 420, 900, "light")
	for _, part := range []string{"findings", "groups", "controls", "notevaluated", "provenance"} {
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
	b.eventually(t, `document.getElementById("detail").open`, "false")
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
	b.eventually(t, `[...document.querySelectorAll("#detail .evidence th")].map(e => e.textContent).slice(0, 4).join()`, "Expected,Found,attribute,count")
	b.quiet(t)
}

func TestPagePrintsEveryPart(t *testing.T) {
	b := open(t, reporttest.Demo(40), "")
	b.text(t, `dispatchEvent(new Event("beforeprint"))`)
	b.eventually(t, `document.querySelectorAll("#findings .printed tbody tr").length + " findings"`, "26 findings")
	b.eventually(t, `document.querySelectorAll("#groups .printed tbody tr").length`, "40")
	b.eventually(t, `[...document.querySelectorAll("#controls tr.found details")].every(d => d.open)`, "true")
	b.text(t, `dispatchEvent(new Event("afterprint"))`)
	b.eventually(t, `document.querySelectorAll(".printed, #controls details[open]").length`, "0")
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
			b.eventually(t, `[...document.querySelectorAll("#detail a")].every(a => /#group\/[cd]/.test(a.getAttribute("href")))`, "true")
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

func TestBackReturnsToWhatWasSeenBefore(t *testing.T) {
	b := open(t, reporttest.Demo(300), "")
	const severity, grouped = `document.querySelector("#findings [name=severity]").value`, `document.querySelectorAll("#findings .heading.row").length > 0`
	b.text(t, `document.querySelector(".tile.high").click()`)
	b.eventually(t, severity, "high")
	b.choose(t, "#findings [name=by]", "control")
	b.eventually(t, grouped, "true")
	b.text(t, `document.querySelector("#findings .heading.row").focus()`)
	b.do(t, chromedp.KeyEvent(kb.ArrowRight))
	b.eventually(t, `document.activeElement.getAttribute("aria-expanded")`, "true")
	b.do(t, chromedp.KeyEvent(kb.ArrowDown))
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.eventually(t, `document.getElementById("detail").open && location.hash.startsWith("#finding/")`, "true")
	b.do(t, chromedp.KeyEvent(kb.Escape))
	b.eventually(t, "location.hash", "#findings?severity=high&by=control")
	b.eventually(t, `document.querySelector("#findings .row[aria-expanded=true]") !== null`, "true")
	b.text(t, "history.back()")
	b.eventually(t, "location.hash", "#findings?severity=high")
	b.eventually(t, grouped, "false")
	b.text(t, "history.back()")
	b.eventually(t, `document.getElementById("overview").hidden`, "false")
	b.quiet(t)
}

func TestADetailGoesOnThroughTheList(t *testing.T) {
	b := open(t, reporttest.Demo(300), "#findings?severity=critical&sort=target")
	b.text(t, `document.querySelector("#findings .row[data-index='1']").click()`)
	const shownFinding, step = `location.hash`, `document.querySelector("#detail [data-step='%d']")`
	b.eventually(t, `document.getElementById("detail").open`, "true")
	second := b.text(t, shownFinding)
	b.text(t, fmt.Sprintf(step+".click()", -1))
	b.eventually(t, fmt.Sprintf(step+".disabled", -1), "true")
	b.text(t, fmt.Sprintf(step+".click()", 1))
	b.eventually(t, shownFinding, second)
	b.eventually(t, `document.activeElement.dataset.step`, "1")
	b.do(t, chromedp.KeyEvent(kb.Escape))
	b.eventually(t, "location.hash", "#findings?severity=critical&sort=target")
	b.quiet(t)
}

func TestColumnsOfNumbersStartWithTheLargest(t *testing.T) {
	b := open(t, reporttest.Demo(300), "#groups")
	const missing = `[...document.querySelectorAll("#groups .head button")].find(e => e.textContent.startsWith("Missing"))`
	for _, want := range []string{"descending -missing", "ascending missing"} {
		b.text(t, missing+`.click()`)
		b.eventually(t, missing+`.parentNode.getAttribute("aria-sort") + " " + new URLSearchParams(location.hash.split("?")[1]).get("sort")`, want)
	}
	b.quiet(t)
}

func TestControlsAreFilteredByOutcome(t *testing.T) {
	b := open(t, reporttest.Demo(300), "#controls?outcome=notEvaluated")
	const shownControls = `[...document.querySelectorAll("#controls tbody tr")].filter(r => !r.hidden).map(r => r.id).join()`
	b.eventually(t, shownControls, "control-STR-01")
	b.choose(t, "#controls [name=outcome]", "")
	b.choose(t, "#controls [name=severity]", "critical")
	b.eventually(t, shownControls, "control-DIF-01")
	b.eventually(t, "location.hash", "#controls?severity=critical")
	b.quiet(t)
}

func TestTheThemeIsChosen(t *testing.T) {
	b := open(t, reporttest.Demo(20), "")
	b.emulate(t, 1300, 900, "dark")
	const ground = `getComputedStyle(document.body).backgroundColor`
	for _, want := range []string{"rgb(246, 247, 249)", "rgb(20, 24, 29)", "rgb(20, 24, 29)"} {
		b.text(t, `document.querySelector(".theme").click()`)
		b.eventually(t, ground, want)
	}
	b.eventually(t, `document.querySelector(".theme").textContent`, "Theme: as the system")
	b.quiet(t)
}

// A browser that lacks what the script needs shows what needs no script, and says what is missing.
func TestWithoutWhatTheScriptNeedsThePageSaysSo(t *testing.T) {
	text := bytes.Replace(render(t, reporttest.Demo(20)), []byte(`id="packed-findings">`), []byte(`id="packed-findings">!`), 1)
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	b := startBrowser(t)
	b.do(t, chromedp.Navigate("file://"+file))
	b.eventually(t, `document.querySelector("#findings .mount").textContent.startsWith("This list could not be shown")`, "true")
	b.eventually(t, `document.querySelectorAll(".part[hidden]").length`, "0")
}

// What is printed of one group starts with its name and ends with the decision, wherever it was scrolled to.
func TestADetailIsPrintedWhole(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		missing(t, "pdftotext of Debian's package poppler-utils")
	}
	records := nested()
	b := open(t, records, "#group/"+keyOf(records, 1))
	b.eventually(t, `document.getElementById("detail").open`, "true")
	b.text(t, `document.getElementById("detail").scrollTop = 500`)
	pdf, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "group.pdf")
	if err := os.WriteFile(file, pdf.Data, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for _, want := range []string{records[indexOfGroup(records, 1)].Group.Target.Name, keyOf(records, 1), "Both sides", "Where a membership holds", "Nesting", "Why it should or should not be written"} {
		next := bytes.Index(text, []byte(want))
		if next <= at {
			t.Errorf("%q is not printed after what stands before it", want)
		}
		at = next
	}
}
