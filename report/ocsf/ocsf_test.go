package ocsf_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/ocsf"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func events(t *testing.T, records []report.Record) []map[string]any {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, ocsf.New(&b), records)
	var list []map[string]any
	for line := range bytes.Lines(b.Bytes()) {
		var e map[string]any
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
	return list
}

func TestTheSchemaAcceptsEveryEvent(t *testing.T) {
	s := openSchema(t)
	if s.check("broken", "compliance_finding", map[string]any{"class_uid": "2003", "severity_id": 7.0, "speed": 1.0}) == nil {
		t.Error("the schema accepts anything")
	}
	for i, records := range [][]report.Record{reporttest.Demo(20), reporttest.Random(1, 3), reporttest.Random(2, 5), reporttest.Random(3, 0)} {
		for _, e := range events(t, records) {
			if wrong := s.check("event", "compliance_finding", e); wrong != nil {
				t.Fatalf("stream %d: %.2000q", i, wrong)
			}
		}
	}
}

// The numbers of the class are what its authors compute them from, whether the schema is there or not.
func TestEveryEventIsAComplianceFinding(t *testing.T) {
	uids := map[any]bool{}
	for _, e := range events(t, reporttest.Random(7, 6)) {
		got := fmt.Sprint(e["category_uid"], e["class_uid"], e["type_uid"])
		if want := fmt.Sprint(2, 2003, 200300+e["activity_id"].(float64)); got != want {
			t.Errorf("the event is of %s, want %s", got, want)
		}
		uid := e["metadata"].(map[string]any)["uid"]
		if uids[uid] {
			t.Errorf("two events have the id %v", uid)
		}
		uids[uid] = true
	}
}

func TestOutcomes(t *testing.T) {
	finding := report.Finding{Control: "CFG-01", Severity: "medium", Message: "m", Fingerprint: "f"}
	waived, settling := finding, finding
	waived.Waiver, settling.Settling = &report.Waiver{Reason: "known"}, true
	for name, tt := range map[string]struct {
		finding *report.Finding
		summary report.Summary
		want    []string
	}{
		"a finding fails and is new":     {&finding, report.Summary{Failed: 1}, []string{"Medium Fail New", "Informational Failed, as its findings say Summary"}},
		"a waived finding is suppressed": {&waived, report.Summary{Failed: 1}, []string{"Medium Fail Suppressed known", "Informational Failed, as its findings say Summary"}},
		"a settling finding is in progress": {&settling, report.Summary{Failed: 1},
			[]string{"Medium Fail In Progress synchronisation may still correct it", "Informational Failed, as its findings say Summary"}},
		"what passes passes":                     {nil, report.Summary{Passed: 1}, []string{"Informational Pass New"}},
		"what was not evaluated is no pass":      {nil, report.Summary{Passed: 9, NotEvaluated: 1, Reason: "not read"}, []string{"High Warning New not read"}},
		"an evaluation error is no pass":         {nil, report.Summary{Passed: 9, Errors: 1}, []string{"High Warning New"}},
		"blindness is said beside failures":      {&finding, report.Summary{Failed: 1, NotEvaluated: 1}, []string{"Medium Fail New", "High Warning New"}},
		"a control without subjects is no check": {nil, report.Summary{NotApplicable: 2, Outcome: "notApplicable"}, []string{"Informational Not applicable New"}},
	} {
		t.Run(name, func(t *testing.T) {
			records := []report.Record{{Run: &report.Run{}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}}}
			if tt.finding != nil {
				records = append(records, report.Record{Finding: tt.finding})
			}
			tt.summary.Control = "CFG-01"
			var got []string
			for _, e := range events(t, append(records, report.Record{Summary: &tt.summary})) {
				c := e["compliance"].(map[string]any)
				line := fmt.Sprint(e["severity"], " ", c["status"], " ", e["status"], " ")
				for _, detail := range []any{e["status_detail"], c["status_details"]} {
					if detail != nil {
						line += strings.Trim(fmt.Sprint(detail), "[]")
					}
				}
				got = append(got, strings.TrimSpace(line))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A search for what fails, or for what is new and fails, finds a defect once.
func TestADefectIsOneEventThatFails(t *testing.T) {
	for seed := range uint64(4) {
		records, findings, fails := reporttest.Random(seed, 6), 0, 0
		for _, r := range records {
			if r.Finding != nil {
				findings++
			}
		}
		for _, e := range events(t, records) {
			if e["compliance"].(map[string]any)["status"] == "Fail" {
				fails++
			}
		}
		if fails != findings {
			t.Errorf("stream %d: %d events fail for %d findings", seed, fails, findings)
		}
	}
}

func TestEventsOfControlsSayWhatWasNotRead(t *testing.T) {
	records := []report.Record{
		{Run: &report.Run{Banners: []string{"1 cloud group could not be read"}}}, {Control: &report.Control{ID: "CFG-01", Title: "Title", Severity: "high"}},
		{Group: &report.Group{Key: "c:1", Members: report.Members{Cloud: report.StatusAbsent}}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 2, Failed: 1, NotEvaluated: 1}},
	}
	e := events(t, records)[0]
	want := []any{"1 cloud group could not be read", "NOT READ COMPLETELY: members of 1 group"}
	if diff := cmp.Diff(want, e["compliance"].(map[string]any)["status_details"]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if e["message"] != "CFG-01 Title: fail, and not everything was judged" {
		t.Errorf("the message is %q", e["message"])
	}
}

func TestTextsAreVisible(t *testing.T) {
	for _, text := range reporttest.Hostile() {
		list := events(t, []report.Record{
			{Run: &report.Run{}}, {Control: &report.Control{ID: "C", Severity: "low"}},
			{Finding: &report.Finding{Control: "C", Severity: "low", Message: text, Target: report.Target{Name: text}, Fingerprint: "f"}},
		})
		name := list[0]["resources"].([]any)[0].(map[string]any)["name"]
		if list[0]["message"] != report.Visible(text) || name != report.Visible(text) {
			t.Errorf("%.40q is written as %.40q", text, name)
		}
	}
}

func TestEventsSayHowFindingsStandToTheBaselineAndToWaivers(t *testing.T) {
	list := events(t, reporttest.Aged())
	want := []string{
		"Create New new f1 first 1795218900000 last 1795218900000 waiver <nil>",
		"Update Suppressed persisting f2 first 1790834400000 last 1795218900000 waiver map[approver:Bob expires:2027-01-31T23:59:59Z owner:Ann reason:agreed ticket:CHG-1]",
		"Close Resolved resolved f3 first 1790834400000 last <nil> waiver <nil>",
		"Update Unknown notEvaluated f4 first 1790834400000 last <nil> waiver <nil>",
		"Update Unknown notEvaluated f5 first <nil> last <nil> waiver <nil>",
	}
	var got []string
	for _, e := range list[:len(want)] {
		number := func(v any) any {
			if n, is := v.(float64); is {
				return int64(n)
			}
			return v
		}
		unmapped, info := e["unmapped"].(map[string]any), e["finding_info"].(map[string]any)
		got = append(got, fmt.Sprint(e["activity_name"], " ", e["status"], " ", unmapped["age"], " ", info["uid"], " first ", number(info["first_seen_time"]),
			" last ", number(info["last_seen_time"]), " waiver ", unmapped["waiver"]))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	s := openSchema(t)
	for _, e := range list {
		if wrong := s.check("event", "compliance_finding", e); wrong != nil {
			t.Errorf("%.2000q", wrong)
		}
	}
}
