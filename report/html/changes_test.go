package html_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/html"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func TestTheFirstPartOfAComparisonIsWhatChanged(t *testing.T) {
	from, to := "Sales", "<b>Sales</b>"
	records := reporttest.Demo(0)
	run := *records[0].Run
	run.Comparison = &report.Comparison{Objects: 9, Differences: 1, Streams: []report.ComparedStream{
		{Name: "access_reviews", Compared: report.ComparedNo, Reason: "neither snapshot read it"}}}
	change := report.Record{Change: &report.ObjectChange{Object: "cloud_groups", Kind: report.ChangeChanged, ID: "1", Name: "<b>Sales</b>",
		Attributes: []report.AttributeChange{{Attribute: "displayName", From: &from, To: &to}},
		Members:    []report.MemberChange{{Role: report.RoleOwner, Change: report.ChangeRemoved, ID: "7", Name: "Ben"}}}}
	last := slices.IndexFunc(records, func(r report.Record) bool { return r.Summary != nil })
	var page bytes.Buffer
	h, err := html.New(&page, html.Options{})
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, h, slices.Concat([]report.Record{{Run: &run}}, records[1:last], []report.Record{change}, records[last:]))
	text := page.String()
	for _, want := range []string{
		`<section id="changes" class="part">`, "<b>1 difference in 9 compared objects; 1 list not compared (access_reviews)</b>", "cloud groups: 1 changed",
		"displayName from Sales to &lt;b&gt;Sales&lt;/b&gt;", "owners: 0 came, 1 went", "− owner Ben (7)", "access_reviews: neither snapshot read it",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	if strings.Contains(text, "<b>Sales</b>") {
		t.Error("a name became markup")
	}
	if first, second := strings.Index(text, `id="changes"`), strings.Index(text, `id="findings"`); first > second {
		t.Error("the changes come behind the findings")
	}
}

// What changed is searched, filtered, put in order and followed to the group; who came to what administers the directory
// comes first.
func TestChangesAreWorkedWith(t *testing.T) {
	records := reporttest.Demo(5)
	run := *records[0].Run
	run.Comparison = &report.Comparison{Objects: 9, Differences: 3}
	group := groupRecord(records, 0)
	security, distribution := "-2147483640", "8"
	changed := []report.Record{
		{Change: &report.ObjectChange{Object: "cloud_groups", Kind: report.ChangeChanged, ID: group.Target.ID, Name: "Zürich"}},
		{Change: &report.ObjectChange{Object: "directory_groups", Kind: report.ChangeChanged, ID: "1", Name: "Alpha",
			Attributes: []report.AttributeChange{{Attribute: "groupType", From: &security, To: &distribution}}}},
		{Change: &report.ObjectChange{Object: "directory_groups", Kind: report.ChangeChanged, ID: "2", Name: "Beta", Privileged: "domain_admins",
			Members: []report.MemberChange{{Role: report.RoleMember, Change: report.ChangeAdded, ID: "7", Name: "Eve"}}}},
	}
	last := slices.IndexFunc(records, func(r report.Record) bool { return r.Summary != nil })
	b := open(t, slices.Concat([]report.Record{{Run: &run}}, records[1:last], changed, records[last:]), "#changes")
	const names, status = `[...document.querySelectorAll("#changes .changed:not([hidden]) tr:not([hidden]) .who")].map(e => e.textContent).join()`, `document.querySelector("#changes .shown").textContent`
	b.eventually(t, names, "Zürich,Beta,Alpha")
	b.eventually(t, `document.querySelector("#changes .differs").textContent.includes("PRIVILEGED: 1 member joined what is or leads to domain admins")`, "true")
	b.eventually(t, `document.querySelector("#changes").textContent.includes("groupType from universal security (-2147483640) to universal distribution (8)")`, "true")
	b.visit(t, "changes?sort=name")
	b.eventually(t, names, "Zürich,Alpha,Beta")
	b.visit(t, "changes?kind=privileged")
	b.eventually(t, names+"+"+status, "Beta1 of 3 objects")
	b.visit(t, "changes?q=ZURICH")
	b.eventually(t, names, "Zürich")
	b.text(t, `document.querySelector("#changes .who a").click()`)
	b.eventually(t, `document.querySelector("#detail-title")?.textContent`, group.Target.Name)
	b.quiet(t)
}
