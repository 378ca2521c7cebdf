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
		`<section id="changes" class="part">`, "<b>1 difference in 9 compared objects</b>", "cloud groups: 1 changed",
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
