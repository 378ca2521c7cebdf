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
