package triage_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
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
	if got := recorded(t, n); got != notesHead+oneNote {
		t.Errorf("they are written as\n%s", got)
	}
}

// recorded is a fresh file of all that notes hold.
func recorded(t *testing.T, n *triage.Notes) string {
	t.Helper()
	text, err := triage.NewNotes(n.File, n.Tenant).Append(nil, slices.Collect(n.History()))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestOfNotesAboutOneFindingTheLastOneCounts(t *testing.T) {
	reopened := strings.NewReplacer(`"fix"`, `"reopen"`, `"c"`, `"no longer"`, `"R"`, `"Z"`).Replace(oneNote)
	other := strings.Replace(oneNote, `"fingerprint":"f"`, `"fingerprint":"e"`, 1)
	n, err := triage.ReadNotes(strings.NewReader(notesHead+oneNote+other+reopened), "t.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if got := n.Of("f"); got.Word != triage.WordReopen || got.Author != "Z" || got.Comment != "no longer" || n.Len() != 2 {
		t.Errorf("of %d findings the note that counts is %+v", n.Len(), got)
	}
	var current []string
	for one := range n.All() {
		current = append(current, one.Fingerprint+" "+one.Word)
	}
	if diff := cmp.Diff([]string{"e fix", "f reopen"}, current); diff != "" || len(slices.Collect(n.History())) != 3 {
		t.Errorf("what counts (-want +got):\n%s", diff)
	}
	if got := recorded(t, n); got != notesHead+oneNote+other+reopened {
		t.Errorf("they are written as\n%s", got)
	}
}

func TestNotesAreAppendedAndNothingElseChanges(t *testing.T) {
	before := notesHead + strings.Replace(oneNote, `,"control"`, ` , "control"`, 1)
	for name, text := range map[string]string{"as it was": before, "without an end of line": strings.TrimSuffix(before, "\n")} {
		n, err := triage.ReadNotes(strings.NewReader(text), "t.jsonl")
		if err != nil {
			t.Fatal(err)
		}
		got, err := n.Append([]byte(text), []*triage.Note{n.Of("f")})
		if err != nil || string(got) != before+oneNote {
			t.Errorf("%s: the file is\n%s(%v)", name, got, err)
		}
		if got, err := n.Append([]byte(text+oneNote), nil); err == nil || err.Error() != "t.jsonl: the file was changed meanwhile: import once more" {
			t.Errorf("%s: changed meanwhile, it becomes %q (%v)", name, got, err)
		}
	}
	if _, err := triage.NewNotes("t.jsonl", "t").Append([]byte(before), nil); err == nil {
		t.Error("a file that appeared meanwhile is written over")
	}
}

func TestReadNotesRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"nothing":               {"", "t.jsonl: the file is empty"},
		"another file":          {`{"run":{}}`, `t.jsonl:1: json: unknown field "run": expected one decision as JSON`},
		"a note without a head": {oneNote, "t.jsonl:1: expected {\"triage\""},
		"a newer format":        {`{"triage":{"format":2,"tenant":"t"}}`, "t.jsonl:1: the format is 2, this version reads 1: take a newer wbaudit"},
		"a head in the middle":  {notesHead + notesHead, "t.jsonl:2: expected a note"},
		"an unknown decision":   {notesHead + strings.Replace(oneNote, `"fix"`, `"ignore"`, 1), `t.jsonl:2: the decision is "ignore"`},
		"a day that is none":    {notesHead + strings.Replace(oneNote, "2027-01-31", "2027-02-31", 1), `t.jsonl:2: due is "2027-02-31"`},
		"no time":               {notesHead + strings.Replace(oneNote, `"decided":"2026-11-21T10:00:00Z",`, "", 1), "t.jsonl:2: decided is missing"},
		"an unknown field":      {notesHead + strings.Replace(oneNote, `"owner"`, `"own"`, 1), "t.jsonl:2: json: unknown field"},
		"a line without end":    {notesHead + strings.Repeat("x", 1<<17), "t.jsonl:2: a line is longer than 64 KiB"},
		"half a line":           {notesHead + oneNote[:40], "t.jsonl:2: unexpected EOF"},
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
	f.Add(notesHead + oneNote + strings.Replace(oneNote, `"fix"`, `"reopen"`, 1))
	f.Fuzz(func(t *testing.T, text string) {
		n, err := triage.ReadNotes(strings.NewReader(text), "t.jsonl")
		if err != nil {
			return
		}
		first := recorded(t, n)
		again, err := triage.ReadNotes(strings.NewReader(first), "t.jsonl")
		if err != nil {
			t.Fatalf("%v: %s", err, first)
		}
		if second := recorded(t, again); first != second {
			t.Errorf("%q becomes %q", first, second)
		}
		if added, err := n.Append([]byte(text), slices.Collect(n.History())); err != nil || !strings.HasPrefix(string(added), text) {
			t.Errorf("%q appended to becomes %q (%v)", text, added, err)
		}
	})
}
