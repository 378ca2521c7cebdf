package html_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func TestChartsSayWhatTheStreamSays(t *testing.T) {
	page := string(render(t, nested()))
	for _, want := range []string{"How much could be judged", "Members that differ, by group", "Findings by control", `href="#findings?control=DIF-01"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the overview lacks %s", want)
		}
	}
	aged := string(render(t, reporttest.Aged()))
	for _, want := range []string{"Trend: findings by the run that saw them first", `>2026-10-01</th>`, `>2026-11-20</th>`, `>not known</th>`, `class="num" data-label="resolved">1<`, `class="num" data-label="not judged again">1<`} {
		if !strings.Contains(aged, want) {
			t.Errorf("the trend lacks %s", want)
		}
	}
	if strings.Contains(page, "Trend:") {
		t.Error("without a baseline there is a trend")
	}
}

func TestChartsDrawTheMostAndSayWhatTheyLeaveOut(t *testing.T) {
	records := []report.Record{{Run: &report.Run{Format: report.Format, Baseline: &report.Baseline{}}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}}}
	for i := range 15 {
		seen, missing := time.Date(2025, time.Month(1+i), 3, 0, 0, 0, 0, time.UTC), i
		target := report.Target{Kind: report.TargetGroup, ID: fmt.Sprint(i), Name: fmt.Sprintf("Group %d", i)}
		records = append(records, report.Record{Group: &report.Group{Key: "c:" + target.ID, Target: target, Members: report.Members{Missing: &missing}}},
			report.Record{Finding: &report.Finding{Control: "CFG-01", Severity: "high", Target: target, Fingerprint: target.ID, Age: &report.Age{State: report.AgePersisting, FirstSeen: &seen}}})
	}
	page := string(render(t, records))
	at := -1
	for _, want := range []string{`>Group 14</a>`, `>Group 13</a>`, `>Group 3</a>`, "2 groups with fewer in Groups.", `>to 2025-04-03</th>`, `data-label="persisting">4<`, `>2025-05-03</th>`, `>2026-03-03</th>`, `href="#findings?control=CFG-01"`} {
		next := strings.Index(page, want)
		if next <= at {
			t.Errorf("%s does not follow what stands before it", want)
		}
		at = next
	}
	for _, left := range []string{">Group 2</a>", ">2025-04-03</th>"} {
		if strings.Contains(page, left) {
			t.Errorf("%s is drawn", left)
		}
	}
}

func TestPageSaysOfHowManyGroupsNoMembersAreKnown(t *testing.T) {
	group := &report.Group{Key: "c:1", Target: report.Target{ID: "1", Name: "Blind"}, Members: report.Members{Cloud: report.StatusAbsent, Directory: "none"}}
	page := string(render(t, []report.Record{{Run: &report.Run{Format: report.Format}}, {Group: group}}))
	for _, want := range []string{
		"Members of 1 group were not read completely: how many of them differ is not known. <a", // the warning
		`<span class="n">0</span><span class="s">member differences known; 1 group not read</span>`, "Members that differ, by group",
		`<p class="note">Members of 1 group were not read completely`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// A copy of a group that is gone has no count of its foreign members, and lists them.
func TestChartOfMembersAddsUpToTheList(t *testing.T) {
	foreign := report.MemberDifference{Difference: report.DifferenceForeign, Class: "foreign_ad", Name: "Cleo"}
	one := 1
	page := string(render(t, []report.Record{{Run: &report.Run{Format: report.Format}},
		{Group: &report.Group{Key: "d:1", Target: report.Target{ID: "1", Name: "Left"}, Members: report.Members{Differences: []report.MemberDifference{foreign, foreign, {Difference: report.DifferenceDomainLocal}}}}},
		{Group: &report.Group{Key: "c:2", Target: report.Target{ID: "2", Name: "Whole"}, Members: report.Members{Missing: &one, Differences: []report.MemberDifference{{Difference: report.DifferenceMissing}}}}},
	}))
	left, whole := strings.Index(page, `>Left</a>`), strings.Index(page, `>Whole</a>`)
	if left < 0 || whole < left {
		t.Fatal("the chart does not begin with the group that lists the most")
	}
	for _, want := range []string{`data-label="foreign">2<`, `data-label="domain-local">1<`} {
		if !strings.Contains(page[left:whole], want) {
			t.Errorf("the chart lacks %s", want)
		}
	}
	if !strings.Contains(page, "those that are known are drawn: there may be more.") {
		t.Error("the chart does not say that there may be more")
	}
}

func TestGroupsSayWhichOnesAreListed(t *testing.T) {
	if page := string(render(t, nested())); !strings.Contains(page, `<h2>Groups</h2><p class="note">Listed are groups that are, should be or may be written`) {
		t.Error("the list of groups does not say which ones it has")
	}
}

// The trend has a point for each run: several of one month, of one day with their time, and runs that saw nothing new.
func TestTheTrendHasAPointForEachRun(t *testing.T) {
	at := func(day, hour int) *time.Time {
		when := time.Date(2026, 11, day, hour, 30, 0, 0, time.UTC)
		return &when
	}
	records := []report.Record{{Run: &report.Run{Format: report.Format, CollectedAt: at(20, 6), Baseline: &report.Baseline{CollectedAt: at(13, 6)}}},
		{Control: &report.Control{ID: "CFG-01", Severity: "high"}}}
	for i, seen := range []*time.Time{at(2, 6), at(9, 6), at(9, 18), at(9, 18)} {
		records = append(records, report.Record{Finding: &report.Finding{Control: "CFG-01", Severity: "high", Fingerprint: fmt.Sprint(i),
			Target: report.Target{Kind: report.TargetTenant}, Age: &report.Age{State: report.AgePersisting, FirstSeen: seen}}})
	}
	page := string(render(t, records))
	var rows []string
	for _, m := range regexp.MustCompile(`<th scope="row" title="[^"]* UTC">([^<]*)</th>.*?data-label="persisting">([^<]*)<`).FindAllStringSubmatch(page, -1) {
		rows = append(rows, m[1]+" "+m[2])
	}
	if diff := cmp.Diff([]string{"2026-11-02 1", "2026-11-09 06:30 1", "2026-11-09 18:30 2", "2026-11-13 ·", "2026-11-20 ·"}, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
