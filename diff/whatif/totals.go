package whatif

// Totals reconcile: Subjects is the sum of all outcomes.
type Totals struct {
	Subjects  int `json:"subjects"`
	Deleted   int `json:"deleted"`
	Freezes   int `json:"freezes"`
	Retypes   int `json:"retypes"`
	Appears   int `json:"appears"`
	Resumes   int `json:"resumes"`
	Pending   int `json:"pending"`
	Undecided int `json:"undecided"`
	Unchanged int `json:"unchanged"`
	// LessSure counts unchanged subjects of which the answer is less well supported than before.
	LessSure int `json:"less_sure"`
	// PeopleLosingGroup, PeopleLosingAccess and PeopleUndecided count people, each once, with at
	// least one loss of that kind. PeopleWhole is false when there may be more.
	PeopleLosingGroup  int  `json:"people_losing_group"`
	PeopleLosingAccess int  `json:"people_losing_access"`
	PeopleUndecided    int  `json:"people_undecided"`
	PeopleWhole        bool `json:"people_whole"`
}

// Of returns the count of an outcome.
func (t *Totals) Of(o Outcome) int { return *t.count(o) }

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
