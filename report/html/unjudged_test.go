package html_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/report/reporttest"
)

// From what was not evaluated a reader gets to the groups, and from a group to what was not evaluated of it.
func TestNotEvaluatedLeadsToItsGroupsAndBack(t *testing.T) {
	b := open(t, reporttest.Demo(20), "#notevaluated")
	const which = `document.querySelector('#notevaluated details.which[data-control="DIF-24"]')`
	b.eventually(t, which+`.querySelector("p").textContent`, "Sales West 16")
	b.text(t, which+`.open = true`)
	b.eventually(t, `[...`+which+`.querySelectorAll("li a")].map(a => a.textContent).join()`, "Sales West 16")
	b.text(t, which+`.querySelector("a").click()`)
	b.eventually(t, `[...document.querySelectorAll("#detail h3")].map(h => h.textContent).slice(0, 2).join()`, "Not evaluated here,No finding, but not everything was evaluated")
	b.eventually(t, `document.querySelector("#detail .cards tbody tr").textContent.includes("HiddenMembership: the reader may not see members")`, "true")
	b.eventually(t, `document.querySelector("#detail .cards tbody a").getAttribute("href")`, "#control-DIF-24")
	b.visit(t, "groups?show=unjudged")
	b.eventually(t, `document.querySelector("#groups .shown").textContent.trim().startsWith("1 of 20 groups")`, "true")
	b.quiet(t)
}

func TestAbsentListsSayWhyAndWhatTheyCost(t *testing.T) {
	b := open(t, reporttest.Demo(20), "#provenance")
	const row = `[...document.querySelectorAll("#provenance tbody tr")].find(r => r.textContent.includes("connect_scheduler"))`
	b.eventually(t, row+`.cells[1].textContent`, "absent: the export holds no scheduler.json")
	b.eventually(t, `document.querySelector("section.banner").textContent.includes("1 list was not read completely: connect_scheduler absent: the export holds no scheduler.json; not evaluated without it: STR-01")`, "true")
	b.quiet(t)
}
