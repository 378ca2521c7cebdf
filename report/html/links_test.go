package html_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

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
	// Another part and back by its link: the list is as it was left.
	b.text(t, `[...document.querySelectorAll("nav a")].find(a => a.textContent === "Groups").click()`)
	b.eventually(t, "location.hash", "#groups")
	b.text(t, `[...document.querySelectorAll("nav a")].find(a => a.textContent === "Findings").click()`)
	b.eventually(t, "location.hash", "#findings?severity=high&by=control")
	b.eventually(t, grouped, "true")
	b.text(t, "history.go(-2)")
	b.eventually(t, "location.hash", "#findings?severity=high&by=control")
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
	b.eventually(t, shownControls, "control-DIF-24,control-STR-01")
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

func TestALinkToWhatThePageDoesNotHaveSaysSo(t *testing.T) {
	const lost = `document.getElementById("lost").innerText`
	for _, c := range []struct {
		claim, address string
		// part is what is shown, status what its list says, told what the page says of the link.
		part, status, told string
	}{
		{"no such part", "#nosuchpart", "overview", "", "The link asks for nosuchpart, which this page does not have."},
		{"no such control", "#control-ZZZ-99", "controls", "", "The link asks for control-ZZZ-99, which this page does not have."},
		{"a control without findings here", "#findings?control=ZZZ-99", "findings", "0 of 212 findings", ""},
		{"a word for no severity", "#findings?severity=urgent&by=nothing", "findings", "0 of 212 findings", ""},
		{"no such kind of group", "#groups?kind=Cake", "groups", "0 of 300 groups", ""},
		{"no such outcome", "#controls?outcome=maybe", "controls", "0 of 7 controls", ""},
		{"what there is", "#findings?severity=critical", "findings", "20 of 212 findings", ""},
	} {
		t.Run(c.claim, func(t *testing.T) {
			b := open(t, reporttest.Demo(300), c.address)
			b.eventually(t, `[...document.querySelectorAll(".part")].filter(p => !p.hidden).map(p => p.id).join()`, c.part)
			b.eventually(t, lost, c.told)
			if c.status != "" {
				b.eventually(t, fmt.Sprintf(`document.querySelector("#%s .shown").textContent`, c.part), c.status)
			}
			b.text(t, `document.querySelector("nav a").click()`)
			b.eventually(t, lost, "")
			b.quiet(t)
		})
	}
}
