package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/whatif"
)

// effectPrinter writes what an assumption does.
type effectPrinter struct {
	printer
	*effectDigest
}

// outcomeTitles name the outcomes in a heading.
var outcomeTitles = map[whatif.Outcome]string{
	whatif.Deleted:   "deleted",
	whatif.Freezes:   "freeze: stay and are no longer updated",
	whatif.Retypes:   "change type",
	whatif.Appears:   "appear",
	whatif.Resumes:   "updated again",
	whatif.Pending:   "not in the directory, and what should be changes",
	whatif.Undecided: "undecided",
	whatif.Unchanged: "unchanged",
}

func (p *effectPrinter) whatif(head *whatifHead, totals *whatif.Totals) {
	if len(head.Assumed) == 0 {
		p.print("What if nothing changes?\n")
	} else {
		p.print("What if %s?\n", strings.Join(head.Assumed, ", and "))
	}
	for _, note := range head.Notes {
		p.print("Note: %s\n", note)
	}
	p.print("\n%d of %d groups change, %d are undecided.\n\n", totals.Subjects-totals.Unchanged-totals.Undecided, totals.Subjects, totals.Undecided)
	for _, o := range whatif.Outcomes() {
		if n := totals.Of(o); n > 0 {
			p.print("  %7d  %s\n", n, outcomeTitles[o])
		}
	}
	if totals.LessSure > 0 {
		p.print("           (of those unchanged, %d rest on a reading that is less well supported)\n", totals.LessSure)
	}
	for _, o := range whatif.Outcomes() {
		p.outcome(o, totals.Of(o))
	}
	p.people(totals)
}

// outcome lists the groups of one outcome, which are n.
func (p *effectPrinter) outcome(o whatif.Outcome, n int) {
	list := p.effects[o]
	if len(list) == 0 {
		return
	}
	p.print("\n%s (%d)\n", strings.ToUpper(outcomeTitles[o][:1])+outcomeTitles[o][1:], n)
	for _, e := range list {
		p.effect(e)
	}
	p.rest(n - len(list))
}

func (p *effectPrinter) effect(e shownEffect) {
	p.print("  %s  (%s)\n", cmp.Or(e.Name, "without a name"), e.Key)
	switch {
	case e.DN != "":
		p.print("    copy    %s\n", e.DN)
	case e.HasCopy == diff.Yes:
		p.print("    copy    several directory groups claim to be it\n")
	}
	p.print("    before  %s\n    after   %s\n", stateText(e.Before), stateText(e.After))
	p.print("    %s\n    rule %s; source %s; confidence %s\n", e.Text, cmp.Or(e.Rule, "none"), cmp.Or(e.Source, "none"), string(e.Confidence))
	if e.Loss == "" {
		return
	}
	p.loss(e)
}

// loss names the people in a copy.
func (p *effectPrinter) loss(e shownEffect) {
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
var lossTexts = map[whatif.Loss]string{
	whatif.LosesGroup:   "in the copy lose the group",
	whatif.LosesAccess:  "in the copy lose the access granted to it",
	whatif.MayLoseGroup: "in the copy may lose the group",
}

func stateText(s whatif.State) string {
	switch {
	case s.Expected == diff.No:
		return "not written"
	case s.Expected != diff.Yes:
		return "not known"
	}
	return "written" + prefixed(" by ", string(s.Engine)) + prefixed(" as ", string(s.Type))
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

func (p *effectPrinter) rest(n int) {
	if n > 0 {
		p.print("  … and %d more; --full lists all\n", n)
	}
}

// people lists who loses which groups, those with the most first.
func (p *effectPrinter) people(totals *whatif.Totals) {
	for _, part := range [...]struct {
		loss  whatif.Loss
		title string
		count int
	}{
		{whatif.LosesGroup, "People who lose a group", totals.PeopleLosingGroup},
		{whatif.LosesAccess, "People who lose access", totals.PeopleLosingAccess},
		{whatif.MayLoseGroup, "People who may lose a group", totals.PeopleUndecided},
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
