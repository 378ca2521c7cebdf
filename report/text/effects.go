package text

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// NewEffects returns a handler whose Close writes to w what an assumption does, in full or the first of each
// list. Memory is bounded by what is shown, and by the people who lose something.
func NewEffects(w io.Writer, full bool) report.EffectHandler {
	return &effects{to: bufio.NewWriter(w), effectDigest: newEffectDigest(full), head: &report.Whatif{}, totals: &report.EffectTotals{}}
}

// effects is the handler.
type effects struct {
	to *bufio.Writer
	*effectDigest
	head   *report.Whatif
	totals *report.EffectTotals
}

func (p *effects) HandleEffect(r report.EffectRecord) error {
	switch {
	case r.Whatif != nil:
		p.head = r.Whatif
	case r.Effect != nil:
		p.add(r.Effect)
	case r.Totals != nil:
		p.totals = r.Totals
	}
	return nil
}

func (p *effects) Close() error {
	p.whatif(p.head, p.totals)
	return p.to.Flush()
}

// print formats with every text argument made visible, since it may come from a tenant. The first error stays
// in the writer until Flush.
func (p *effects) print(format string, args ...any) {
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = report.Visible(text)
		}
	}
	_, _ = fmt.Fprintf(p.to, format, args...)
}

// outcomeTitles name the outcomes in a heading.
var outcomeTitles = map[string]string{
	report.EffectDeleted:   "deleted",
	report.EffectFreezes:   "freeze: stay and are no longer updated",
	report.EffectRetypes:   "change type",
	report.EffectAppears:   "appear",
	report.EffectResumes:   "updated again",
	report.EffectPending:   "not in the directory, and what should be changes",
	report.EffectUndecided: "undecided",
	report.EffectUnchanged: "unchanged",
}

func (p *effects) whatif(head *report.Whatif, totals *report.EffectTotals) {
	if len(head.Assumed) == 0 {
		p.print("What if nothing changes?\n")
	} else {
		p.print("What if %s?\n", strings.Join(head.Assumed, ", and "))
	}
	for _, note := range head.Notes {
		p.print("Note: %s\n", note)
	}
	p.print("\n%d of %d groups change, %d are undecided.\n\n", totals.Changed(), totals.Subjects, totals.Undecided)
	for _, o := range report.EffectOutcomes {
		if n := totals.Of(o); n > 0 {
			p.print("  %7d  %s\n", n, outcomeTitles[o])
		}
	}
	if totals.LessSure > 0 {
		p.print("           (of those unchanged, %d rest on a reading that is less well supported)\n", totals.LessSure)
	}
	for _, o := range report.EffectOutcomes {
		p.outcome(o, totals.Listed(o))
	}
	p.people(totals)
}

// outcome lists the groups of one outcome, of which the stream has n.
func (p *effects) outcome(o string, n int) {
	list := p.effects[o]
	if len(list) == 0 {
		return
	}
	title := outcomeTitles[o]
	if o == report.EffectUnchanged {
		title = "unchanged by a reading that is less well supported"
	}
	p.print("\n%s (%d)\n", strings.ToUpper(title[:1])+title[1:], n)
	for _, e := range list {
		p.effect(e)
	}
	p.rest(n - len(list))
}

func (p *effects) effect(e shownEffect) {
	p.print("  %s  (%s)\n", cmp.Or(e.Name, "without a name"), e.Key)
	if len(e.Copies) > 1 {
		p.print("    copy    %s directory groups claim to be it\n", report.Thousands(len(e.Copies)))
	}
	for _, dn := range e.Copies {
		p.print("    copy    %s\n", dn)
	}
	before, after := stateText(e.Before), stateText(e.After)
	if e.Outcome == report.EffectUnchanged {
		before, after = before+", confidence "+e.Before.Confidence, after+", confidence "+e.After.Confidence
	}
	p.print("    before  %s\n    after   %s\n", before, after)
	p.print("    %s\n    rule %s; source %s; confidence %s\n", e.Text, cmp.Or(e.Rule, "none"), cmp.Or(e.Source, "none"), e.Confidence)
	if e.Loss == "" {
		return
	}
	p.loss(e)
}

// loss names the people in a copy.
func (p *effects) loss(e shownEffect) {
	var names []string
	for _, person := range e.People {
		name := cmp.Or(person.Name, person.Key)
		if !person.Direct {
			name += " (through a group)"
		}
		names = append(names, name)
	}
	text := people(e.people) + " " + lossTexts[e.Loss]
	if len(names) > 0 {
		text += ": " + listed(names, e.people)
	}
	if !e.PeopleWhole {
		text += "; there may be more, its members were not all read"
	}
	p.print("    %s\n", text)
}

// listed joins names, of which there are n in all.
func listed(names []string, n int) string {
	text := strings.Join(names, ", ")
	if n > len(names) {
		text += fmt.Sprintf(" and %d more", n-len(names))
	}
	return text
}

// lossTexts say what people lose.
var lossTexts = map[string]string{
	report.LossOfGroup:   "in the copy lose the group",
	report.LossOfAccess:  "in the copy lose the access granted to it",
	report.LossUndecided: "in the copy may lose the group",
}

func stateText(s report.EffectState) string {
	switch {
	case s.Expected == "no":
		return "not written"
	case s.Expected != "yes":
		return "not known"
	}
	return "written" + prefixed(" by ", s.Engine) + prefixed(" as ", s.Type)
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

func (p *effects) rest(n int) {
	if n > 0 {
		p.print("  … and %d more; --full lists all\n", n)
	}
}

// people lists who loses which groups, those with the most first.
func (p *effects) people(totals *report.EffectTotals) {
	for _, part := range [...]struct {
		loss  string
		title string
		count int
	}{
		{report.LossOfGroup, "People who lose a group", totals.PeopleLosingGroup},
		{report.LossOfAccess, "People who lose access", totals.PeopleLosingAccess},
		{report.LossUndecided, "People who may lose a group", totals.PeopleUndecided},
	} {
		if part.count == 0 {
			continue
		}
		p.print("\n%s (%d)\n", part.title, part.count)
		losers := p.losersOf(part.loss)
		for _, l := range losers {
			p.print("  %s: %d (%s)\n", cmp.Or(l.name, l.key), l.count, listed(l.groups, l.count))
		}
		p.rest(part.count - len(losers))
	}
	if !totals.PeopleWhole {
		p.print("\nThere may be more people: the members of some copies were not all read.\n")
	}
}
