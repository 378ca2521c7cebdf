package html_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/html"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// Of a list that the page holds in part it says how much of it, and which sheet of the workbook has all.
func TestAListInPartSaysHowMuchAndWhereAllOfItIs(t *testing.T) {
	records := reporttest.Demo(5)
	run := *records[0].Run
	run.Comparison = &report.Comparison{Objects: 900, Differences: 503}
	changes := []report.Record{}
	for i := range 503 {
		c := &report.ObjectChange{Object: "cloud_groups", Kind: report.ChangeChanged, ID: fmt.Sprintf("%04d", i), Name: "G"}
		if i == 0 {
			c.Members = slices.Repeat([]report.MemberChange{{Role: report.RoleMember, Change: report.ChangeAdded, ID: "7", Name: "Eve"}}, 1234)
		}
		changes = append(changes, report.Record{Change: c})
	}
	group := groupRecord(records, 0)
	group.Members.Differences = slices.Repeat([]report.MemberDifference{{Difference: "missing", Class: "synced_user", ID: "a", Name: "Ann"}}, 2)
	last := slices.IndexFunc(records, func(r report.Record) bool { return r.Summary != nil })
	differences := 0
	for _, r := range records {
		if r.Group != nil {
			differences += min(len(r.Group.Members.Differences), 1)
		}
	}
	var page strings.Builder
	h, err := html.New(&page, html.Options{MaxDifferences: 1})
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, h, slices.Concat([]report.Record{{Run: &run}}, records[1:last], changes, records[last:]))
	for _, want := range []string{
		"500 of 503 listed, all in the workbook&#39;s sheet Changes.", "200 of 1,234 listed, all in the workbook&#39;s sheet Changes.",
		fmt.Sprintf("%d of %d listed, all in the workbook&#39;s sheets Member differences and Cloud-only and excluded.", differences, differencesIn(records)),
	} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func differencesIn(records []report.Record) int {
	n := 0
	for _, r := range records {
		if r.Group != nil {
			n += len(r.Group.Members.Differences)
		}
	}
	return n
}

// The rows of a move add up to its states, and each says why.
func TestTheGroupsOfAMoveAddUp(t *testing.T) {
	records := reporttest.Demo(3)
	var moves []report.Record
	for i, state := range []string{report.StateStaysOnV1, report.StateAtTarget, report.StateReady} {
		moves = append(moves, report.Record{Readiness: &report.Readiness{Key: fmt.Sprint(i), Target: report.Target{Kind: report.TargetGroup, Name: fmt.Sprint("G", i)}, State: state}})
	}
	moves[0].Readiness.Reasons = []report.ReadinessReason{{Kind: "notice", Text: "and a note"}}
	verdict := report.Record{Verdict: &report.Verdict{To: "cloudsync", States: []report.StateCount{{State: report.StateReady, Groups: 1}, {State: report.StateStaysOnV1, Groups: 1}, {State: report.StateAtTarget, Groups: 1}, {State: report.StateNotApplicable, Groups: 2}}}}
	last := slices.IndexFunc(records, func(r report.Record) bool { return r.Summary != nil })
	page := string(render(t, slices.Concat(records[:last], moves, []report.Record{verdict}, records[last:])))
	for _, want := range []string{
		"V1 writes every Microsoft 365 group once V2 is off, so nothing has to move<br><b>note</b> and a note", "the target writes it already", "nothing has to be done before",
		`<th scope="row">2 other groups</th><td class="nowrap">not concerned</td>`, "the target does not write groups like it, and nothing of it is in the directory",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// A tenant without a name is called what it is, not by the word for an id that is not known.
func TestATenantWithoutANameIsCalledOne(t *testing.T) {
	page := string(render(t, []report.Record{{Run: &report.Run{Format: 1, Tenant: report.Tenant{ID: "unknown"}}}}))
	if !strings.Contains(page, "<h1>tenant unknown</h1>") {
		t.Error("the page is not of tenant unknown")
	}
}
