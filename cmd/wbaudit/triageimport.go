package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/triage"
	"github.com/wbaudit/wbaudit/report/triage/workbook"
)

// takeover is what triage import is given, and what it found.
type takeover struct {
	stream, author string
	write, replace bool

	book, notesPlace, waiversPlace string
	notes                          *triage.Notes
	waivers                        *triage.List
	intake                         *triage.Intake
	plan                           *triage.Plan
}

func importTriageCommand(t terminal) *cobra.Command {
	var o takeover
	c := &cobra.Command{
		Use:   "import BOOK.xlsx",
		Short: "Read decisions from a workbook, show what would change, and write it with --write",
		Long: `Read what people wrote into the sheet Findings of BOOK.xlsx and show what it would change; --write changes it. Rows are
known by their fingerprints: they may be sorted, filtered and removed, columns moved, rows and columns added. The stream is
the one that the workbook was made of. A row in which something else than Decision, Owner, Due and Comment was edited is
refused with sheet and row, and nothing is written.

Accepted risks become waivers, each of its own finding and no other: Comment is the reason, Owner, Due the last day, and the
count of an aggregate the highest that is accepted. All decisions become notes in the file of --triage. A decision that
somebody else has changed since the workbook was written is refused unless --replace is given.`,
		Example: "  wbaudit triage import report.xlsx --stream wbaudit-report --triage triage.jsonl --waivers waivers.yaml\n" +
			"  wbaudit triage import report.xlsx --stream wbaudit-report --triage triage.jsonl --waivers waivers.yaml --author \"R. Reviewer\" --write",
		Args: arguments(cobra.ExactArgs(1), "one workbook"),
		RunE: func(c *cobra.Command, args []string) error {
			o.book = args[0]
			return o.run(c, t)
		},
	}
	addSettingFlags(c, "triage", "waivers", "policies", "now")
	f := c.Flags()
	f.StringVar(&o.stream, "stream", "", "findings file or folder of the audit that the workbook was made of")
	f.StringVar(&o.author, "author", "", "who decided, for the notes")
	f.BoolVar(&o.write, "write", false, "write notes and waivers")
	f.BoolVar(&o.replace, "replace", false, "let the workbook replace decisions taken since it was written")
	return c
}

func (o *takeover) run(c *cobra.Command, t terminal) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	switch {
	case o.stream == "":
		return usage("--stream is missing: name the findings file or the folder of the audit that the workbook was made of")
	case o.write && strings.TrimSpace(o.author) == "":
		return usage("--author is missing: notes say who decided")
	}
	if o.notesPlace, o.waiversPlace = cfg.place("triage"), cfg.place("waivers"); o.notesPlace == "" {
		return usage("no file of decisions is named: give --triage FILE, or set triage in the configuration; the file is begun where there is none")
	}
	if o.waiversPlace != "" && samePlace(o.notesPlace, o.waiversPlace) {
		return usage("--triage and --waivers name the same file %s: decisions and waivers are two files", o.notesPlace)
	}
	o.intake = triage.NewIntake("", strings.Join(strings.Fields(report.Visible(o.author)), " "), cfg.today())
	if err := o.read(c.Context()); err != nil {
		return err
	}
	if err := o.readDecided(c.Context(), cfg); err != nil {
		return err
	}
	o.plan = o.intake.Plan(o.notes, o.waivers, o.replace)
	if err := o.faults(); err != nil {
		return err
	}
	if o.plan.NeedsWaivers() && o.waiversPlace == "" {
		return usage("%s accepts risks, and no file of waivers is named: give --waivers FILE, or set waivers in the configuration", o.book)
	}
	if o.write {
		if err := o.writeAll(); err != nil {
			return err
		}
	}
	return o.print(t)
}

// read takes the rows of the workbook, then the stream.
func (o *takeover) read(ctx context.Context) error {
	if err := regularFile(o.book); err != nil {
		return usage("opening the workbook %s: %w", o.book, err)
	}
	f, err := os.Open(o.book)
	if err != nil {
		return usage("opening the workbook %s: %w", o.book, reasonOf(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("opening the workbook %s: %w", o.book, err)
	}
	book, err := workbook.Open(f, info.Size(), workbook.DefaultLimits())
	if err != nil {
		return usage("%s: %w", o.book, err)
	}
	o.intake.SnapshotDigest = book.Properties["Snapshot digest"]
	if err := book.Rows(ctx, report.SealedColumns, o.intake.Row); err != nil {
		if ctx.Err() != nil {
			return err
		}
		return usage("%s: %w", o.book, err)
	}
	stream, err := openStream(o.stream)
	if err != nil {
		return err
	}
	defer stream.Close()
	err = report.Read(ctx, stream, o.intake)
	var wrong *triage.WrongStream
	if errors.As(err, &wrong) {
		return usage("%s: %w", o.book, wrong)
	}
	if err != nil {
		return err
	}
	var other *triage.OtherRun
	switch err := o.intake.Close(); {
	case errors.As(err, &other):
		return usage("%s: %w", o.book, other)
	case err != nil:
		return err
	}
	if o.intake.Run().StandIns != "" {
		return usage("%s holds stand-ins, which waivers and notes could not name: decide in a workbook made with \"wbaudit report --reveal\"", o.stream)
	}
	return nil
}

// readDecided reads what was decided before; files that are not there are begun.
func (o *takeover) readDecided(ctx context.Context, cfg *config) error {
	tenant := o.intake.Run().Tenant.ID
	o.notes = triage.NewNotes(o.notesPlace, tenant)
	if _, err := os.Stat(o.notesPlace); !errors.Is(err, fs.ErrNotExist) {
		if o.notes, err = readNotes(cfg.origin("triage"), o.notesPlace); err != nil {
			return err
		}
	}
	if !strings.EqualFold(o.notes.Tenant, tenant) {
		return usage("%w", &triage.ForeignNotes{File: o.notesPlace, Notes: o.notes.Tenant, Stream: tenant})
	}
	if o.waiversPlace == "" {
		return nil
	}
	if _, err := os.Stat(o.waiversPlace); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	d, err := cfg.waiversOnly(ctx)
	o.waivers = d.waivers
	return err
}

// readNotes reads the file of decisions that origin named.
func readNotes(origin, path string) (*triage.Notes, error) {
	if err := regularFile(path); err != nil {
		return nil, usage("%s: opening the decisions %s: %w", origin, path, err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, usage("%s: opening the decisions %s: %w: \"wbaudit triage import --write\" begins such a file", origin, path, reasonOf(err))
	}
	defer f.Close()
	notes, err := triage.ReadNotes(f, path)
	if err != nil {
		return nil, usage("%w", err)
	}
	return notes, nil
}

// faults are one error, which names the first rows.
func (o *takeover) faults() error {
	faults, more := o.intake.Faults()
	if len(faults) == 0 {
		return nil
	}
	var text []string
	for _, f := range faults[:min(len(faults), 3)] {
		text = append(text, f.Error())
	}
	if rest := more + len(faults) - len(text); rest > 0 {
		text = append(text, fmt.Sprintf("and %d more rows", rest))
	}
	return usage("%s: %s; nothing was written", o.book, strings.Join(text, "; "))
}

// writeAll writes waivers first: a note that accepts a risk without a waiver would promise too much.
func (o *takeover) writeAll() error {
	if o.plan.NeedsWaivers() {
		err := rewrite(o.waiversPlace, "waivers", func(text []byte) ([]byte, error) {
			return triage.Amend(text, o.waiversPlace, o.plan.Renewed, o.plan.Added)
		})
		if err != nil {
			return err
		}
	}
	if len(o.plan.Changes) == 0 {
		return nil
	}
	return rewrite(o.notesPlace, "decisions", func(text []byte) ([]byte, error) { return o.notes.Append(text, o.plan.Notes()) })
}

// print says what was changed, or would be.
func (o *takeover) print(t terminal) error {
	for _, c := range o.plan.Changes {
		n, was := c.Note, ""
		if c.Before != nil {
			was = fmt.Sprintf(" (was %s by %s)", decisionWord(c.Before.Word), oneLine(c.Before.Author))
		}
		fmt.Fprintf(t.out, "%-9s %-11s %-8s %s%s%s\n", c.Kind, decisionWord(n.Word), oneLine(n.Control), oneLine(n.Name), terms(n), was)
	}
	for _, w := range o.plan.Added {
		o.printWaiver(t.out, "new waiver", w)
	}
	for _, i := range o.plan.Places() {
		o.printWaiver(t.out, fmt.Sprintf("line %d is renewed:", o.waivers.Waivers[i].Line), o.plan.Renewed[i])
	}
	for _, left := range o.plan.Left {
		o.printLeft(t.out, left)
	}
	for _, wide := range o.plan.Wide {
		fmt.Fprintf(t.out, "%s:%d accepts, besides %s for %s, %s of the same control and target: name the finding there to accept no other\n",
			oneLine(o.waiversPlace), wide.Line, oneLine(wide.Note.Control), oneLine(wide.Note.Name), report.Several(wide.Others, "more finding"))
	}
	rows, entries, kept := o.intake.Counts()
	_, err := fmt.Fprintf(t.out, "%d findings in the workbook, %d of them with new entries, %d with a decision from before: %d change, %d are known. Waivers: %d new, %d renewed. %s\n",
		rows, entries, kept, len(o.plan.Changes), o.plan.Same, len(o.plan.Added), len(o.plan.Renewed), o.did())
	return err
}

// did says whether anything was written, and which of the two files no audit can be given yet.
func (o *takeover) did() string {
	if !o.write {
		return "Nothing was written: add --write --author NAME."
	}
	did := "Written."
	if len(o.plan.Changes) == 0 && !o.plan.NeedsWaivers() {
		did = "Nothing was written: there was nothing new."
	}
	var flags []string
	for _, file := range [...]struct{ flag, place string }{{"--triage", o.notesPlace}, {"--waivers", o.waiversPlace}} {
		if _, err := os.Stat(file.place); file.place != "" && errors.Is(err, fs.ErrNotExist) {
			flags = append(flags, file.flag+" "+oneLine(file.place))
		}
	}
	if len(flags) > 0 {
		did += " Until an import has something to write there, audit without " + strings.Join(flags, " and without ") + "."
	}
	return did
}

// printLeft says that a decision which takes an acceptance back does not end the waiver.
func (o *takeover) printLeft(w io.Writer, left triage.LeftWaiver) {
	about := fmt.Sprintf("%s for %s, which is %s now: it stays waived until that entry does not cover it any more", oneLine(left.Note.Control), oneLine(left.Note.Name), standingWord(left.Note.Word))
	if left.Line == 0 {
		fmt.Fprintf(w, "a waiver that %s shows still accepts %s; name its file with --waivers to see where it stands\n", o.stream, about)
		return
	}
	fmt.Fprintf(w, "%s:%d still accepts %s\n", oneLine(o.waiversPlace), left.Line, about)
}

// standingWord says what a finding is after a decision that accepts nothing.
func standingWord(word string) string {
	switch word {
	case triage.WordReopen:
		return "reopened"
	case "":
		return "no more than commented on"
	}
	return "decided otherwise (" + word + ")"
}

func (o *takeover) printWaiver(w io.Writer, what string, one *triage.Waiver) {
	fmt.Fprintf(w, "%s: %s %s for %s, until %s\n", oneLine(o.waiversPlace), what, oneLine(one.Control), oneLine(one.About()), one.Expires.Format("2006-01-02"))
}

// terms are owner and day of a decision.
func terms(n *triage.Note) string {
	var text []string
	if n.Owner != "" {
		text = append(text, oneLine(n.Owner))
	}
	if n.Due != "" {
		text = append(text, "until "+n.Due)
	}
	if text == nil {
		return ""
	}
	return ": " + strings.Join(text, ", ")
}
