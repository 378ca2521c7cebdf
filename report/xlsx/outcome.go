package xlsx

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// decided counts findings with a decision, and those of them whose evidence has changed since; reopened are those whose
// decision was taken back, waived those of them that are waived all the same.
type decided struct{ all, changed, reopened, waived int }

func (d *decided) add(f *report.Finding) {
	switch {
	case f.Decision == nil:
		return
	case f.Decision.TakenBack():
		d.reopened++
		if f.Waiver != nil {
			d.waived++
		}
		return
	case f.Decision.Changed:
		d.changed++
	}
	d.all++
}

// sentence tells of the decisions, "" for none.
func (d decided) sentence() string {
	var text []string
	if d.all > 0 {
		text = append(text, report.Separated(d.all, "finding")+" with a decision from an earlier workbook")
	}
	if d.changed > 0 {
		text = append(text, fmt.Sprintf("of %s the evidence has changed since", report.Thousands(d.changed)))
	}
	if d.reopened > 0 {
		text = append(text, report.Separated(d.reopened, "finding")+" reopened")
	}
	if d.waived > 0 {
		text = append(text, fmt.Sprintf("%s of them still waived: delete the entries in the file of waivers", report.Thousands(d.waived)))
	}
	if text == nil {
		return ""
	}
	return strings.Join(text, "; ") + "."
}

// verdict is the outcome in one line. Nothing open is only good where everything was judged.
func verdict(c *report.Counts) string {
	var open []string
	for _, s := range severityShades {
		if n := c.Open.Of(s.word); n > 0 {
			open = append(open, report.Thousands(n)+" "+s.word)
		}
	}
	blind := c.Checks.NotEvaluated + c.Checks.Errors
	switch {
	case open != nil:
		return "Open: " + strings.Join(open, ", ") + "."
	case blind > 0:
		return fmt.Sprintf("Nothing is open among what was judged, and %s could not be judged: that is no good result yet.", report.Separated(blind, "subject"))
	case c.Checks.Evaluated() == 0:
		return "Nothing was judged."
	}
	return "Nothing is open, and every subject was judged."
}
