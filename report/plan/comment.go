package plan

import (
	"bufio"
	"fmt"

	"github.com/wbaudit/wbaudit/report"
)

// lines are the start of a file whose comments begin with #: what it was made of, how it is used, and
// the findings it has no step for. Which groups those are about stands in the plan in words.
func (p *Plan) lines(b *bufio.Writer, use ...string) {
	fmt.Fprintf(b, "# %s\n# %s\n#\n", p.title(marked), p.Sums())
	for _, line := range use {
		fmt.Fprintf(b, "# %s\n", line)
	}
	for _, list := range []struct {
		title string
		items []Item
	}{{"Left to people", p.Manual}, {"Refused", p.Refused}} {
		if len(list.items) > 0 {
			fmt.Fprintf(b, "#\n# %s:\n", list.title)
		}
		for _, g := range alike(list.items) {
			fmt.Fprintf(b, "#   %s, %s: %s\n", plain(g[0].Control), report.Several(len(g), "finding"), plain(g[0].Text))
		}
	}
}

// head is the comment before a step. It holds no text of the tenant.
func head(b *bufio.Writer, s *Step, of int) {
	back := "can be undone"
	if s.Irreversible {
		back = "CANNOT BE UNDONE: " + irreversible(s)
	}
	fmt.Fprintf(b, "\n# step %d of %d, %s: %s for %s; %s\n", s.Number, of, s.Kind, plain(s.Attribute), refs(s.Findings), back)
}
