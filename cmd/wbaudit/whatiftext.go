package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/whatif"
)

// How much whatif shows without --full.
const (
	shownEffects = 10
	shownPeople  = 5
)

// effectPrinter writes what an assumption does.
type effectPrinter struct {
	printer
	full bool
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

func (p *effectPrinter) whatif(head *whatifHead, effects []*whatif.Effect, totals *whatif.Totals) {
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
		p.outcome(o, effects)
	}
	p.people(effects, totals)
}

// outcome lists the groups of one outcome.
func (p *effectPrinter) outcome(o whatif.Outcome, effects []*whatif.Effect) {
	var list []*whatif.Effect
	for _, e := range effects {
		if e.Outcome == o {
			list = append(list, e)
		}
	}
	if len(list) == 0 {
		return
	}
	p.print("\n%s (%d)\n", strings.ToUpper(outcomeTitles[o][:1])+outcomeTitles[o][1:], len(list))
	shown := p.cut(len(list), shownEffects)
	for _, e := range list[:shown] {
		p.effect(e)
	}
	p.rest(len(list)-shown, "  ")
}

func (p *effectPrinter) effect(e *whatif.Effect) {
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
	shown := p.cut(len(e.People), shownPeople)
	var names []string
	for _, person := range e.People[:shown] {
		name := cmp.Or(person.Name, person.Key)
		if !person.Direct {
			name += " (through a group)"
		}
		names = append(names, name)
	}
	more := ""
	if n := len(e.People) - shown; n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	if !e.PeopleWhole {
		more += "; there may be more, its members were not all read"
	}
	separator := ""
	if len(names) > 0 {
		separator = ": "
	}
	p.print("    %s %s%s%s%s\n", people(len(e.People)), lossTexts[e.Loss], separator, strings.Join(names, ", "), more)
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

// cut returns how many of n are shown.
func (p *effectPrinter) cut(n, shown int) int {
	if p.full {
		return n
	}
	return min(n, shown)
}

func (p *effectPrinter) rest(n int, indent string) {
	if n > 0 {
		p.print("%s… and %d more; --full lists all\n", indent, n)
	}
}

// loser is a person with the groups of one kind of loss.
type loser struct {
	key, name string
	groups    []string
}

// people lists who loses which groups, those with the most first.
func (p *effectPrinter) people(effects []*whatif.Effect, totals *whatif.Totals) {
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
		losers := losersOf(part.loss, effects)
		shown := p.cut(len(losers), shownEffects)
		for _, l := range losers[:shown] {
			p.print("  %s: %d (%s)\n", cmp.Or(l.name, l.key), len(l.groups), strings.Join(l.groups, ", "))
		}
		p.rest(len(losers)-shown, "  ")
	}
	if !totals.PeopleWhole {
		p.print("\nThere may be more people: the members of some copies were not all read.\n")
	}
}

func losersOf(loss whatif.Loss, effects []*whatif.Effect) []*loser {
	var list []*loser
	byKey := map[string]*loser{}
	for _, e := range effects {
		if e.Loss != loss {
			continue
		}
		for _, person := range e.People {
			l := byKey[person.Key]
			if l == nil {
				l = &loser{key: person.Key, name: person.Name}
				byKey[person.Key] = l
				list = append(list, l)
			}
			l.groups = append(l.groups, cmp.Or(e.Name, e.Key))
		}
	}
	slices.SortStableFunc(list, func(a, b *loser) int {
		return cmp.Or(cmp.Compare(len(b.groups), len(a.groups)), strings.Compare(a.name, b.name), strings.Compare(a.key, b.key))
	})
	return list
}
