package csv

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// Options say how the table is written.
type Options struct {
	// Raw writes text as it stands in the stream, for programs. A raw table must not be opened in a
	// spreadsheet: a name of the tenant can be a formula.
	Raw bool
}

// Columns are the titles of the columns. New ones are added at the end.
var Columns = []string{
	"record", "control", "severity", "state", "target_kind", "target_id", "target_name", "target_dn", "message", "expected", "actual",
	"evidence", "cause", "waiver_reason", "waiver_owner", "waiver_ticket", "waiver_expires", "fingerprint", "evidence_digest",
	"title", "frameworks", "outcome", "reason", "subjects", "not_applicable", "passed", "failed", "not_evaluated", "errors", "waived",
	"tenant_id", "collected_at", "snapshot_digest", "waiver_approver", "since_baseline", "first_seen",
	"portal_writeback_enabled", "portal_target_type", "portal_meaning", "effective_writeback", "effective_type", "grown",
	"move_to", "wave", "groups", "members_kept", "members_lost", "members_undecided", "people_lost", "people_undecided",
	"lost_id", "lost_name", "lost_dn", "lost_class", "lost_directly", "edge_group", "edge_member",
}

// byteOrderMark tells Excel that the file is UTF-8.
const byteOrderMark = "\ufeff"

// New returns a handler that writes the table to w, which it does not close. Memory is bounded by the
// number of controls.
func New(w io.Writer, o Options) report.Handler {
	return begun(w, o, Columns)
}

// begun is a table with the titles of its columns.
func begun(w io.Writer, o Options, columns []string) *table {
	t := &table{to: bufio.NewWriter(w), raw: o.Raw, columns: len(columns)}
	if !o.Raw {
		_, _ = t.to.WriteString(byteOrderMark) // the first error stays in the writer until Flush
	}
	_ = t.row(columns)
	return t
}

// table is the handler.
type table struct {
	to      *bufio.Writer
	raw     bool
	columns int
	counts  report.Counts
	// origin fills the last columns of every row.
	origin []string
}

func (t *table) Handle(r report.Record) error {
	t.counts.Add(r)
	switch {
	case r.Run != nil:
		t.origin = []string{r.Run.Tenant.ID, stamp(r.Run.CollectedAt), r.Run.SnapshotDigest}
	case r.Finding != nil:
		return t.row(append(append(t.finding("finding", r.Finding), t.portal(r.Finding)...), grown(r.Finding)))
	case r.Absent != nil:
		return t.row(t.finding("absent", r.Absent))
	case r.Change != nil:
		return t.change(r.Change)
	case r.Readiness != nil:
		return t.readiness(r.Readiness)
	case r.Wave != nil:
		return t.wave(r.Wave)
	case r.Verdict != nil:
		return t.verdict(r.Verdict)
	}
	return nil
}

// Close writes the rows of the controls, and before them one for each remark on the run.
func (t *table) Close() error {
	for _, remark := range t.counts.Remarks() {
		row := make([]string, 30, len(Columns))
		row[0], row[8] = "remark", remark
		if err := t.row(append(row, t.origin...)); err != nil {
			return err
		}
	}
	for _, c := range t.counts.Controls {
		if err := t.row(t.control(c)); err != nil {
			return err
		}
	}
	return t.to.Flush()
}

// portal is what the portal's two columns show of the group that a finding is about, what that means,
// and what is true; empty for a finding about something else.
func (t *table) portal(f *report.Finding) []string {
	shown := t.counts.About(f).Shown()
	if shown == nil {
		return make([]string, 5)
	}
	return []string{shown.Enabled, shown.Target, shown.Meaning, shown.Expected, shown.Type}
}

// grown says of a finding that the baseline has whether it counts more now, or is graver: true or false.
func grown(f *report.Finding) string {
	if f.Age == nil || f.Age.State != report.AgePersisting {
		return ""
	}
	return strconv.FormatBool(f.Age.Grown)
}

// finding is the row of a finding, or of one of the baseline that is absent now.
func (t *table) finding(record string, f *report.Finding) []string {
	var waiver report.Waiver
	if f.Waiver != nil {
		waiver = *f.Waiver
	}
	cause := ""
	if f.Cause != nil {
		cause = *f.Cause
	}
	control := &report.Control{}
	if c := t.counts.Control(f.Control); c != nil {
		control = c.Control
	}
	row := []string{
		record, f.Control, f.Severity, state(f), f.Target.Kind, f.Target.ID, f.Target.Name, f.Target.DN, f.Message, f.Expected, f.Actual,
		report.EvidenceText(f.Evidence), cause, waiver.Reason, waiver.Owner, waiver.Ticket, stamp(waiver.Expires), f.Fingerprint, f.EvidenceDigest,
		control.Title, frameworks(control), "", "", "", "", "", "", "", "", "",
	}
	age := report.Age{}
	if f.Age != nil {
		age = *f.Age
	}
	return append(append(row, t.origin...), waiver.Approver, age.State, stamp(age.FirstSeen))
}

func (t *table) control(c *report.ControlCount) []string {
	row := make([]string, 0, len(Columns))
	row = append(row, "control", c.Control.ID, c.Control.Severity)
	row = append(row, make([]string, 16)...)
	row = append(row, c.Control.Title, frameworks(c.Control))
	s := c.Summary
	if s == nil {
		s = &report.Summary{}
	}
	row = append(row, s.Outcome, s.Reason)
	for _, n := range []int{s.Subjects, s.NotApplicable, s.Passed, s.Failed, s.NotEvaluated, s.Errors, s.Waived} {
		row = append(row, strconv.Itoa(n))
	}
	return append(append(row, t.origin...), "", "", "")
}

// state says whether the finding counts for --fail-on.
func state(f *report.Finding) string {
	switch {
	case f.Age != nil && (f.Age.State == report.AgeResolved || f.Age.State == report.AgeNotEvaluated):
		return f.Age.State
	case f.Waiver != nil:
		return "waived"
	case f.Settling:
		return "settling"
	}
	return "open"
}

func frameworks(c *report.Control) string {
	var clauses []string
	for _, f := range c.Frameworks {
		clauses = append(clauses, strings.TrimSpace(f.Name+" "+f.Clause))
	}
	return strings.Join(clauses, "; ")
}

// stamp writes a time as RFC 3339 in UTC, "" for one that is not known.
func stamp(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
