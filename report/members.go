package report

// Known is how many members of a group are known to be of a difference. Exact is false where the stream does not
// count them: then n is how many it lists, which is the least there are, 0 standing for nothing known.
func (m *Members) Known(difference string) (n int, exact bool) {
	counted := map[string]*int{
		DifferenceMissing: m.Missing, DifferenceForeign: m.Foreign, DifferenceExcluded: m.Excluded, DifferenceUndecided: m.Undecided,
	}[difference]
	if counted != nil {
		return *counted, true
	}
	for i := range m.Differences {
		if m.Differences[i].Difference == difference {
			n++
		}
	}
	return n, difference == DifferenceDomainLocal
}

// Unread reports whether one of the two lists of members was not read, or in part. A side that is not there has none.
func (m *Members) Unread() bool {
	return incomplete(m.Cloud) || incomplete(m.Directory)
}

func incomplete(status string) bool {
	return status == StatusPartial || status == StatusAbsent
}
