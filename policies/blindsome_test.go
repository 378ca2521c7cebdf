package policies

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A property that a group's body lacks is unknown of that group, whatever the other bodies say: it adds no
// failure, no failure or question becomes a pass, and nothing that was judged becomes something that does not concern
// the group.
func TestAPropertyThatSomeBodiesLackIsUnknownOfThoseGroups(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range blindStories(t, c) {
		if s.name != "adatum" && (testing.Short() || s.name != "contoso") {
			continue
		}
		whole, err := s.judge(t, s.export)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lackedBySome(s) {
			t.Run(s.name+"/"+l.what, func(t *testing.T) {
				t.Parallel()
				less, err := s.judge(t, l.take(s.export))
				if err != nil {
					t.Fatal(err)
				}
				for _, flaw := range whole.madeUpIn(less) {
					t.Error(flaw)
				}
			})
		}
	}
}

// lackedBySome are the losses of a property of every second group.
func lackedBySome(s *blindStory) (some []loss) {
	l := &lossList{seen: map[string]bool{}}
	l.halves(s.export["cloud/groups.json"].Data)
	return slices.DeleteFunc(l.all, func(l loss) bool { return strings.Contains(l.what, "broken") })
}

// madeUpIn lists what less claims although it knows less.
func (j conclusions) madeUpIn(less conclusions) (flaws []string) {
	count := map[string]int{}
	for subject, outcomes := range j.outcomes {
		for id, was := range outcomes {
			now, there := less.outcomes[subject][id]
			switch {
			case !there:
			case now == failed && was != failed && was != notEvaluated,
				was >= notEvaluated && now < notEvaluated, was == passed && now == notApplicable:
				count[fmt.Sprintf("%s: %v with it and %v without", id, was, now)]++
			}
		}
	}
	for _, text := range sortedKeys(count) {
		flaws = append(flaws, fmt.Sprintf("%s (%d subjects)", text, count[text]))
	}
	return flaws
}
