package report

import (
	"fmt"
	"strings"
)

// Ages counts findings by how they stand to the baseline. New and Persisting add up to the findings of
// the stream, Resolved and NotEvaluated to its absent ones.
type Ages struct {
	New, Persisting, Resolved, NotEvaluated int
	// Changed counts those of Persisting that rest on other evidence than before, Grown those that have grown, Opened
	// those that are open and were waived or settling before.
	Changed, Grown, Opened int
}

func (a *Ages) add(f *Finding) {
	if f.Age == nil {
		return
	}
	switch f.Age.State {
	case AgeNew:
		a.New++
	case AgePersisting:
		a.Persisting++
		if f.Age.Changed {
			a.Changed++
		}
		if f.Age.Grown {
			a.Grown++
		}
		if f.Age.Closed && f.Open() {
			a.Opened++
		}
	case AgeResolved:
		a.Resolved++
	case AgeNotEvaluated:
		a.NotEvaluated++
	}
}

// AgeSentence tells how the findings stand to the baseline, "" without one.
func (c *Counts) AgeSentence() string {
	if c.Run == nil || c.Run.Baseline == nil {
		return ""
	}
	since := "the baseline"
	if at := c.Run.Baseline.CollectedAt; at != nil {
		since += " of " + at.UTC().Format("2006-01-02")
	}
	var parts []string
	if c.Ages.Changed > 0 || c.Ages.Grown > 0 {
		parts = append(parts, fmt.Sprintf("%d on other evidence than before", c.Ages.Changed))
	}
	if c.Ages.Grown > 0 {
		parts = append(parts, fmt.Sprintf("%d grown", c.Ages.Grown))
	}
	if c.Ages.Opened > 0 {
		parts = append(parts, fmt.Sprintf("%d waived or settling then and open now", c.Ages.Opened))
	}
	changed := ""
	if parts != nil {
		changed = " (" + strings.Join(parts, ", ") + ")"
	}
	text := fmt.Sprintf("Since %s: %d new, %d persisting%s, %d resolved", since, c.Ages.New, c.Ages.Persisting, changed, c.Ages.Resolved)
	if c.Ages.NotEvaluated > 0 {
		text += fmt.Sprintf("; %d not judged again", c.Ages.NotEvaluated)
	}
	return text + "."
}
