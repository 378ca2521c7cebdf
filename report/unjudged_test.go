package report_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
)

func TestGroupsThatWereNotJudgedAreNamed(t *testing.T) {
	u := report.UnjudgedGroups{Limit: 2}
	for i, name := range []string{"Sales", "", "Legal\u202e", "Plant"} {
		g := &report.Group{Target: report.Target{ID: fmt.Sprint(i), Name: name}, NotEvaluated: []report.Unjudged{{Reason: "owners", Controls: []string{"CFG-27"}}}}
		if i == 2 {
			g.NotEvaluated = append(g.NotEvaluated, report.Unjudged{Reason: "members", Controls: []string{"DIF-24", "DIF-23"}})
		}
		u.Add(g)
	}
	got := []string{u.Names("", "owners"), u.Names("CFG-27", "owners"), u.Names("DIF-23", "members"), u.Names("CFG-27", "members"), u.Names("", "other")}
	want := []string{"Sales, 1 and 2 more", "Sales, 1 and 2 more", "Legal⟪U+202E⟫", "", ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAReasonOfEachGroupTakesBoundedMemory(t *testing.T) {
	u := report.UnjudgedGroups{Limit: 2}
	for i := range 5000 {
		u.Add(&report.Group{Target: report.Target{Name: "Sales"}, NotEvaluated: []report.Unjudged{{Reason: fmt.Sprint(i)}}})
	}
	if first, last := u.Names("", "0"), u.Names("", "4999"); first != "Sales" || last != "" {
		t.Errorf("the first reason names %q, the last %q, want Sales and nothing", first, last)
	}
}
