package xlsx

import (
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// findingColumns puts what is read first; printed are the columns up to printedFindings.
var findingColumns = []column{
	{title: "Severity", width: 12, kind: kindSeverity},
	{title: "Rank", width: 7, kind: kindNumber},
	{title: "Control", width: 10},
	{title: "Target", width: 34},
	{title: "Finding", width: 64, kind: kindWrapped},
	{title: "Expected", width: 30, kind: kindWrapped},
	{title: "Actual", width: 30, kind: kindWrapped},
	{title: "Status", width: 12},
	{title: "Evidence", width: 34, kind: kindWrapped},
	{title: "Caused by", width: 11},
	{title: "Target kind", width: 14},
	{title: "Target id", width: 38},
	{title: "Directory name (DN)", width: 56},
	{title: "Waiver", width: 30, kind: kindWrapped},
	{title: "Waiver owner", width: 20},
	{title: "Waiver ticket", width: 16},
	{title: "Waiver expires (UTC)", width: 18, kind: kindTime},
	{title: "Fingerprint", width: 35},
	{title: "Evidence digest", width: 35},
}

// printedFindings is the number of columns in the print area.
const printedFindings = 9

func (b *Workbook) addFinding(f *report.Finding) error {
	waiver := report.Waiver{}
	if f.Waiver != nil {
		waiver = *f.Waiver
	}
	cause := ""
	if f.Cause != nil {
		cause = *f.Cause
	}
	return b.findings.add(
		f.Severity, report.SeverityRank(f.Severity), f.Control, f.Target.Name, f.Message, f.Expected, f.Actual,
		findingStatus(f), report.EvidenceText(f.Evidence), cause, f.Target.Kind, f.Target.ID, f.Target.DN,
		waiver.Reason, waiver.Owner, waiver.Ticket, waiver.Expires, f.Fingerprint, f.EvidenceDigest,
	)
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
