package plan

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// text writes the plan for a person.
func (p *Plan) text(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, p.title(report.Visible))
	fmt.Fprintln(b, p.Sums())
	if len(p.Steps) > 0 {
		fmt.Fprintln(b, "\nSteps, in this order:")
	}
	for i := range p.Steps {
		s := &p.Steps[i]
		fmt.Fprintf(b, "  %3d  %s\n", s.Number, s.action(quoted))
		for _, member := range s.Emptied {
			fmt.Fprintf(b, "       out   %s\n", quoted(member))
		}
		fmt.Fprintf(b, "       for   %s\n", refs(s.Findings))
		fmt.Fprintf(b, "       only  if %s\n", s.condition(quoted))
		fmt.Fprintf(b, "       undo  %s\n", s.undo(quoted))
	}
	items(b, "\nLeft to people:", p.Manual)
	items(b, "\nRefused:", p.Refused)
	if len(p.Words) > 0 {
		fmt.Fprintln(b, "\nA word more would allow more:")
	}
	for _, w := range p.Words {
		fmt.Fprintf(b, "  %s\n", w)
	}
	return b.Flush()
}

// items lists findings without a step, those of one control and one text together, the worst first.
func items(b *bufio.Writer, title string, list []Item) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(b, title)
	for _, g := range alike(list) {
		for _, i := range g {
			fmt.Fprintf(b, "  %-8s %s  %s\n", i.Severity, refs([]Ref{i.Ref}), report.Visible(i.subject()))
		}
		fmt.Fprintf(b, "           %s\n", report.Visible(g[0].Text))
	}
}

// alike puts findings of one severity, control and text together, the worst first.
func alike(list []Item) [][]Item {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(x, y Item) int {
		return cmp.Or(cmp.Compare(report.SeverityRank(x.Severity), report.SeverityRank(y.Severity)), cmp.Compare(x.Control, y.Control), cmp.Compare(x.Text, y.Text))
	})
	var groups [][]Item
	for at, i := range sorted {
		if last := len(groups) - 1; at > 0 && sorted[at-1].Severity == i.Severity && sorted[at-1].Control == i.Control && sorted[at-1].Text == i.Text {
			groups[last] = append(groups[last], i)
			continue
		}
		groups = append(groups, []Item{i})
	}
	return groups
}

func (i *Item) subject() string {
	if i.Target == report.TargetTenant {
		return "the tenant"
	}
	return i.Name
}

// digits is as much of a digest as tells two snapshots apart.
const digits = 12

// title says what the plan was made of.
func (p *Plan) title(quote func(string) string) string {
	when := "at a time that is not known"
	if p.Source.CollectedAt != nil {
		when = "at " + report.Minute(*p.Source.CollectedAt)
	}
	return fmt.Sprintf("Plan for tenant %s (%s), from snapshot %s collected %s", quote(p.Source.TenantName), quote(p.Source.TenantID), quote(p.Source.SnapshotDigest[:min(digits, len(p.Source.SnapshotDigest))]), when)
}

// Sums says in a sentence what became of all findings.
func (p *Plan) Sums() string {
	c := p.Counts
	partly := ""
	if c.Partly > 0 {
		partly = fmt.Sprintf(" (%d of them answered in part)", c.Partly)
	}
	sums := fmt.Sprintf("%s: %d answered by %s, %d left to people%s, %d refused, %d waived", report.Several(c.Findings, "finding"),
		c.Planned, report.Several(len(p.Steps), "step"), c.Manual, partly, c.Refused, c.Waived)
	if c.NotSelected > 0 {
		sums += fmt.Sprintf(", %d not selected", c.NotSelected)
	}
	return sums
}

// short is as much of a fingerprint as "wbaudit explain finding" needs.
const short = 8

func refs(list []Ref) string {
	var parts []string
	for _, r := range list {
		parts = append(parts, plain(r.Control)+" "+plain(r.Fingerprint[:min(short, len(r.Fingerprint))]))
	}
	return strings.Join(parts, ", ")
}

func quoted(text string) string { return `"` + report.Visible(text) + `"` }
