package triage

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/triage/workbook"
)

// entered returns what was written into a row as a note, with every text as it may be shown.
func entered(r *workbook.Row) *Note {
	c := r.Cells
	return &Note{
		Fingerprint: strings.ToLower(c[workbook.ColumnFingerprint]), EvidenceDigest: strings.ToLower(c[workbook.ColumnDigest]),
		Word: strings.ToLower(clean(c[workbook.ColumnDecision])), Owner: oneLine(c[workbook.ColumnOwner]), Due: dueDay(c[workbook.ColumnDue]), Comment: clean(c[workbook.ColumnComment]),
	}
}

// clean leaves of what somebody wrote only what is seen, and its lines.
func clean(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(strings.Map(func(r rune) rune {
			switch {
			case unicode.IsSpace(r):
				return ' '
			case report.Visible(string(r)) != string(r):
				return -1
			}
			return r
		}, line))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// isFormulaError reports whether a cell shows what a program makes of text that it took for a formula.
func isFormulaError(s string) bool {
	return slices.Contains([]string{"#VALUE!", "#NAME?", "#REF!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!"}, s)
}

func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// dueDay takes the day of a time as well, which some programs make of a day.
func dueDay(s string) string {
	if day, rest, timed := strings.Cut(s, "T"); timed && strings.HasPrefix(rest, "00:00:00") {
		return day
	}
	return s
}

// refused says what is wrong with an entry, "" for nothing. What is due must not have passed at now.
func refused(n *Note, now time.Time) string {
	broken := slices.IndexFunc([]string{n.Owner, n.Due, n.Comment}, isFormulaError)
	passed := n.day() != nil && n.day().Before(now.UTC().Truncate(24*time.Hour))
	switch {
	case n.Word != "" && !slices.Contains(words, n.Word):
		return fmt.Sprintf("Decision is %q: choose %s, or leave it empty", clip(n.Word), strings.Join(words, ", "))
	case broken >= 0:
		return fmt.Sprintf("%s is a formula with an error: begin the text with another character than =", []string{"Owner", "Due", "Comment"}[broken])
	case n.Due != "" && n.day() == nil:
		return fmt.Sprintf("Due is %q: expected a day such as 2027-01-31", clip(n.Due))
	case n.Word == WordAccept && (n.Owner == "" || n.Due == "" || n.Comment == ""):
		return "accept needs Owner, Due and Comment: who answers for the risk, until when, and why"
	case n.day() != nil && TooFar(*n.day(), now) != "":
		return "Due " + TooFar(*n.day(), now)
	case n.Word == WordAccept && passed:
		return fmt.Sprintf("Due is %s, which has passed: a risk is accepted until a day to come", n.Due)
	case n.Word == WordDispute && n.Comment == "":
		return "dispute needs Comment: why the finding is wrong"
	}
	checked := *n
	checked.Decided = now
	return checked.fault()
}
