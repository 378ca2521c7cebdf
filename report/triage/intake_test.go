package triage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/triage"
	"github.com/wbaudit/wbaudit/report/triage/workbook"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

var reviewed = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

// undecided is a stream of the demo without decisions and waivers.
func undecided() []report.Record {
	records := reporttest.Demo(40)
	for _, r := range records {
		if r.Finding != nil {
			r.Finding.Decision, r.Finding.Waiver = nil, nil
		}
	}
	return records
}

// bookOf is the workbook of a stream after edits: cells of the sheet Findings by name.
func bookOf(t *testing.T, records []report.Record, edits map[string]any) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := xlsx.New(&b, xlsx.Options{TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, w, records)
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, v := range edits {
		if err := f.SetCellFormula("Findings", cell, ""); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue("Findings", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// taken is the intake of a workbook that was made of a stream.
func taken(t *testing.T, book []byte, records []report.Record, author string, now time.Time) *triage.Intake {
	t.Helper()
	b, err := workbook.Open(bytes.NewReader(book), int64(len(book)), workbook.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	in := triage.NewIntake(b.Properties["Snapshot digest"], author, now)
	if err := b.Rows(context.Background(), report.SealedColumns, in.Row); err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, in, records)
	return in
}

func faults(in *triage.Intake) []string {
	var all []string
	first, more := in.Faults()
	for _, f := range first {
		all = append(all, f.Error())
	}
	if more > 0 {
		all = append(all, fmt.Sprintf("%d more", more))
	}
	return all
}

// changes are what a plan does to notes.
func changes(p *triage.Plan) []string {
	var all []string
	for _, c := range p.Changes {
		all = append(all, strings.Join([]string{c.Kind, c.Note.Word, c.Note.Control, c.Note.Name, c.Note.Owner, c.Note.Due, c.Note.Comment}, " | "))
	}
	return all
}

func TestDecisionsOfAWorkbookBecomeNotesAndWaivers(t *testing.T) {
	records := undecided()
	book := bookOf(t, records, map[string]any{
		"H2": "accept", "I2": "identity team", "J2": time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC), "K2": "retired\nin January",
		"H3": "FIX ", "I3": "AD  team", "J3": "2026-12-15", "K4": "asked\u202e the owner", "H5": "dispute", "K5": "it is one",
	})
	in := taken(t, book, records, "R. Reviewer", reviewed)
	notes := triage.NewNotes("t.jsonl", records[0].Run.Tenant.ID)
	p := in.Plan(notes, nil, false)
	if got := faults(in); got != nil {
		t.Fatal(got)
	}
	if diff := cmp.Diff([]string{
		"new | accept | DIF-01 | Engineering Project 14 | identity team | 2027-01-31 | retired\nin January",
		"new | fix | DIF-01 | Finance Project 29 | AD team | 2026-12-15 | ",
		"new | dispute | CFG-01 | Human Resources West 19 |  |  | it is one",
		"new |  | CFG-01 | Human Resources East 39 |  |  | asked the owner",
	}, changes(p), cmp.Transformer("sorted", func(s []string) []string { return slices.Sorted(slices.Values(s)) })); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if len(p.Added) != 1 {
		t.Fatalf("%d waivers are added", len(p.Added))
	}
	text, err := triage.Amend(nil, "w.yaml", p.Renewed, p.Added)
	if err != nil {
		t.Fatal(err)
	}
	want := "waivers:\n  - control: DIF-01\n    target: " + p.Added[0].Target + "\n    finding: " + p.Added[0].Finding + "\n    reason: retired in January\n    owner: identity team\n    created: 2026-11-21\n    expires: 2027-01-31\n    max_count: 14\n"
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("waivers (-want +got):\n%s", diff)
	}
	p.Apply(notes)
	if again := taken(t, book, records, "Another", reviewed.AddDate(0, 0, 1)); len(again.Plan(notes, nil, false).Changes) != 0 || len(faults(again)) != 0 {
		t.Errorf("the second import of the same workbook changes something: %v %v", changes(again.Plan(notes, nil, false)), faults(again))
	}
	back, err := triage.ReadNotes(strings.NewReader(recorded(t, notes)), "t.jsonl")
	if err != nil || back.Len() != 4 {
		t.Fatalf("%d notes are read back (%v)", back.Len(), err)
	}
	carriedAndFlagged(t, records, back)
}

// carriedAndFlagged makes the next workbook, in which one finding rests on other evidence.
func carriedAndFlagged(t *testing.T, records []report.Record, notes *triage.Notes) {
	t.Helper()
	next := &reporttest.Collect{}
	for _, r := range records {
		if r.Finding != nil && r.Finding.Target.Name == "Engineering Project 14" {
			r.Finding.EvidenceDigest = strings.Repeat("7", 32)
		}
	}
	reporttest.Feed(t, triage.NewDecisions(next, notes), records)
	words, changed := map[string]int{}, []string{}
	for _, r := range next.Records {
		if r.Finding != nil && r.Finding.Decision != nil {
			words[r.Finding.Decision.Word]++
			if r.Finding.Decision.Changed {
				changed = append(changed, r.Finding.Target.Name)
			}
		}
	}
	if diff := cmp.Diff(map[string]int{"": 1, "accept": 1, "fix": 1, "dispute": 1}, words); diff != "" {
		t.Errorf("decisions (-want +got):\n%s", diff)
	}
	if !slices.Equal(slices.Compact(changed), []string{"Engineering Project 14"}) {
		t.Errorf("evidence has changed of %q", changed)
	}
	if rows, entries, kept := taken(t, bookOf(t, next.Records, map[string]any{"K2": "more"}), records, "Another", reviewed).Counts(); entries != 1 || kept != 3 || rows < 4 {
		t.Errorf("of %d rows %d have entries and %d are as they were", rows, entries, kept)
	}
	untouched := taken(t, bookOf(t, next.Records, nil), records, "Another", reviewed)
	if p := untouched.Plan(notes, nil, false); len(p.Changes)+p.Same != 0 || len(faults(untouched)) != 0 {
		t.Errorf("a workbook that nobody touched changes %v, faults %v", changes(p), faults(untouched))
	}
}

func TestAnEditedRowIsAnErrorThatNamesIt(t *testing.T) {
	records := undecided()
	for want, edits := range map[string]map[string]any{
		`sheet "Findings", row 2: Expected was edited, or the columns were sorted apart: the finding has "universalSecurityGroup"; only Decision, Owner, Due and Comment are yours`: {"E2": "universalDistributionGroup"},
		`sheet "Findings", row 3: Severity was edited`:                                                                                             {"A3": "low"},
		`sheet "Findings", row 3: Control was edited`:                                                                                              {"B3": "DIF-99"},
		`sheet "Findings", row 4: Finding was edited`:                                                                                              {"D4": ""},
		`sheet "Findings", row 4: Target id was edited`:                                                                                            {"T4": "1b4e28ba-2fa1-41d2-883f-0016d3cca427"},
		`sheet "Findings", row 2: Evidence digest is not that of the finding in the stream, `:                                                      {"AB2": strings.Repeat("0", 32)},
		`sheet "Findings", row 3: Target was edited`:                                                                                               {"C3": "another group"},
		`sheet "Findings", row 3: Evidence was edited`:                                                                                             {"O3": "count=1"},
		`sheet "Findings", row 3: Caused by was edited`:                                                                                            {"Q3": "CFG-01"},
		`sheet "Findings", row 3: Rank was edited`:                                                                                                 {"R3": 9},
		`sheet "Findings", row 3: Directory name (DN) was edited`:                                                                                  {"U3": "CN=x"},
		`sheet "Findings", row 2: the fingerprint "abc" is that of no finding of the stream`:                                                       {"AA2": "abc"},
		`sheet "Findings", row 2: it has entries and no fingerprint: put it back, or clear the row`:                                                {"AA2": "", "H2": "fix"},
		`sheet "Findings", row 2: Decision is "maybe": choose accept, fix, investigate, dispute, reopen, or leave it empty`:                        {"H2": "maybe"},
		`sheet "Findings", row 2: accept needs Owner, Due and Comment: who answers for the risk, until when, and why`:                              {"H2": "accept", "I2": "me"},
		`sheet "Findings", row 2: Due is 2026-11-20, which has passed: a risk is accepted until a day to come`:                                     {"H2": "accept", "I2": "me", "J2": "2026-11-20", "K2": "why"},
		`sheet "Findings", row 2: Due 9999-12-31 is more than 10 years after 2026-11-21, which is no end: name a day on which it is decided again`: {"H2": "accept", "I2": "me", "J2": "9999-12-31", "K2": "why"},
		`sheet "Findings", row 2: Due 2036-11-22 is more than 10 years after`:                                                                      {"H2": "fix", "J2": "2036-11-22"},
		`sheet "Findings", row 2: Due is "next week": expected a day such as 2027-01-31`:                                                           {"H2": "fix", "J2": "next week"},
		`sheet "Findings", row 2: dispute needs Comment: why the finding is wrong`:                                                                 {"H2": "dispute"},
		`sheet "Findings", row 2: the owner is longer than 200 characters`:                                                                         {"H2": "fix", "I2": strings.Repeat("a", 201)},
		`sheet "Findings", row 2: the comment is longer than 4000 characters`:                                                                      {"K2": strings.Repeat("a", 4001)},
		`sheet "Findings", row 2: Comment is a formula with an error: begin the text with another character than =`:                                {"H2": "fix", "K2": "#NAME?"},
	} {
		in := taken(t, bookOf(t, records, edits), records, "R", reviewed)
		in.Plan(triage.NewNotes("t.jsonl", ""), nil, false)
		if got := faults(in); len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("faults are %q, want %q", got, want)
		}
	}
}

func TestAnEditOfWhatAnotherStreamMaySayOtherwiseIsKnownByTheSealOfTheRow(t *testing.T) {
	_, records := decided(t)
	for title, edits := range map[string]map[string]any{
		"Status": {"G2": "waived"}, "Decision stands": {"L2": "evidence changed"}, "Decided by": {"M2": "the auditor"}, "Decided (UTC)": {"N2": reviewed.Add(time.Hour)},
		"Waiver": {"V2": "mine"}, "Waiver owner": {"W2": "me"}, "Waiver approver": {"X2": "head"}, "Waiver ticket": {"Y2": "T-1"},
		"Waiver expires (UTC)": {"Z2": reviewed}, "Decision seal": {"AC2": "zz"}, "Decision seal, emptied": {"AC2": ""}, "Group key": {"AD2": "c:x"}, "Since baseline": {"AE2": "new"},
		"First seen (UTC)": {"AF2": reviewed}, "Row seal": {"AG2": ""},
	} {
		in := taken(t, bookOf(t, records, edits), records, "R", reviewed)
		if got := faults(in); len(got) != 1 || !strings.HasPrefix(got[0], `sheet "Findings", row 2: Status, Decision stands, `) {
			t.Errorf("%s edited: faults are %q", title, got)
		}
	}
	for name, edits := range map[string]map[string]any{
		"a column added beside": {"AH1": "Mine", "AH2": "mine"}, "a column removed": {"G1": "", "G2": ""}, "nothing": nil,
	} {
		if got := faults(taken(t, bookOf(t, records, edits), records, "R", reviewed)); got != nil {
			t.Errorf("%s: faults are %q", name, got)
		}
	}
}

func TestManyFaultsAreCounted(t *testing.T) {
	records, edits := undecided(), map[string]any{}
	for i := range 25 {
		edits[fmt.Sprintf("H%d", i+2)] = "maybe"
	}
	got := faults(taken(t, bookOf(t, records, edits), records, "R", reviewed))
	if len(got) != 21 || got[20] != "5 more" || !strings.Contains(got[0], "row 2:") || !strings.Contains(got[19], "row 21:") {
		t.Errorf("faults are %q", got)
	}
}

func TestAWorkbookOfAnotherSnapshotIsRefused(t *testing.T) {
	records := undecided()
	in := triage.NewIntake("abcdef", "R", reviewed)
	if err := in.Handle(records[0]); err == nil || !strings.Contains(err.Error(), "made of snapshot abcdef, the stream of 3f786850e387") {
		t.Errorf("the error is %v", err)
	}
}

// A run of the same snapshot with other controls or another configuration judges otherwise.
func TestAWorkbookOfAnotherRunIsSaidToBeOne(t *testing.T) {
	records := undecided()
	book := bookOf(t, records, map[string]any{"H2": "fix"})
	for name, change := range map[string]func(*report.Finding){
		"other evidence": func(f *report.Finding) { f.EvidenceDigest = strings.Repeat("7", 32) },
		"other findings": func(f *report.Finding) { f.Fingerprint = "ff" + f.Fingerprint[2:] },
	} {
		var other []report.Record
		for _, r := range records {
			if r.Finding != nil {
				changed := *r.Finding
				change(&changed)
				r.Finding = &changed
			}
			other = append(other, r)
		}
		in := triage.NewIntake("", "R", reviewed)
		opened, err := workbook.Open(bytes.NewReader(book), int64(len(book)), workbook.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		if err := opened.Rows(t.Context(), nil, in.Row); err != nil {
			t.Fatal(err)
		}
		for _, r := range other {
			if err := in.Handle(r); err != nil {
				t.Fatal(err)
			}
		}
		var wrong *triage.OtherRun
		if err := in.Close(); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "the workbook is of another run than the stream") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestARowThatIsThereTwiceMustSayTheSame(t *testing.T) {
	in := triage.NewIntake("", "R", reviewed)
	row := func(number int, decision string) *workbook.Row {
		return &workbook.Row{Sheet: "Findings", Number: number, Cells: map[string]string{workbook.ColumnFingerprint: "f", workbook.ColumnDecision: decision, workbook.ColumnComment: "x"}}
	}
	for i, word := range []string{"fix", "fix", "investigate"} {
		if err := in.Row(row(i+2, word)); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := faults(in), `sheet "Findings", row 4: it says otherwise of the same finding than row 2 of sheet "Findings": keep one`; len(got) != 1 || got[0] != want {
		t.Errorf("faults are %q, want %q", got, want)
	}
}

// decided is the workbook with a decision on the first finding, taken over by R, and the stream that
// shows it.
func decided(t *testing.T) (notes *triage.Notes, shown []report.Record) {
	t.Helper()
	records := undecided()
	notes = triage.NewNotes("t.jsonl", records[0].Run.Tenant.ID)
	taken(t, bookOf(t, records, map[string]any{"H2": "accept", "I2": "team", "J2": "2027-01-31", "K2": "why"}), records, "R", reviewed).Plan(notes, nil, false).Apply(notes)
	next := &reporttest.Collect{}
	reporttest.Feed(t, triage.NewDecisions(next, notes), records)
	return notes, next.Records
}

func TestADecisionIsTakenBackAndKept(t *testing.T) {
	for name, edits := range map[string]map[string]any{
		"by the word":           {"H2": "reopen", "K2": "no longer"},
		"by emptying the cells": {"H2": "", "I2": "", "J2": "", "K2": ""},
	} {
		notes, shown := decided(t)
		list, err := triage.Read(strings.NewReader("waivers:\n  - {control: DIF-01, target: "+shownTarget(shown)+", reason: r, owner: o, expires: 2027-01-31}\n"), "w.yaml")
		if err != nil {
			t.Fatal(err)
		}
		in := taken(t, bookOf(t, shown, edits), shown, "S", reviewed)
		p := in.Plan(notes, list, false)
		p.Apply(notes)
		if len(p.Changes) != 1 || p.Changes[0].Kind != triage.ChangeReopened || len(faults(in)) != 0 {
			t.Fatalf("%s: changes %v, faults %v", name, changes(p), faults(in))
		}
		n := p.Changes[0].Note
		if history := slices.Collect(notes.History()); len(history) != 2 || history[0].Word != triage.WordAccept || history[0].Comment != "why" || notes.Of(n.Fingerprint) != n || n.Author != "S" || n.Control != "DIF-01" {
			t.Errorf("%s: the notes are %+v", name, history)
		}
		if edits["K2"] != "" && n.Comment != "no longer" {
			t.Errorf("%s: the reason is %q", name, n.Comment)
		}
		if diff := cmp.Diff([]triage.LeftWaiver{{Line: 2, Note: n}}, p.Left); diff != "" {
			t.Errorf("%s: waivers left (-want +got):\n%s", name, diff)
		}
		heldReopened(t, name, notes, shown, list)
	}
}

// heldReopened looks at what follows a decision that was taken back: the next stream shows it beside the waiver, the
// workbook it makes changes nothing, nor does one of whose row the cells are emptied, and an older one does not decide anew.
func heldReopened(t *testing.T, name string, notes *triage.Notes, shown []report.Record, list *triage.List) {
	t.Helper()
	next := &reporttest.Collect{}
	reporttest.Feed(t, triage.NewDecisions(next, notes), shown)
	if !slices.ContainsFunc(next.Records, func(r report.Record) bool {
		return r.Finding != nil && r.Finding.Decision.TakenBack() && r.Finding.Decision.Author == "S"
	}) {
		t.Errorf("%s: the next stream does not show who reopened", name)
	}
	for what, edits := range map[string]map[string]any{"untouched": nil, "emptied": {"H2": "", "I2": "", "J2": "", "K2": ""}} {
		in := taken(t, bookOf(t, next.Records, edits), next.Records, "T", reviewed)
		if p := in.Plan(notes, list, false); len(p.Changes) != 0 || len(faults(in)) != 0 {
			t.Errorf("%s, %s: changes %v, faults %v", name, what, changes(p), faults(in))
		}
	}
	in := taken(t, bookOf(t, shown, map[string]any{"H2": "fix"}), shown, "T", reviewed)
	in.Plan(notes, list, false)
	if got := faults(in); len(got) != 1 || !strings.Contains(got[0], `S has decided otherwise since the workbook was written ("reopen", on 2026-11-21 10:00)`) {
		t.Errorf("%s: of an older workbook the faults are %q", name, got)
	}
}

func TestAWaiverByNameThatIsLeftIsNamed(t *testing.T) {
	notes, shown := decided(t)
	list, err := triage.Read(strings.NewReader("waivers:\n  - {control: DIF-01, name: 'engineering *', reason: r, owner: o, expires: 2027-01-31}\n  - {control: DIF-01, name: 'sales *', reason: r, owner: o, expires: 2027-01-31}\n"), "w.yaml")
	if err != nil {
		t.Fatal(err)
	}
	in := taken(t, bookOf(t, shown, map[string]any{"H2": "fix"}), shown, "S", reviewed)
	if p := in.Plan(notes, list, false); len(p.Left) != 1 || p.Left[0].Line != 2 || len(faults(in)) != 0 {
		t.Errorf("left are %+v, faults %v", p.Left, faults(in))
	}
}

func TestWhatTheStreamShowsAsWaivedIsToldWithoutAFileOfWaivers(t *testing.T) {
	records := undecided()
	first := slices.IndexFunc(records, func(r report.Record) bool { return r.Finding != nil })
	records[first].Finding.Waiver = &report.Waiver{Reason: "r", Owner: "o"}
	edits := map[string]any{}
	for i := range 40 {
		edits[fmt.Sprintf("H%d", i+2)] = "reopen"
	}
	in := taken(t, bookOf(t, records, edits), records, "S", reviewed)
	p := in.Plan(triage.NewNotes("t.jsonl", ""), nil, false)
	if len(p.Left) != 1 || p.Left[0].Line != 0 || len(p.Changes) != 1 || p.Changes[0].Note != p.Left[0].Note {
		t.Errorf("left are %+v, changes %v", p.Left, changes(p))
	}
}

// shownTarget is the target of the one finding with a decision.
func shownTarget(records []report.Record) string {
	for _, r := range records {
		if r.Finding != nil && r.Finding.Decision != nil {
			return r.Finding.Target.ID
		}
	}
	return ""
}

func TestAnOlderWorkbookDoesNotWinSilently(t *testing.T) {
	notes, shown := decided(t)
	older := bookOf(t, undecided(), map[string]any{"H2": "fix", "I2": "other team"})
	in := taken(t, older, shown, "S", reviewed)
	in.Plan(notes, nil, false)
	if got := faults(in); len(got) != 1 || !strings.HasPrefix(got[0], `sheet "Findings", row 2: R has decided otherwise since the workbook was written ("accept", on 2026-11-21 10:00): write the workbook anew, or give --replace`) {
		t.Errorf("faults are %q", got)
	}
	in = taken(t, older, shown, "S", reviewed)
	if p := in.Plan(notes, nil, true); len(p.Changes) != 1 || p.Changes[0].Kind != triage.ChangeOther || len(faults(in)) != 0 {
		t.Errorf("with --replace: changes %v, faults %v", changes(p), faults(in))
	}
	in = taken(t, bookOf(t, undecided(), nil), shown, "S", reviewed)
	if p := in.Plan(notes, nil, false); len(p.Changes) != 0 || len(faults(in)) != 0 {
		t.Errorf("an older workbook that nobody wrote in: changes %v, faults %v", changes(p), faults(in))
	}
}

func TestAWaiverThatIsThereIsRenewed(t *testing.T) {
	notes, shown := decided(t)
	file := "# ours\nwaivers:\n  # the first\n  - control: DIF-01\n    target: " + shownTarget(shown) + "\n    reason: |\n      long\n      ago\n    owner: o\n    approver: head\n    expires: 2026-12-31\n\n  # the second\n  - control: CFG-01\n    target: tenant\n    reason: r\n    owner: o\n# the end\n"
	list, err := triage.Read(strings.NewReader(file), "w.yaml")
	if err != nil {
		t.Fatal(err)
	}
	in := taken(t, bookOf(t, shown, map[string]any{"J2": "2027-06-30", "K2": "still: needed"}), shown, "S", reviewed)
	p := in.Plan(notes, list, false)
	if len(p.Added) != 0 || !slices.Equal(p.Places(), []int{0}) || len(faults(in)) != 0 {
		t.Fatalf("added %d, renewed %v, faults %v", len(p.Added), p.Places(), faults(in))
	}
	got, err := triage.Amend([]byte(file), "w.yaml", p.Renewed, p.Added)
	if err != nil {
		t.Fatal(err)
	}
	want := "# ours\nwaivers:\n  # the first\n  - control: DIF-01\n    target: " + shownTarget(shown) + "\n    finding: " + p.Renewed[0].Finding + "\n    reason: 'still: needed'\n    owner: team\n    created: 2026-11-21\n    expires: 2027-06-30\n    max_count: 14\n\n  # the second\n  - control: CFG-01\n    target: tenant\n    reason: r\n    owner: o\n# the end\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnEntryThatIsNotUnderstoodIsNotRenewed(t *testing.T) {
	last := time.Date(2027, 1, 31, 23, 59, 59, 0, time.UTC)
	w := &triage.Waiver{Control: "CFG-01", Target: "tenant", Reason: "r", Owner: "o", Expires: &last}
	for name, file := range map[string]string{
		"a list in brackets":     "waivers: [{control: CFG-01, target: tenant, reason: a, owner: o}, {control: CFG-02, target: tenant, reason: a, owner: o}]\n",
		"a dash of its own line": "waivers:\n  -\n    control: CFG-01\n    target: tenant\n    reason: a\n    owner: o\n",
	} {
		if got, err := triage.Amend([]byte(file), "w.yaml", map[int]*triage.Waiver{0: w}, nil); err == nil {
			t.Errorf("%s becomes %s", name, got)
		}
	}
}

// alike is a run in which one control has three findings about one target, which count 3, 4 and 5.
func alike() []report.Record {
	target := report.Target{Kind: report.TargetGroup, ID: group, Name: "Sales"}
	records := []report.Record{{Run: &report.Run{Format: 1, Now: &reviewed, Tenant: report.Tenant{ID: "t"}}}, {Control: &report.Control{ID: "DIF-11", Severity: "low"}}, {Group: &report.Group{Key: "c:" + target.ID, Target: target}}}
	for i, part := range []string{"address", "building", "city"} {
		records = append(records, report.Record{Finding: &report.Finding{Control: "DIF-11", Severity: "low", Target: target, Message: part,
			Evidence: map[string]any{"count": 3 + i}, Fingerprint: report.Fingerprint("DIF-11", target.Kind, target.ID, part), EvidenceDigest: strings.Repeat("1", 32)}})
	}
	return append(records, report.Record{Summary: &report.Summary{Control: "DIF-11", Outcome: "fail", Subjects: 1, Failed: 1}})
}

// waivedBy are the messages of the findings that a file of waivers covers.
func waivedBy(t *testing.T, file string, records []report.Record) (all []string) {
	t.Helper()
	l, err := triage.Read(strings.NewReader(file), "w.yaml")
	if err != nil {
		t.Fatal(err)
	}
	out := &reporttest.Collect{}
	reporttest.Feed(t, triage.NewWaivers(out, l, reviewed, func(string) bool { return true }), records)
	for _, r := range out.Records {
		if r.Finding != nil && r.Finding.Waiver != nil {
			all = append(all, r.Finding.Message+": "+r.Finding.Waiver.Reason)
		}
	}
	return all
}

func TestAnAcceptedFindingWaivesNoOther(t *testing.T) {
	entry := func(keys string) string {
		return "waivers:\n  - control: DIF-11\n    target: " + group + "\n" + keys + "    reason: all\n    owner: o\n    expires: 2027-06-30\n"
	}
	address := "    finding: " + report.Fingerprint("DIF-11", report.TargetGroup, group, "address") + "\n"
	for _, c := range []struct {
		claim, file string
		waived      []string
		wide        int
	}{
		{"without a file", "", []string{"address: why"}, 0},
		{"beside an entry of another finding", entry("    finding: " + strings.Repeat("0", 32) + "\n"), []string{"address: why"}, 0},
		{"an entry of that finding is renewed", entry(address), []string{"address: why"}, 0},
		{"an entry of the target stays, and is told", entry(""), []string{"address: why", "building: all", "city: all"}, 1},
		{"of one that has ended nothing is to be told", strings.Replace(entry(""), "2027-06-30", "2026-10-30", 1), []string{"address: why"}, 0},
	} {
		t.Run(c.claim, func(t *testing.T) {
			var list *triage.List
			if c.file != "" {
				var err error
				if list, err = triage.Read(strings.NewReader(c.file), "w.yaml"); err != nil {
					t.Fatal(err)
				}
			}
			entries := map[string]any{"H2": "accept", "I2": "o", "J2": "2027-01-31", "K2": "why", "H3": "fix"}
			in := taken(t, bookOf(t, alike(), entries), alike(), "R", reviewed)
			p := in.Plan(triage.NewNotes("t", "t"), list, false)
			if len(p.Changes) != 2 || len(p.Wide) != c.wide || len(faults(in)) != 0 {
				t.Errorf("%d changes, wide are %v, faults %v", len(p.Changes), p.Wide, faults(in))
			}
			if c.wide > 0 && p.Wide[0].Others != 2 {
				t.Errorf("it covers %d others", p.Wide[0].Others)
			}
			file, err := triage.Amend([]byte(c.file), "w.yaml", p.Renewed, p.Added)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.waived, waivedBy(t, string(file), alike())); diff != "" {
				t.Errorf("waived (-want +got):\n%s\nby\n%s", diff, file)
			}
			grown := alike()
			grown[3].Finding.Evidence["count"] = 4
			if c.wide == 0 && len(waivedBy(t, string(file), grown)) > 0 {
				t.Errorf("growth stays waived by\n%s", file)
			}
		})
	}
}

// Two findings about one target may be accepted on terms of their own.
func TestFindingsOfATargetAreAcceptedOneByOne(t *testing.T) {
	entries := map[string]any{}
	for _, row := range []string{"2", "3"} {
		entries["H"+row], entries["I"+row], entries["J"+row], entries["K"+row] = "accept", "o", "2027-01-31", "why "+row
	}
	in := taken(t, bookOf(t, alike(), entries), alike(), "R", reviewed)
	p := in.Plan(triage.NewNotes("t", "t"), nil, false)
	file, err := triage.Amend(nil, "w.yaml", p.Renewed, p.Added)
	if err != nil || len(faults(in)) != 0 {
		t.Fatal(err, faults(in))
	}
	if diff := cmp.Diff([]string{"address: why 2", "building: why 3"}, waivedBy(t, string(file), alike())); diff != "" {
		t.Errorf("waived (-want +got):\n%s\nby\n%s", diff, file)
	}
}
