package html_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
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
	b.eventually(t, `[...document.querySelectorAll("#detail h3")].map(h => h.textContent).slice(0, 2).join()`, "No finding, but not everything was evaluated,Not evaluated here")
	b.eventually(t, `document.querySelector("#detail .cards tbody tr").textContent.includes("HiddenMembership: the reader may not see members")`, "true")
	b.eventually(t, `document.querySelector("#detail .cards tbody a").getAttribute("href")`, "#control-DIF-24")
	b.visit(t, "groups?show=unjudged")
	b.eventually(t, `document.querySelector("#groups .shown").textContent.trim().startsWith("1 of 20 groups")`, "true")
	b.quiet(t)
}

// What a reason asks for stands once.
func TestAReasonAndWhatWouldTellAreNotTheSame(t *testing.T) {
	records := reporttest.Demo(20)
	at := slices.IndexFunc(records, func(r report.Record) bool { return r.Group != nil && len(r.Group.NotEvaluated) > 0 })
	g := *records[at].Group
	g.NotEvaluated = []report.Unjudged{{Reason: "not every group was read: export all of them", Controls: []string{"DIF-24"}}, {Reason: "not known", Controls: []string{"DIF-24"}}}
	records[at].Group = &g
	b := open(t, records, "#group/"+g.Key)
	b.eventually(t, `[...document.querySelectorAll("#detail .cards")[0].querySelectorAll("tbody tr")].map(r => [...r.cells].slice(2).map(c => c.textContent).join(" > ")).join("|")`,
		"not every group was read >  > export all of them|not known >  > what is not known of the group stands below")
	b.quiet(t)
}

// A warning names what there is, not what there is none of.
func TestTheWarningNamesNoListsWhereAllWereRead(t *testing.T) {
	records := reporttest.Demo(20)
	run := *records[0].Run
	run.Streams = run.Streams[:3]
	records[0].Run = &run
	page := string(render(t, records))
	if !strings.Contains(page, "2 controls could not judge all of their subjects. Members of") {
		t.Error("the warning does not go on behind the controls")
	}
}

func TestAbsentListsSayWhyAndWhatTheyCost(t *testing.T) {
	b := open(t, reporttest.Demo(20), "#provenance")
	const row = `[...document.querySelectorAll("#provenance tbody tr")].find(r => r.textContent.includes("connect_scheduler"))`
	b.eventually(t, row+`.cells[1].textContent`, "absent: the export holds no scheduler.json")
	b.eventually(t, `document.querySelector("section.banner").textContent.includes("1 list was not read completely: connect_scheduler absent: the export holds no scheduler.json; not evaluated without it: STR-01")`, "true")
	b.quiet(t)
}

// What was found comes first, and a long list of what was not evaluated does not hide the rest.
func TestALongListOfWhatWasNotEvaluatedHasToBeOpened(t *testing.T) {
	records := reporttest.Demo(20)
	at := slices.IndexFunc(records, func(r report.Record) bool { return r.Group != nil && len(r.Group.NotEvaluated) > 0 })
	g := *records[at].Group
	for _, c := range []struct {
		gaps int
		want string
	}{{5, "0 5"}, {6, "1 6"}} {
		g.NotEvaluated = nil
		for i := range c.gaps {
			g.NotEvaluated = append(g.NotEvaluated, report.Unjudged{Reason: strings.Repeat("not known ", i+1), Controls: []string{"DIF-24"}})
		}
		records[at].Group = &g
		b := open(t, records, "#group/"+g.Key)
		b.eventually(t, `document.querySelectorAll("#detail details.gaps:not([open])").length + " " + document.querySelectorAll("#detail .cards")[0].querySelectorAll("tbody tr").length`, c.want)
		b.eventually(t, `[...document.querySelectorAll("#detail h3")].map(h => h.textContent).indexOf("Not evaluated here") > 0`, "true")
		b.quiet(t)
	}
}
