package text

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// How much is shown of a list of effects when not everything is asked for.
const (
	shownEffects = 10
	shownNames   = 5
)

// effectDigest keeps of all effects what the text shows: without full a few of each outcome, and of
// each person a few groups, since there may be millions of memberships.
type effectDigest struct {
	full    bool
	effects map[string][]shownEffect
	losers  map[string]map[string]*loser
}

// shownEffect is an effect whose People may be cut; people counts all of them.
type shownEffect struct {
	*report.Effect
	people int
}

// loser is a person with the groups of one kind of loss, of which there are count in all.
type loser struct {
	key, name string
	groups    []string
	count     int
}

func newEffectDigest(full bool) *effectDigest {
	return &effectDigest{full: full, effects: map[string][]shownEffect{}, losers: map[string]map[string]*loser{}}
}

func (d *effectDigest) add(e *report.Effect) {
	for _, p := range e.People {
		d.lose(e, p)
	}
	if !d.full && len(d.effects[e.Outcome]) == shownEffects {
		return
	}
	cut := *e
	cut.People = slices.Clone(e.People[:d.cut(len(e.People), shownNames)])
	shown := shownEffect{Effect: &cut, people: len(e.People)}
	d.effects[e.Outcome] = append(d.effects[e.Outcome], shown)
}

func (d *effectDigest) lose(e *report.Effect, p report.EffectPerson) {
	if d.losers[e.Loss] == nil {
		d.losers[e.Loss] = map[string]*loser{}
	}
	l := d.losers[e.Loss][p.Key]
	if l == nil {
		l = &loser{key: p.Key, name: p.Name}
		d.losers[e.Loss][p.Key] = l
	}
	l.count++
	if d.full || len(l.groups) < shownNames {
		l.groups = append(l.groups, cmp.Or(e.Name, e.Key))
	}
}

// losersOf returns who is shown of one kind of loss, those with the most groups first.
func (d *effectDigest) losersOf(loss string) []*loser {
	var list []*loser
	for _, l := range d.losers[loss] {
		list = append(list, l)
	}
	slices.SortFunc(list, func(a, b *loser) int {
		return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(a.name, b.name), strings.Compare(a.key, b.key))
	})
	return list[:d.cut(len(list), shownEffects)]
}

// cut returns how many of n are shown.
func (d *effectDigest) cut(n, shown int) int {
	if d.full {
		return n
	}
	return min(n, shown)
}
