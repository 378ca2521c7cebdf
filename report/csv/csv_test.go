package csv_test

import (
	"bytes"
	stdcsv "encoding/csv"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/csv"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// rows reads a table with the standard reader, one map for each row.
func rows(t *testing.T, text []byte) []map[string]string {
	t.Helper()
	all, err := stdcsv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(csv.Columns, all[0]); diff != "" {
		t.Fatalf("titles (-want +got):\n%s", diff)
	}
	var list []map[string]string
	for _, fields := range all[1:] {
		row := map[string]string{}
		for i, f := range fields {
			row[all[0][i]] = f
		}
		list = append(list, row)
	}
	return list
}

func render(t *testing.T, o csv.Options, records []report.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, csv.New(&b, o), records)
	return b.Bytes()
}

// named is a stream with one finding whose target has that name.
func named(name string) []report.Record {
	return []report.Record{
		{Run: &report.Run{Format: report.Format, Tenant: report.Tenant{ID: "t"}}},
		{Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Finding: &report.Finding{Control: "CFG-01", Severity: "high", Target: report.Target{Kind: "group", Name: name}, Fingerprint: "f"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 3, Failed: 1, NotEvaluated: 2, Reason: "=not read"}},
	}
}

func TestAFindingStandsBesideWhatThePortalShows(t *testing.T) {
	records := named("Sales")
	group := &report.Group{Key: "c:1", Target: records[2].Finding.Target, Writeback: report.Writeback{Expected: "yes", Type: "universalSecurityGroup"},
		Cloud: &report.CloudSide{PortalState: "No", PortalTarget: "Default", PortalLabel: report.LabelHidden}}
	records = []report.Record{records[0], records[1], {Group: group}, records[2], records[3]}
	got := rows(t, render(t, csv.Options{}, records))
	for column, want := range map[string]string{
		"portal_writeback_enabled": "No", "portal_target_type": "Default", "portal_meaning": "written although the portal shows otherwise",
		"effective_writeback": "yes", "effective_type": "universalSecurityGroup",
	} {
		if got[0][column] != want || got[1][column] != "" {
			t.Errorf("%s is %q of the finding and %q of the control, want %q and nothing", column, got[0][column], got[1][column], want)
		}
	}
}

func TestAFindingThatHasGrownSaysSo(t *testing.T) {
	for _, c := range []struct {
		age  *report.Age
		want string
	}{
		{nil, ""}, {&report.Age{State: report.AgeNew}, ""}, {&report.Age{State: report.AgePersisting}, "false"},
		{&report.Age{State: report.AgePersisting, Grown: true}, "true"},
	} {
		records := named("Sales")
		records[2].Finding.Age = c.age
		if got := rows(t, render(t, csv.Options{}, records))[0]["grown"]; got != c.want {
			t.Errorf("%+v: %q, want %q", c.age, got, c.want)
		}
	}
}

func TestSafeFieldsAreTextInASpreadsheet(t *testing.T) {
	for name, want := range map[string]string{
		"Sales": "Sales", "": "", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", " =1": "' =1", "＝1": "'＝1",
		"|calc": "'|calc", "%0a=1": "'%0a=1", "'=1": "''=1", "a=1": "a=1", "\t=1": "␉=1", "\r=1": "␍=1", "a,b;\"c\"": "a,b;\"c\"",
		"two\nlines": "two␊lines", "\u202e=1": "⟪U+202E⟫=1", "\u3000=1": "'\u3000=1",
	} {
		text := render(t, csv.Options{}, named(name))
		if got := rows(t, text)[0]["target_name"]; got != want {
			t.Errorf("%q is written as %q, want %q", name, got, want)
		}
		if got := rows(t, text)[1]["reason"]; got != "'=not read" {
			t.Errorf("a reason is written as %q", got)
		}
	}
}

func TestRawFieldsAreWhatTheStreamHolds(t *testing.T) {
	for _, name := range reporttest.Hostile() {
		want := strings.ReplaceAll(strings.Map(func(r rune) rune { return r }, name), "\r\n", "\n") // which the reader does
		if got := rows(t, render(t, csv.Options{Raw: true}, named(name)))[0]["target_name"]; got != want {
			t.Errorf("%.40q is written as %.40q", name, got)
		}
	}
}

// The safe mode is reversed by taking one apostrophe away, so nothing is lost in it.
func TestSafeFieldsCanBeReversed(t *testing.T) {
	seen := map[string]string{}
	for _, name := range reporttest.Hostile() {
		visible := report.Visible(name)
		got := rows(t, render(t, csv.Options{}, named(name)))[0]["target_name"]
		if strings.TrimPrefix(got, "'") != visible {
			t.Errorf("%.40q comes back as %.40q", visible, got)
		}
		if other, twice := seen[got]; twice && other != visible {
			t.Errorf("%q and %q are written alike", other, visible)
		}
		seen[got] = visible
	}
}

func TestModesDifferInMarkAndQuotes(t *testing.T) {
	safe, raw := string(render(t, csv.Options{}, named("Sales"))), string(render(t, csv.Options{Raw: true}, named("Sales")))
	if !strings.HasPrefix(safe, "\ufeff\"record\",\"control\",") || !strings.HasPrefix(raw, "record,control,") {
		t.Errorf("the tables begin with %.30q and %.30q", safe, raw)
	}
	for _, text := range []string{safe, raw} {
		if strings.Count(text, "\r\n") != 3 || strings.Count(text, "\n") != 3 {
			t.Errorf("the rows do not end in CRLF: %q", text)
		}
	}
}

// A table without findings still says what was not judged.
func TestControlsFollowTheFindings(t *testing.T) {
	records := named("Sales")
	list := rows(t, render(t, csv.Options{}, append(records[:2:2], records[3])))
	want := map[string]string{"record": "control", "control": "CFG-01", "severity": "high", "outcome": "fail", "reason": "'=not read",
		"subjects": "3", "not_applicable": "0", "passed": "0", "failed": "1", "not_evaluated": "2", "errors": "0", "waived": "0", "tenant_id": "t"}
	maps.DeleteFunc(list[0], func(_, v string) bool { return v == "" })
	if diff := cmp.Diff(want, list[0]); diff != "" || len(list) != 1 {
		t.Errorf("%d rows (-want +got):\n%s", len(list), diff)
	}
}

func TestRemarksOnTheRunAreRows(t *testing.T) {
	records := []report.Record{
		{Run: &report.Run{Format: 1, Banners: []string{"1 cloud group could not be read"}}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Group: &report.Group{Key: "c:1", Members: report.Members{Cloud: report.StatusAbsent}}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "pass", Subjects: 1, Passed: 1}},
	}
	text := string(render(t, csv.Options{}, records))
	for _, want := range []string{"1 cloud group could not be read", "NOT READ COMPLETELY: members of 1 group"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table lacks %q", want)
		}
	}
}
