package triage_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/triage"
)

// savedByOffice is a workbook as LibreOffice saves it.
func savedByOffice(t *testing.T, book []byte) []byte {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		reporttest.Missing(t, "Debian's package libreoffice-calc-nogui")
	}
	from, to := filepath.Join(t.TempDir(), "book.xlsx"), t.TempDir()
	if err := os.WriteFile(from, book, 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command(office, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", to, from).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	saved, err := os.ReadFile(filepath.Join(to, "book.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestAWorkbookSavedByLibreOfficeSaysTheSame(t *testing.T) {
	records := undecided()
	book := bookOf(t, records, map[string]any{
		"H2": "accept", "I2": "identity team", "J2": time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC), "K2": "retired\nin January", "K4": "'=1 is no formula",
	})
	plan := func(book []byte) ([]string, []string) {
		in := taken(t, book, records, "R", reviewed)
		return changes(in.Plan(triage.NewNotes("t", records[0].Run.Tenant.ID), nil, false)), faults(in)
	}
	before, _ := plan(book)
	after, wrong := plan(savedByOffice(t, book))
	if diff := cmp.Diff(before, after); diff != "" || wrong != nil || len(after) != 2 {
		t.Errorf("faults %v, changes (-before +after):\n%s", wrong, diff)
	}
}

func TestHostileTextSavedByLibreOfficeIsNotTakenForAnEdit(t *testing.T) {
	records := []report.Record{{Run: &report.Run{Format: 1}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}}}
	at := time.Date(2026, 11, 20, 23, 55, 1, 123456789, time.UTC)
	for _, text := range reporttest.Hostile() {
		records = append(records, report.Record{Finding: &report.Finding{Control: "CFG-01", Severity: "high", Target: report.Target{Kind: "tenant", ID: "t", Name: text},
			Message: text, Expected: text, Actual: text, Fingerprint: report.Fingerprint("CFG-01", "tenant", "t", text), EvidenceDigest: "d",
			Decision: &report.Decision{Word: "investigate", Owner: "o", Comment: "seen", Author: text, Decided: &at},
			Waiver:   &report.Waiver{Reason: text, Owner: text, Approver: text, Ticket: text, Expires: &at}, Age: &report.Age{State: "new", FirstSeen: &at}}})
	}
	records = append(records, report.Record{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 1, Failed: 1}})
	for name, book := range map[string][]byte{"as it was written": bookOf(t, records, nil), "as LibreOffice saved it": savedByOffice(t, bookOf(t, records, nil))} {
		in := taken(t, book, records, "R", reviewed)
		rows, entries, _ := in.Counts()
		if got := faults(in); got != nil || rows != len(reporttest.Hostile()) || entries != 0 {
			t.Errorf("%s: %d rows, %d entries, faults %q", name, rows, entries, got)
		}
	}
}
