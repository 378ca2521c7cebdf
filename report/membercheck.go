package report

import "fmt"

// checkMembers refuses counts of members that disagree with the members that a group lists, which it does in full, or
// with each other. What was not read has no count.
func checkMembers(g *Group) error {
	m := &g.Members
	listed := listedMembers(m)
	for _, c := range [...]struct {
		count      *int
		difference string
		listed     int
	}{
		{m.Missing, DifferenceMissing, listed.missing}, {m.Foreign, DifferenceForeign, listed.foreign},
		{m.Excluded, DifferenceExcluded, listed.excluded}, {m.Undecided, DifferenceUndecided, listed.undecided},
	} {
		if c.count != nil && *c.count != c.listed {
			return fmt.Errorf("group %q counts %d members as %s, but lists %d of them: the line was changed", g.Key, *c.count, c.difference, c.listed)
		}
	}
	if m.Expected != nil && m.Matched != nil && m.Missing != nil && *m.Expected != *m.Matched+*m.Missing {
		return fmt.Errorf("group %q expects %d members, but %d of them are there and %d missing: the line was changed", g.Key, *m.Expected, *m.Matched, *m.Missing)
	}
	if m.CloudCount != nil && m.Expected != nil && m.Excluded != nil && m.Undecided != nil && *m.CloudCount != *m.Expected+*m.Excluded+*m.Undecided {
		return fmt.Errorf("group %q counts %d members in the cloud, but %d expected, %d excluded and %d undecided: the line was changed",
			g.Key, *m.CloudCount, *m.Expected, *m.Excluded, *m.Undecided)
	}
	classed := 0
	for _, c := range m.Classes {
		classed += c.Count
	}
	if m.CloudCount != nil && len(m.Classes) > 0 && *m.CloudCount != classed {
		return fmt.Errorf("group %q counts %d members in the cloud, but %d by their classes: the line was changed", g.Key, *m.CloudCount, classed)
	}
	return nil
}

// listedCounts are how many members a group lists of each difference that it counts.
type listedCounts struct{ missing, foreign, excluded, undecided int }

func listedMembers(m *Members) (n listedCounts) {
	for i := range m.Differences {
		switch d := &m.Differences[i]; d.Difference {
		case DifferenceMissing:
			n.missing++
		case DifferenceForeign:
			n.foreign++
		case DifferenceExcluded:
			n.excluded++
		case DifferenceUndecided:
			// A member of the copy that may be an undecided one of the cloud is listed beside that one, which counts.
			if d.ID != "" {
				n.undecided++
			}
		}
	}
	return n
}
