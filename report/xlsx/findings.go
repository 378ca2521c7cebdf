package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// findingColumns puts what is read first; printed are the columns up to printedFindings.
var findingColumns = []column{
	{title: "Severity", width: 12, kind: kindSeverity},
	{title: "Control", width: 10},
	{title: "Target", width: 26, kind: kindWrapped},
	{title: "Finding", width: 48, kind: kindWrapped},
	{title: "Expected", width: 24, kind: kindWrapped},
	{title: "Actual", width: 24, kind: kindWrapped},
	{title: "Status", width: 10},
	{title: "Decision", width: 13, kind: kindDecision, side: sideTriage},
	{title: "Owner", width: 16, kind: kindOwner, side: sideTriage},
	{title: "Due", width: 12, kind: kindDue, side: sideTriage},
	{title: "Comment", width: 28, kind: kindComment, side: sideTriage},
	{title: "Decision stands", width: 22, kind: kindDecided, side: sideTriage},
	{title: "Decided by", width: 18, side: sideTriage},
	{title: "Decided (UTC)", width: 18, kind: kindTime, side: sideTriage},
	{title: "Evidence", width: 28, kind: kindWrapped},
	{title: "Group", width: 12},
	{title: "Caused by", width: 11},
	{title: "Rank", width: 8, kind: kindNumber},
	{title: "Target kind", width: 15},
	{title: "Target id", width: 38},
	{title: "Directory name (DN)", width: 56},
	{title: "Waiver", width: 30, kind: kindWrapped},
	{title: "Waiver owner", width: 20},
	{title: "Waiver approver", width: 20},
	{title: "Waiver ticket", width: 16},
	{title: "Waiver expires (UTC)", width: 18, kind: kindTime},
	{title: "Fingerprint", width: 35},
	{title: "Evidence digest", width: 35},
	{title: "Decision seal", width: 35},
	{title: "Group key", width: 40},
	{title: "Since baseline", width: 14},
	{title: "First seen (UTC)", width: 18, kind: kindTime},
	{title: "Row seal", width: 35},
}

// printedFindings is the number of columns in the print area.
const printedFindings = 12

// findingKey puts the worst first, then goes by control and target.
func findingKey(f *report.Finding) string {
	return sortKey(strconv.Itoa(report.SeverityRank(f.Severity)), f.Control, strings.ToLower(f.Target.Name), f.Target.ID, f.Fingerprint)
}

// sortKey joins texts to a key that sorts by the first of them, then by the next.
func sortKey(texts ...string) string { return strings.Join(texts, "\x00") }

func (b *Workbook) findingsChapter() *chapter {
	t := newTable(b, findingsSheet, findingColumns, printedFindings)
	return &chapter{name: t.name, purpose: "every finding, one a row", list: t,
		take: func(r report.Record) error {
			if r.Finding == nil {
				return nil
			}
			b.decided.add(r.Finding)
			return b.addFinding(t, r.Finding)
		},
		note: func() string {
			return fmt.Sprintf("%s in %s, counted once for each control.", report.Separated(t.total, "finding"), report.Separated(b.counts.Checks.Evaluated(), "evaluated subject"))
		}}
}

func (b *Workbook) addFinding(t *table, f *report.Finding) error {
	waiver := report.Waiver{}
	if f.Waiver != nil {
		waiver = *f.Waiver
	}
	age := report.Age{}
	if f.Age != nil {
		age = *f.Age
	}
	decision := report.Decision{}
	if f.Decision != nil {
		decision = *f.Decision
	}
	cause := ""
	if f.Cause != nil {
		cause = *f.Cause
	}
	var group, key any
	if b.open != nil && isAbout(f.Target, b.open) {
		group, key = groupLink(b.open.Key), b.open.Key
	}
	row := []any{
		f.Severity, link{toControl, f.Control, f.Control}, f.Target.Name, f.Message, f.Expected, f.Actual,
		findingStatus(f), decision.Word, decision.Owner, decision.Due, decision.Comment, stands(f), decision.Author, decision.Decided,
		report.EvidenceText(f.Evidence), group, controlLink(cause), report.SeverityRank(f.Severity), f.Target.Kind,
		f.Target.ID, f.Target.DN, waiver.Reason, waiver.Owner, waiver.Approver, waiver.Ticket, waiver.Expires, f.Fingerprint, f.EvidenceDigest, f.Decision.Seal(), key, age.State, age.FirstSeen,
	}
	return t.add(findingKey(f), append(row, rowSeal(row))...)
}

// sealedAt are the places of the columns that the seal of a row covers, in its order.
var sealedAt = placesOf(report.SealedColumns)

func placesOf(titles []string) (places []int) {
	for _, title := range titles {
		places = append(places, slices.IndexFunc(findingColumns, func(c column) bool { return c.title == title }))
	}
	return places
}

// rowSeal seals what a row shows that the stream need not say: a workbook may be made with other waivers and decisions
// than the stream it is held to, so that the import knows an edit there by the seal alone.
func rowSeal(row []any) string {
	shown := make([]string, 0, len(sealedAt))
	for _, at := range sealedAt {
		text := ""
		switch v := row[at].(type) {
		case string:
			text = report.Visible(v)
		case *time.Time:
			text = report.SealedTime(v)
		}
		shown = append(shown, text)
	}
	return report.RowSeal(shown)
}

// evidenceChanged is said of a decision that was taken on other evidence, reopenedWaived of one that was taken back
// while its waiver stays in force.
const (
	evidenceChanged = "evidence changed"
	reopened        = "reopened"
	reopenedWaived  = "reopened, still waived"
)

// stands says whether what was decided on a finding still rests on what it was taken on.
func stands(f *report.Finding) string {
	d := f.Decision
	switch {
	case d == nil:
		return ""
	case d.TakenBack() && f.Waiver != nil:
		return reopenedWaived
	case d.TakenBack():
		return reopened
	case d.Changed:
		return evidenceChanged
	}
	return "evidence as then"
}

// controlLink leads to a control; nil is an empty cell.
func controlLink(id string) any {
	if id == "" {
		return nil
	}
	return link{toControl, id, id}
}

// findingStatus says whether a finding counts for --fail-on, and why not.
func findingStatus(f *report.Finding) string {
	var status []string
	if f.Waiver != nil {
		status = append(status, "waived")
	}
	if f.Settling {
		status = append(status, "settling")
	}
	if status == nil {
		return "open"
	}
	return strings.Join(status, ", ")
}
