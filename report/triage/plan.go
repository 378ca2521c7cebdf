package triage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Change is what one row does to the notes.
type Change struct {
	// Kind is ChangeNew, ChangeOther or ChangeReopened.
	Kind string
	Note *Note
	// Before is the note it replaces, nil for none.
	Before *Note
}

// The kinds of changes.
const (
	ChangeNew      = "new"
	ChangeOther    = "changed"
	ChangeReopened = "reopened"
)

// Plan is what an import would do, in the order of controls and targets.
type Plan struct {
	Changes []Change
	// Same counts entries that are known already.
	Same int
	// Added and Renewed are waivers; Renewed by their place in the list. Left are those that still accept
	// what was decided otherwise now: they keep the finding waived until they are deleted.
	Added   []*Waiver
	Renewed map[int]*Waiver
	Left    []LeftWaiver
	// Wide are the entries that cover, besides what is accepted now, other findings of the same control and target.
	Wide []WideWaiver
}

// WideWaiver is an entry of the file of waivers that is for a target and not for one finding.
type WideWaiver struct {
	Line int
	Note *Note
	// Others counts the findings of the stream that it covers besides the one of the note.
	Others int
}

// LeftWaiver is a waiver that stays in force for a finding that was decided otherwise.
type LeftWaiver struct {
	// Line is its line in the file of waivers, 0 where no file is named and the stream shows it.
	Line int
	Note *Note
}

// Plan sets the entries against what was decided before. Where somebody else has decided otherwise
// since the workbook was written, the row has a fault, unless replace is true. waivers is nil where
// there is no file.
func (in *Intake) Plan(notes *Notes, waivers *List, replace bool) *Plan {
	p := &Plan{Renewed: map[int]*Waiver{}}
	w := &waiverPlan{Plan: p, in: in, list: waivers, places: waivers.places()}
	for _, row := range in.sorted() {
		n, before := row.note, notes.Of(row.note.Fingerprint)
		switch {
		case before == nil && n.Word == WordReopen && !row.waived, before != nil && n.repeats(before):
			p.Same++
		case before != nil && before.seal() != row.seal && !replace:
			in.fault(row, "%s has decided otherwise since the workbook was written (%s, on %s): write the workbook anew, or give --replace",
				clip(before.Author), sayWord(before.Word), before.Decided.Format("2006-01-02 15:04"))
			continue
		case n.Word == WordReopen:
			p.Changes = append(p.Changes, Change{ChangeReopened, n, before})
		case before != nil:
			p.Changes = append(p.Changes, Change{ChangeOther, n, before})
		default:
			p.Changes = append(p.Changes, Change{ChangeNew, n, nil})
		}
		w.take(row)
	}
	return p
}

// sorted are the rows that somebody wrote in, that belong to a finding and have no fault.
func (in *Intake) sorted() []*intakeRow {
	var rows []*intakeRow
	for _, row := range in.rows {
		if row.note != nil && row.about != nil && !row.faulty {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b *intakeRow) int {
		return cmp.Or(strings.Compare(a.note.Control, b.note.Control), strings.Compare(a.note.Name, b.note.Name), strings.Compare(a.note.Fingerprint, b.note.Fingerprint))
	})
	return rows
}

// NeedsWaivers reports whether the plan writes waivers.
func (p *Plan) NeedsWaivers() bool { return len(p.Added)+len(p.Renewed) > 0 }

// Notes are those that the plan records, in its order.
func (p *Plan) Notes() []*Note {
	var added []*Note
	for _, c := range p.Changes {
		added = append(added, c.Note)
	}
	return added
}

// Apply makes the changes to notes.
func (p *Plan) Apply(notes *Notes) {
	for _, n := range p.Notes() {
		notes.Put(n)
	}
}

// Places are those of renewed waivers, sorted.
func (p *Plan) Places() []int { return slices.Sorted(maps.Keys(p.Renewed)) }

// sayWord names a decision, or that there is only a comment.
func sayWord(word string) string {
	if word == "" {
		return "a comment"
	}
	return fmt.Sprintf("%q", word)
}
