package xlsx

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// decided counts findings with a decision, and those of them whose evidence has changed since.
type decided struct{ all, changed int }

func (d *decided) add(f *report.Finding) {
	if f.Decision == nil {
		return
	}
	d.all++
	if f.Decision.Changed {
		d.changed++
	}
}

// sentence tells of the decisions, "" for none.
func (d decided) sentence() string {
	if d.all == 0 {
		return ""
	}
	text := report.Separated(d.all, "finding") + " with a decision from an earlier workbook"
	if d.changed > 0 {
		text += fmt.Sprintf("; of %s the evidence has changed since", report.Thousands(d.changed))
	}
	return text + "."
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
