package xlsx_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

func TestAComparisonHasASheetOfChanges(t *testing.T) {
	from, to := "Sales", "=1+1"
	records := reporttest.Demo(0)
	run := *records[0].Run
	run.Comparison = &report.Comparison{Objects: 9, Differences: 2, NotCompared: 1, Streams: []report.ComparedStream{
		{Name: "access_reviews", Compared: report.ComparedNo, Reason: "neither snapshot read it"}}}
	changes := []report.Record{
		{Change: &report.ObjectChange{Object: "cloud_groups", Kind: report.ChangeChanged, ID: "1", Name: "=1+1",
			Attributes:  []report.AttributeChange{{Attribute: "displayName", From: &from, To: &to, Actor: "Ada"}, {Attribute: "mail", To: &from}},
			Members:     []report.MemberChange{{Role: report.RoleMember, Change: report.ChangeRemoved, ID: "7", Name: "Ben"}},
			NotCompared: []report.Uncompared{{What: "owners", Reason: "not read"}}}},
		{Change: &report.ObjectChange{Object: "directory_groups", Kind: report.ChangeAdded, ID: "2", Name: "New"}},
	}
	last := slices.IndexFunc(records, func(r report.Record) bool { return r.Summary != nil })
	f := opened(t, written(t, slices.Concat([]report.Record{{Run: &run}}, records[1:last], changes, records[last:]), xlsx.Options{}))
	rows, err := f.GetRows("Changes")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range rows {
		got = append(got, strings.Join(row, "|"))
	}
	text := strings.Join(got, "\n")
	for _, want := range []string{
		"cloud group|=1+1|changed|displayName|Sales|=1+1|Ada||1", "cloud group|=1+1|changed|mail|(not set)|Sales|||1", "cloud group|=1+1|changed|member|Ben (7)||||1",
		"cloud group|=1+1|not compared|owners: not read|||||1", "directory group|New|added|the object itself|||||2",
		"2 differences in 9 compared objects; 1 object not compared, or not in full; 1 list not compared (access_reviews). Not compared: access_reviews: neither snapshot read it",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no row %q in\n%s", want, text)
		}
	}
	if f.GetSheetList()[1] != "Changes" {
		t.Errorf("the sheets are %q", f.GetSheetList())
	}
}
