package html

import (
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// gaps numbers the reasons not to judge a group, each with its controls, since many groups share them.
type gaps struct {
	number map[string]int
	all    []report.Unjudged
}

func newGaps() *gaps { return &gaps{number: map[string]int{}} }

// of returns the numbers of a group's gaps.
func (s *gaps) of(g *report.Group) []int {
	var list []int
	for _, gap := range g.NotEvaluated {
		key := gap.Reason + "\x00" + strings.Join(gap.Controls, " ")
		n, known := s.number[key]
		if !known {
			n = len(s.all)
			s.number[key] = n
			s.all = append(s.all, gap)
		}
		list = append(list, n)
	}
	return list
}

// gapRows are the gaps as the page's script reads them: reason, numbers of controls, for each of these the lists
// that it lacks, and what the reason asks for.
func (p *Page) gapRows() [][]any {
	list := [][]any{}
	for _, gap := range p.gaps.all {
		controls, lacking := []int{}, []string{}
		for _, id := range gap.Controls {
			controls = append(controls, p.controls[id])
			lacking = append(lacking, report.Visible(p.counts.Remedy(id, gap.Reason)))
		}
		list = append(list, []any{report.Visible(gap.Reason), controls, lacking, report.Visible(asked(gap.Reason))})
	}
	return list
}

// asked is what a reason itself asks for, behind its colon; "" for one that only says what is not known.
func asked(reason string) string {
	_, remedy, _ := strings.Cut(reason, ": ")
	for _, verb := range []string{"export ", "give ", "set ", "state ", "read ", "run ", "name "} {
		if strings.HasPrefix(remedy, verb) {
			return remedy
		}
	}
	return ""
}

// general counts the controls that something kept from judging any subject.
func (p *Page) general() int {
	n := 0
	for _, c := range p.counts.NotEvaluated() {
		for _, r := range c.Summary.Reasons {
			if r.Scope == report.ScopeRun {
				n++
				break
			}
		}
	}
	return n
}
