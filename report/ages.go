package report

import "fmt"

// Ages counts findings by how they stand to the baseline. New and Persisting add up to the findings of
// the stream, Resolved and NotEvaluated to its absent ones.
type Ages struct {
	New, Persisting, Resolved, NotEvaluated int
	// Changed counts those of Persisting that rest on other evidence than before, Grown those that have grown.
	Changed, Grown int
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
	changed := ""
	switch {
	case c.Ages.Grown > 0:
		changed = fmt.Sprintf(" (%d on other evidence than before, %d grown)", c.Ages.Changed, c.Ages.Grown)
	case c.Ages.Changed > 0:
		changed = fmt.Sprintf(" (%d on other evidence than before)", c.Ages.Changed)
	}
	text := fmt.Sprintf("Since %s: %d new, %d persisting%s, %d resolved", since, c.Ages.New, c.Ages.Persisting, changed, c.Ages.Resolved)
	if c.Ages.NotEvaluated > 0 {
		text += fmt.Sprintf("; %d not judged again", c.Ages.NotEvaluated)
	}
	return text + "."
}
