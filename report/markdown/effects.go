package markdown

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// Of each outcome, and of the people of one group.
const (
	listedEffects = 8
	listedPeople  = 5
)

// NewEffects returns a handler whose Close writes to w, which it does not close, what an assumption does: counts,
// and the first groups of each outcome.
func NewEffects(w io.Writer) report.EffectHandler {
	return &effects{to: bufio.NewWriter(w), first: map[string][]*report.Effect{}, head: &report.Whatif{}, totals: &report.EffectTotals{}}
}

// effects is the handler.
type effects struct {
	to     *bufio.Writer
	first  map[string][]*report.Effect
	head   *report.Whatif
	totals *report.EffectTotals
}

func (s *effects) HandleEffect(r report.EffectRecord) error {
	switch {
	case r.Whatif != nil:
		s.head = r.Whatif
	case r.Effect != nil:
		if list := s.first[r.Effect.Outcome]; len(list) < listedEffects {
			s.first[r.Effect.Outcome] = append(list, r.Effect)
		}
	case r.Totals != nil:
		s.totals = r.Totals
	}
	return nil
}

func (s *effects) line(format string, args ...any) {
	_, _ = fmt.Fprintf(s.to, format+"\n", args...) // the first error stays in the writer until Flush
}

func (s *effects) Close() error {
	t := s.totals
	s.line("## What if %s?\n", code(cmp.Or(strings.Join(s.head.Assumed, ", and "), "nothing changes"), longestText))
	for _, note := range s.head.Notes {
		s.line("- %s", code(note, longestText))
	}
	s.line("\n**%s of %s change, %s undecided.**\n", report.Thousands(t.Changed()), report.Separated(t.Subjects, "group"), report.Thousands(t.Undecided))
	s.line("| Outcome | Groups |\n|---|---:|")
	for _, o := range report.EffectOutcomes {
		s.line("| %s | %s |", o, report.Thousands(t.Of(o)))
	}
	s.line("\n%s lose a group, %s lose access, %s may lose a group (each person counted once).\n",
		report.Thousands(t.PeopleLosingGroup), report.Thousands(t.PeopleLosingAccess), report.Thousands(t.PeopleUndecided))
	if !t.PeopleWhole {
		s.line("> There may be more people: the members of some copies were not all read.\n")
	}
	for _, o := range report.EffectOutcomes {
		s.outcome(o)
	}
	s.line("Tenant %s (%s), collected %s, wbaudit %s, snapshot %s", code(s.head.TenantName, longestText), code(s.head.TenantID, longestID),
		stamp(s.head.CollectedAt), code(s.head.Version, longestID), code(s.head.SnapshotDigest, 16))
	return s.to.Flush()
}

// outcome lists the first groups of one outcome.
func (s *effects) outcome(o string) {
	list := s.first[o]
	if len(list) == 0 {
		return
	}
	if o == report.EffectUnchanged {
		s.line("### Unchanged by a reading that is less well supported\n")
	} else {
		s.line("### %s\n", strings.ToUpper(o[:1])+o[1:])
	}
	for _, e := range list {
		s.line("- %s%s: %s (rule %s, source %s, confidence %s)%s", code(cmp.Or(e.Name, e.Key), longestText/3), copies(e), code(e.Text, longestText),
			code(e.Rule, longestID), code(cmp.Or(e.Source, "none"), longestID), code(e.Confidence, longestID), loss(e))
	}
	if more := s.totals.Listed(o) - len(list); more > 0 {
		s.line("- … and %s", report.Several(more, "more group"))
	}
	s.line("")
}

// copies names what the group has in the directory.
func copies(e *report.Effect) string {
	if len(e.Copies) == 0 {
		return ""
	}
	return ", " + code(e.CopyText(), longestText)
}

// loss says who loses something.
func loss(e *report.Effect) string {
	if e.Loss == "" || len(e.People) == 0 {
		return ""
	}
	var names []string
	for _, p := range e.People[:min(len(e.People), listedPeople)] {
		names = append(names, cmp.Or(p.Name, p.Key))
	}
	text := fmt.Sprintf("; %s %s: %s", report.Thousands(len(e.People)), report.LossWords[e.Loss], code(strings.Join(names, ", "), longestText))
	if more := len(e.People) - listedPeople; more > 0 {
		text += fmt.Sprintf(" and %s more", report.Thousands(more))
	}
	return text
}
