package report

// Of returns the count of one severity, 0 for what is no severity.
func (t Tally) Of(severity string) int {
	if n := t.count(severity); n != nil {
		return *n
	}
	return 0
}

// Total returns the count over all severities.
func (t Tally) Total() int {
	return t.Critical + t.High + t.Medium + t.Low + t.Info
}

// Worst returns the worst severity counted, "" for none.
func (t Tally) Worst() string {
	for _, s := range Severities {
		if t.Of(s) > 0 {
			return s
		}
	}
	return ""
}

// Add counts one finding of a severity; what is no severity is not counted.
func (t *Tally) Add(severity string) {
	if n := t.count(severity); n != nil {
		*n++
	}
}

func (t *Tally) count(severity string) *int {
	switch severity {
	case SeverityCritical:
		return &t.Critical
	case SeverityHigh:
		return &t.High
	case SeverityMedium:
		return &t.Medium
	case SeverityLow:
		return &t.Low
	case SeverityInfo:
		return &t.Info
	}
	return nil
}
