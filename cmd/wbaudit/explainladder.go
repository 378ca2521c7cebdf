package main

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
)

// followed bounds how many groups are followed upwards.
const followed = 500

// unreadFollowed bounds how many groups are told of because their members were not read.
const unreadFollowed = 100

// step is one membership on the way up.
type step struct {
	edge *diff.MemberEdge
	// should and is say whether the member ought to be in the group's copy, and is: yes, no or unknown.
	should, is string
}

func (s *step) shouldHold() string { return s.should }
func (s *step) holds() string      { return s.is }

// ladder is everything above a person: the groups that contain it, those that contain these, and so on.
type ladder struct {
	// above lists the memberships of the person, under "", and of each group, by key.
	above map[string][]*step
	// groups are the keys that are told of, the nearest first.
	groups []string
	cut    bool
}

// climb follows every membership upwards. A group that contains itself is met once.
func (c climber) climb(v *diff.MemberView) *ladder {
	l := &ladder{above: map[string][]*step{}}
	met := map[string]bool{}
	person := *v
	unread, whole := c.facts.UnreadEdges(v, unreadFollowed)
	person.Edges, l.cut = slices.Concat(v.Edges, unread), !whole
	views := map[string][]diff.MemberView{"": {person}}
	for next := []string{""}; len(next) > 0; next = next[1:] {
		for i := range views[next[0]] {
			at := &views[next[0]][i]
			for _, s := range c.steps(at) {
				l.above[next[0]] = append(l.above[next[0]], s)
				if met[s.edge.Key] {
					continue
				}
				if len(met) >= followed {
					l.cut = true
					return l
				}
				met[s.edge.Key] = true
				if !s.edge.Passed {
					l.groups = append(l.groups, s.edge.Key)
				}
				views[s.edge.Key] = c.asMember(s.edge)
				next = append(next, s.edge.Key)
			}
		}
		delete(views, next[0])
	}
	return l
}

// steps are the memberships of one member.
func (c climber) steps(v *diff.MemberView) []*step {
	var list []*step
	for i := range v.Edges {
		e := &v.Edges[i]
		list = append(list, &step{e, c.shouldBe(v, e), string(e.InCopy)})
	}
	return list
}

// asMember looks for a group as a member of others. A copy can be one while its cloud group is not.
func (c climber) asMember(e *diff.MemberEdge) []diff.MemberView {
	if id, cloud := strings.CutPrefix(e.Key, "c:"); cloud {
		if views := c.facts.Member(id); len(views) > 0 {
			return views
		}
	}
	if e.DN == "" {
		return nil
	}
	return c.facts.Member(e.DN)
}

// way is a path from the person upwards, never empty.
type way []*step

// via are the groups between.
func (w way) via() []string {
	names := []string{}
	for _, s := range w[:len(w)-1] {
		names = append(names, s.edge.Name)
	}
	return names
}

// weakest is the first of the steps that hold least: the path holds no more than it does.
func (w way) weakest(of func(*step) string) *step {
	return slices.MinFunc(w, func(a, b *step) int { return surety(of(a)) - surety(of(b)) })
}

// surety orders answers, what is known to hold last.
func surety(answer string) int { return slices.Index([]string{"no", "unknown", "yes"}, answer) }

// ways finds the shortest path to each group over steps that are taken.
func (l *ladder) ways(taken func(*step) bool) map[string]way {
	found := map[string]way{}
	for next := []string{""}; len(next) > 0; next = next[1:] {
		for _, s := range l.above[next[0]] {
			if key := s.edge.Key; found[key] == nil && taken(s) {
				found[key] = append(slices.Clone(found[next[0]]), s)
				next = append(next, key)
			}
		}
	}
	return found
}

// best finds for each group the path that holds most, of several the shortest.
func (l *ladder) best(of func(*step) string) map[string]way {
	best := map[string]way{}
	for _, least := range []string{"yes", "unknown", "no"} {
		for key, path := range l.ways(func(s *step) bool { return surety(of(s)) >= surety(least) }) {
			if best[key] == nil {
				best[key] = path
			}
		}
	}
	return best
}

// direct is the membership of the person itself in a group; nil for none.
func (l *ladder) direct(key string) *step {
	for _, s := range l.above[""] {
		if s.edge.Key == key {
			return s
		}
	}
	return nil
}
