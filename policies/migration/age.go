package migration

import (
	"fmt"
	"strconv"
	"time"

	"github.com/wbaudit/wbaudit/diff/readiness"
	"github.com/wbaudit/wbaudit/report"
)

// controlFresh is the control that tells how old data may be, and freshDays its parameter with its default.
const (
	controlFresh = "CS-39"
	freshDays    = "max_days"
	defaultDays  = 7
)

// run holds what was read to the clock. CS-39 itself judges by the time of the run, which is the end of the
// snapshot unless another was stated, and by that no snapshot is ever old.
func (h *Handler) run(r *report.Run) {
	read := oldest(r)
	if read == nil || r.Now != nil && !r.Now.Before(h.options.Today) {
		return // CS-39 judges that
	}
	days := maxDays(r)
	age := h.options.Today.Sub(*read)
	if age <= time.Duration(days)*24*time.Hour {
		return
	}
	h.addTenant(readiness.VerdictReason{Kind: readiness.ReasonBlocker, Control: controlFresh, Severity: report.SeverityHigh,
		Text: fmt.Sprintf("the data is of %s, %d days ago by the clock, and may be %d days old: collect again, or state by --now the time to judge by",
			read.UTC().Format(time.DateOnly), int(age/(24*time.Hour)), days)})
}

// oldest is when the side that was read first was read to its end; nil when no end is known, which CS-39 says.
func oldest(r *report.Run) *time.Time {
	var first *time.Time
	for _, end := range []*time.Time{r.Cloud.Ended, r.Directory.Ended, r.CollectedAt} {
		if end != nil && (first == nil || end.Before(*first)) {
			first = end
		}
	}
	return first
}

// maxDays is the parameter of CS-39 as the run states it.
func maxDays(r *report.Run) int {
	for _, p := range r.Parameters {
		if p.Key == controlFresh+"."+freshDays {
			if days, err := strconv.Atoi(p.Value); err == nil {
				return days
			}
		}
	}
	return defaultDays
}
