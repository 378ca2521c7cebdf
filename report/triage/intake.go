package triage

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/triage/workbook"
)

// Intake takes the rows of a workbook, and then the stream it was made of, and holds the one to the
// other: what the tool wrote must stand there as the finding has it. Memory is bounded by the findings,
// some 500 bytes each, and by what was written into the workbook.
type Intake struct {
	// Author and Now are of the notes that are made.
	Author string
	Now    time.Time
	// SnapshotDigest is that of the workbook, "" where a program dropped it.
	SnapshotDigest string

	seed   maphash.Seed
	rows   map[string]*intakeRow
	faults []*RowFault
	more   int
	run    *report.Run
	// same counts the findings of a control about one target, all of which a waiver without finding covers.
	same map[uint64]int
	// met counts the findings of the stream that have a row, entries the rows that somebody wrote in, kept those that say
	// what the workbook showed.
	met, entries, kept int
	// foreign counts the rows that are of another evidence than the stream has.
	foreign int
}

// intakeRow is one row: its place, what the tool wrote as hashes, and what somebody entered.
type intakeRow struct {
	sheet  string
	number int
	digest string
	own    [len(ownColumns)]uint64
	// seal is that of the decision which the workbook showed, "" for none.
	seal string
	// note is nil for a row that says what the workbook showed.
	note *Note
	// about is the finding's target, nil until the stream had it, and count the number that its evidence
	// counts, the least there can be where not all was read, nil for none; kept for rows with a note only.
	about *report.Target
	count *int
	// met says that the stream has the finding, waived that it shows a waiver, unsealed that a sealed column was edited, faulty
	// that the row cannot be taken over.
	met, waived, unsealed, faulty bool
}

// ownColumns are what the tool wrote and nobody edits, in the order of their hashes.
var ownColumns = [...]string{workbook.ColumnControl, workbook.ColumnSeverity, workbook.ColumnKind, workbook.ColumnTarget,
	workbook.ColumnMessage, workbook.ColumnExpected, workbook.ColumnActual, workbook.ColumnName, workbook.ColumnEvidence, workbook.ColumnCause,
	workbook.ColumnRank, workbook.ColumnDN}

// shownIn is what the own columns show of a finding, in their order.
func shownIn(f *report.Finding) [len(ownColumns)]string {
	cause := ""
	if f.Cause != nil {
		cause = *f.Cause
	}
	return [...]string{f.Control, f.Severity, f.Target.Kind, f.Target.ID, f.Message, f.Expected, f.Actual, f.Target.Name, report.EvidenceText(f.Evidence),
		cause, strconv.Itoa(report.SeverityRank(f.Severity)), f.Target.DN}
}

// RowFault is what is wrong with one row.
type RowFault struct {
	Sheet  string
	Number int
	Text   string
}

// Error is one line: sheet, row, and what to do.
func (f *RowFault) Error() string {
	return fmt.Sprintf("sheet %.60q, row %d: %s", f.Sheet, f.Number, f.Text)
}

// mostFaults is how many faults are kept; the others are counted.
const mostFaults = 20

// NewIntake returns an Intake for the workbook of a snapshot.
func NewIntake(snapshotDigest, author string, now time.Time) *Intake {
	return &Intake{Author: author, Now: now, SnapshotDigest: snapshotDigest, seed: maphash.MakeSeed(), rows: map[string]*intakeRow{}, same: map[uint64]int{}}
}

func (in *Intake) fault(r *intakeRow, format string, args ...any) {
	r.faulty = true
	if len(in.faults) == mostFaults {
		in.more++
		return
	}
	in.faults = append(in.faults, &RowFault{r.sheet, r.number, fmt.Sprintf(format, args...)})
}

// Row takes one row. Faults wait for Faults, so that all of them can be told at once.
func (in *Intake) Row(r *workbook.Row) error {
	n := entered(r)
	row := &intakeRow{sheet: r.Sheet, number: r.Number, digest: n.EvidenceDigest, seal: strings.ToLower(r.Cells[workbook.ColumnSeal])}
	if n.Fingerprint == "" {
		in.fault(row, "it has entries and no fingerprint: put it back, or clear the row")
		return nil
	}
	for i, title := range ownColumns {
		if text, there := r.Cells[title]; there {
			row.own[i] = in.hash(text)
		}
	}
	row.unsealed = unsealed(r)
	if n.seal() != row.seal {
		if n.Word == "" && r.Empty() {
			n.Word = WordReopen // what the workbook showed was cleared
		}
		row.note = n
		in.entries++
		if text := refused(n, in.Now); text != "" {
			in.fault(row, "%s", text)
		}
	}
	in.keep(n.Fingerprint, row)
	return nil
}

// unsealed reports whether a column that the row's seal covers was edited. Where one of them was removed, nobody can tell.
func unsealed(r *workbook.Row) bool {
	seal, there := r.Cells[workbook.ColumnRowSeal]
	var shown []string
	for _, title := range report.SealedColumns {
		text, left := r.Cells[title]
		there = there && left
		shown = append(shown, text)
	}
	return there && !strings.EqualFold(seal, report.RowSeal(shown))
}

// keep takes the row of a finding. A copy that says the same is none; one that only repeats what the
// workbook showed gives way.
func (in *Intake) keep(fingerprint string, row *intakeRow) {
	before := in.rows[fingerprint]
	switch {
	case before == nil || before.note == nil && before.own == row.own && before.digest == row.digest:
		in.rows[fingerprint] = row
	case row.note == nil && before.own == row.own && before.digest == row.digest:
	case row.note != nil && before.note != nil && row.note.seal() == before.note.seal() && before.own == row.own:
		in.entries--
	default:
		in.fault(row, "it says otherwise of the same finding than row %d of sheet %.60q: keep one", before.number, before.sheet)
	}
}

// hash is that of a text as a workbook shows it, whatever program stored its blanks; never 0.
func (in *Intake) hash(text string) uint64 {
	return maphash.String(in.seed, strings.Join(strings.Fields(text), " ")) | 1
}

// WrongStream says that a workbook was made of another snapshot than the stream.
type WrongStream struct{ Workbook, Stream string }

func (e *WrongStream) Error() string {
	return fmt.Sprintf("the workbook was made of snapshot %.12s, the stream of %.12s: name the stream that the workbook was made of", e.Workbook, e.Stream)
}

// Handle holds the rows to the findings of the stream. It returns a *WrongStream.
func (in *Intake) Handle(r report.Record) error {
	switch {
	case r.Run != nil:
		in.run = r.Run
		if in.SnapshotDigest != "" && in.SnapshotDigest != r.Run.SnapshotDigest {
			return &WrongStream{in.SnapshotDigest, r.Run.SnapshotDigest}
		}
	case r.Finding != nil:
		in.same[in.hash(r.Finding.Control+"\x00"+strings.ToLower(r.Finding.Target.ID))]++
		if row := in.rows[r.Finding.Fingerprint]; row != nil {
			row.met = true
			in.met++
			if row.note == nil && row.seal != "" {
				in.kept++
			}
			in.compare(row, r.Finding)
		}
	}
	return nil
}

// longestShown is the length up to which a text stands whole in a cell.
const longestShown = 30_000

// escaped is what workbooks write for characters that they cannot hold. A text that reads like it is
// not compared, since LibreOffice does not store it as it was.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// compare finds what was edited in a row, and tells its note what it is about.
func (in *Intake) compare(row *intakeRow, f *report.Finding) {
	if row.digest != f.EvidenceDigest {
		in.foreign++
		in.fault(row, "Evidence digest is not that of the finding in the stream, %s: the workbook is of another run, or the cell was edited; name the stream that the workbook was made of", f.EvidenceDigest)
		return
	}
	for i, text := range shownIn(f) {
		shown := report.Visible(text)
		if row.own[i] != 0 && len(shown) < longestShown && !escaped.MatchString(shown) && row.own[i] != in.hash(shown) {
			in.fault(row, "%s was edited, or the columns were sorted apart: the finding has %q; only Decision, Owner, Due and Comment are yours", ownColumns[i], clip(shown))
			return
		}
	}
	if row.unsealed {
		in.fault(row, "%s or Row seal was edited, or the columns were sorted apart: take the row from the workbook as it was; only Decision, Owner, Due and Comment are yours", strings.Join(report.SealedColumns, ", "))
		return
	}
	if n := row.note; n != nil {
		target := f.Target
		row.about, row.waived = &target, f.Waiver != nil
		if c, ok := named(f.Evidence); ok {
			row.count = &c.n
		}
		n.Control, n.Kind, n.Target, n.Name = f.Control, f.Target.Kind, f.Target.ID, report.Visible(f.Target.Name)
		n.Author, n.Decided = in.Author, in.Now.UTC().Truncate(time.Second)
	}
}

// OtherRun says that a workbook was made of another run than the stream, though perhaps of the same snapshot: Rows of
// All have another finding, or other evidence, than the stream.
type OtherRun struct{ Rows, All int }

func (e *OtherRun) Error() string {
	return fmt.Sprintf("the workbook is of another run than the stream, which has %d of its %d rows otherwise or not at all: name the stream that the workbook was made of", e.Rows, e.All)
}

// Close finds the rows that no finding of the stream has. It returns an *OtherRun where most rows are of other
// findings: nobody edits so many by mistake.
func (in *Intake) Close() error {
	if strange := len(in.rows) - in.met + in.foreign; strange > 1 && 2*strange > len(in.rows) {
		return &OtherRun{strange, len(in.rows)}
	}
	for _, fingerprint := range slices.Sorted(maps.Keys(in.rows)) {
		if row := in.rows[fingerprint]; !row.met {
			in.fault(row, "the fingerprint %q is that of no finding of the stream: the workbook is of another run, or the cell was edited; take the row from the workbook as it was", clip(fingerprint))
		}
	}
	return nil
}

// Faults are what is wrong with rows, the first of them, and how many there are more.
func (in *Intake) Faults() (first []*RowFault, more int) {
	slices.SortStableFunc(in.faults, func(a, b *RowFault) int {
		return cmp.Or(strings.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Number, b.Number))
	})
	return in.faults, in.more
}

// Counts says how many findings have a row, how many rows somebody wrote in, and how many show a decision as the
// workbook was made with it.
func (in *Intake) Counts() (rows, entries, kept int) { return in.met, in.entries, in.kept }

// Run heads the stream that was taken.
func (in *Intake) Run() *report.Run { return in.run }
