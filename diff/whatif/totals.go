package whatif

// Totals reconcile: Subjects is the sum of all outcomes.
type Totals struct {
	Subjects  int
	Deleted   int
	Freezes   int
	Retypes   int
	Appears   int
	Resumes   int
	Pending   int
	Undecided int
	Unchanged int
	// LessSure counts unchanged subjects of which the answer is less well supported than before.
	LessSure int
	// PeopleLosingGroup, PeopleLosingAccess and PeopleUndecided count people, each once, with at
	// least one loss of that kind. PeopleWhole is false when there may be more.
	PeopleLosingGroup  int
	PeopleLosingAccess int
	PeopleUndecided    int
	PeopleWhole        bool
}

func (t *Totals) count(o Outcome) *int {
	switch o {
	case Deleted:
		return &t.Deleted
	case Freezes:
		return &t.Freezes
	case Retypes:
		return &t.Retypes
	case Appears:
		return &t.Appears
	case Resumes:
		return &t.Resumes
	case Pending:
		return &t.Pending
	case Undecided:
		return &t.Undecided
	default:
		return &t.Unchanged
	}
}

// counter counts effects, and each person once for a kind of loss.
type counter struct {
	totals Totals
	seen   map[Loss]map[string]bool
}

func newCounter(subjects int) *counter {
	return &counter{
		totals: Totals{Subjects: subjects, PeopleWhole: true},
		seen:   map[Loss]map[string]bool{LosesGroup: {}, LosesAccess: {}, MayLoseGroup: {}},
	}
}

// lessSure reports whether the answer afterwards is less well supported.
func lessSure(s *subject) bool {
	return s.after.Confidence != s.before.Confidence && weaker(s.before.Confidence, s.after.Confidence) == s.after.Confidence
}

func (c *counter) add(e *Effect) {
	*c.totals.count(e.Outcome)++
	if e.Outcome == Unchanged {
		c.totals.LessSure++
	}
	c.totals.PeopleWhole = c.totals.PeopleWhole && e.PeopleWhole
	for _, p := range e.People {
		c.seen[e.Loss][p.Key] = true
	}
	c.totals.PeopleLosingGroup = len(c.seen[LosesGroup])
	c.totals.PeopleLosingAccess = len(c.seen[LosesAccess])
	c.totals.PeopleUndecided = len(c.seen[MayLoseGroup])
}
