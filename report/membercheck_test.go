package report_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func TestCountsOfMembersThatDisagreeAreRefused(t *testing.T) {
	number := func(n int) *int { return &n }
	of := func(difference, id string) report.MemberDifference {
		return report.MemberDifference{Difference: difference, ID: id}
	}
	for name, tt := range map[string]struct {
		members report.Members
		want    string
	}{
		"what is counted is listed": {report.Members{CloudCount: number(7), Expected: number(4), Matched: number(3), Missing: number(1), Excluded: number(2), Undecided: number(1), Foreign: number(1),
			Differences: []report.MemberDifference{of("missing", "a"), of("foreign", ""), of("excluded", "b"), of("excluded", "c"), of("undecided", "d")}}, ""},
		"what was not read is listed and not counted":               {report.Members{Differences: []report.MemberDifference{of("foreign", "")}}, ""},
		"who may be an undecided member is no other one":            {report.Members{Undecided: number(1), Differences: []report.MemberDifference{of("undecided", "a"), of("undecided", "")}}, ""},
		"a domain-local member is listed beside what it is counted": {report.Members{Foreign: number(1), Differences: []report.MemberDifference{of("foreign", ""), of("domainLocal", "")}}, ""},
		"fewer missing than are listed":                             {report.Members{Missing: number(0), Differences: []report.MemberDifference{of("missing", "a")}}, `group "c:1" counts 0 members as missing, but lists 1 of them: the line was changed`},
		"more foreign than are listed":                              {report.Members{Foreign: number(2), Differences: []report.MemberDifference{of("foreign", "")}}, "counts 2 members as foreign, but lists 1"},
		"more excluded than are listed":                             {report.Members{Excluded: number(1)}, "counts 1 members as excluded, but lists 0"},
		"more undecided than are listed":                            {report.Members{Undecided: number(2), Differences: []report.MemberDifference{of("undecided", "a"), of("undecided", "")}}, "counts 2 members as undecided, but lists 1"},
		"more matched than expected":                                {report.Members{Expected: number(3), Matched: number(4), Missing: number(0)}, "expects 3 members, but 4 of them are there and 0 missing"},
		"more members than their parts":                             {report.Members{CloudCount: number(5), Expected: number(4), Excluded: number(0), Undecided: number(0)}, "counts 5 members in the cloud, but 4 expected, 0 excluded and 0 undecided"},
		"more members than their classes":                           {report.Members{CloudCount: number(5), Classes: []report.ClassCount{{Class: "guest", Count: 4}}}, "counts 5 members in the cloud, but 4 by their classes"},
	} {
		t.Run(name, func(t *testing.T) {
			err := handled(report.Record{Run: &report.Run{Format: report.Format}}, report.Record{Control: &report.Control{ID: "DIF-24", Severity: "high"}},
				report.Record{Group: &report.Group{Key: "c:1", Members: tt.members}})
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want %q", err, tt.want)
			}
		})
	}
}

func TestAFindingGraverThanItsControlIsRefused(t *testing.T) {
	for severity, want := range map[string]string{"critical": "finding of control CFG-01 is critical, but the control is medium at most: a line was changed", "medium": "", "info": ""} {
		err := handled(report.Record{Run: &report.Run{Format: report.Format}}, report.Record{Control: &report.Control{ID: "CFG-01", Severity: "medium"}},
			report.Record{Finding: &report.Finding{Control: "CFG-01", Severity: severity, Fingerprint: "a", Target: report.Target{Kind: report.TargetTenant}}})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error is %v, want %q", severity, err, want)
		}
	}
}

// handled is what the check of a stream says of records.
func handled(records ...report.Record) error {
	h := report.Checked(report.NewEncoder(io.Discard))
	for _, r := range records {
		if err := h.Handle(r); err != nil {
			return err
		}
	}
	return nil
}

// No count of a stored group can be changed without notice.
func TestAStoredGroupWithAChangedCountIsRefused(t *testing.T) {
	var stream bytes.Buffer
	reporttest.Feed(t, report.NewEncoder(&stream), reporttest.Demo(6))
	if err := report.Read(context.Background(), bytes.NewReader(stream.Bytes()), report.NewEncoder(io.Discard)); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{{`"missing":2,`, `"missing":0,`}, {`"matched":10,`, `"matched":11,`}, {`"expected":15,`, `"expected":14,`}} {
		changed := strings.Replace(stream.String(), change[0], change[1], 1)
		if changed == stream.String() {
			t.Fatalf("nothing holds %s", change[0])
		}
		err := report.Read(context.Background(), strings.NewReader(changed), report.NewEncoder(io.Discard))
		if err == nil || !strings.Contains(err.Error(), "the line was changed") {
			t.Errorf("%s: error is %v", change[1], err)
		}
	}
}
