package triage_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/triage"
)

const (
	notesHead = `{"triage":{"format":1,"tenant":"t"}}` + "\n"
	oneNote   = `{"note":{"fingerprint":"f","control":"DIF-01","kind":"group","target":"x","name":"Sales","decision":"fix","owner":"o","due":"2027-01-31","comment":"c","author":"R","decided":"2026-11-21T10:00:00Z","evidence_digest":"d"}}` + "\n"
)

func TestNotesAreReadAsTheyWereWritten(t *testing.T) {
	n, err := triage.ReadNotes(strings.NewReader(notesHead+oneNote), "t.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := n.Write(&b); err != nil || b.String() != notesHead+oneNote {
		t.Errorf("they are written as\n%s(%v)", b.String(), err)
	}
}

func TestReadNotesRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"nothing":                 {"", "t.jsonl: the file is empty"},
		"another file":            {`{"run":{}}`, `t.jsonl:1: json: unknown field "run": expected one decision as JSON`},
		"a note without a head":   {oneNote, "t.jsonl:1: expected {\"triage\""},
		"a newer format":          {`{"triage":{"format":2,"tenant":"t"}}`, "t.jsonl:1: the format is 2, this version reads 1: take a newer wbaudit"},
		"a head in the middle":    {notesHead + notesHead, "t.jsonl:2: expected a note"},
		"a finding that is twice": {notesHead + oneNote + oneNote, "t.jsonl:3: the finding f has a decision in a line before: keep one"},
		"an unknown decision":     {notesHead + strings.Replace(oneNote, `"fix"`, `"ignore"`, 1), `t.jsonl:2: the decision is "ignore"`},
		"a day that is none":      {notesHead + strings.Replace(oneNote, "2027-01-31", "2027-02-31", 1), `t.jsonl:2: due is "2027-02-31"`},
		"no time":                 {notesHead + strings.Replace(oneNote, `"decided":"2026-11-21T10:00:00Z",`, "", 1), "t.jsonl:2: decided is missing"},
		"an unknown field":        {notesHead + strings.Replace(oneNote, `"owner"`, `"own"`, 1), "t.jsonl:2: json: unknown field"},
		"a line without end":      {notesHead + strings.Repeat("x", 1<<17), "t.jsonl:2: a line is longer than 64 KiB"},
		"half a line":             {notesHead + oneNote[:40], "t.jsonl:2: unexpected EOF"},
	} {
		_, err := triage.ReadNotes(strings.NewReader(tt.text), "t.jsonl")
		var defect *triage.Defect
		if !errors.As(err, &defect) || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the error is %v, want %s", name, err, tt.want)
		}
	}
}

func TestDecisionsOfAnotherTenantAreRefused(t *testing.T) {
	var foreign *triage.ForeignNotes
	err := triage.NewDecisions(&reporttest.Collect{}, triage.NewNotes("t.jsonl", "other")).Handle(report.Record{Run: &report.Run{Tenant: report.Tenant{ID: "mine"}}})
	if !errors.As(err, &foreign) || err.Error() != "t.jsonl holds decisions of tenant other, the findings are of tenant mine: take the file of the same tenant" {
		t.Errorf("the error is %v", err)
	}
}

func TestTheRunNamesTheFileOfDecisions(t *testing.T) {
	n, err := triage.ReadNotes(strings.NewReader(notesHead+oneNote), "some/folder/t.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	out := &reporttest.Collect{}
	run := &report.Run{Tenant: report.Tenant{ID: "T"}, Choices: []report.KeyValue{{Key: "a", Value: "b"}, {Key: "triage.file", Value: "older.jsonl"}, {Key: "z", Value: "y"}}}
	if err := triage.NewDecisions(out, n).Handle(report.Record{Run: run}); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(notesHead + oneNote))
	want := []report.KeyValue{{Key: "a", Value: "b"}, {Key: "triage.digest", Value: hex.EncodeToString(sum[:])}, {Key: "triage.entries", Value: "1"}, {Key: "triage.file", Value: "t.jsonl"}, {Key: "z", Value: "y"}}
	if diff := cmp.Diff(want, out.Records[0].Run.Choices); diff != "" || len(run.Choices) != 3 {
		t.Errorf("choices (-want +got):\n%s", diff)
	}
}

func TestDecisionsOfAStreamAreReplaced(t *testing.T) {
	out := &reporttest.Collect{}
	f := &report.Finding{Fingerprint: "f", Decision: &report.Decision{Word: "fix"}}
	if err := triage.NewDecisions(out, triage.NewNotes("t.jsonl", "t")).Handle(report.Record{Finding: f}); err != nil {
		t.Fatal(err)
	}
	if out.Records[0].Finding.Decision != nil || f.Decision == nil {
		t.Error("an earlier decision stays, or the record of others was changed")
	}
}

// FuzzReadNotes reads anything as decisions; what is read is written and read the same.
func FuzzReadNotes(f *testing.F) {
	f.Add(notesHead + oneNote)
	f.Fuzz(func(t *testing.T, text string) {
		n, err := triage.ReadNotes(strings.NewReader(text), "t.jsonl")
		if err != nil {
			return
		}
		var first, second strings.Builder
		if err := n.Write(&first); err != nil {
			t.Fatal(err)
		}
		again, err := triage.ReadNotes(strings.NewReader(first.String()), "t.jsonl")
		if err != nil {
			t.Fatalf("%v: %s", err, first.String())
		}
		if err := again.Write(&second); err != nil || first.String() != second.String() {
			t.Errorf("%q becomes %q (%v)", first.String(), second.String(), err)
		}
	})
}
