package policies

import (
	"context"
	"reflect"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
)

// counted are the members of a subject whom one of its numbers counts, and those who could join them. A number of
// members is never changed for itself: somebody goes or comes, and everything that counts members follows.
type counted struct{ leaving, joining diff.Amendment }

// ofMembers reports whether a fact follows from the lists of members.
func ofMembers(name string) bool {
	return strings.HasPrefix(name, "members.") || strings.HasPrefix(name, "nesting.children") || name == "directory.members"
}

// countBehind are the counts behind facts that follow from one.
var countBehind = map[string]string{
	"members.foreign_at_least": "members.foreign", "members.missing_at_least": "members.missing", "members.limit_percent": "members.known_count",
	"members.nobody": "members.expected", "directory.members": "members.directory_count",
}

// joinable bounds how many people are looked for who could join.
const joinable = 1000

// members tries other numbers of members.
func (i *inquirer) members(ctx context.Context, name string) error {
	if count, follows := countBehind[name]; follows {
		name = count
	}
	if i.asked[name] || i.row < 0 {
		return nil
	}
	i.asked[name] = true
	leaving, known := i.facts.Uncounting(i.row, name)
	if !known {
		return nil
	}
	way, _, _ := steps(i.subject.Type(), strings.Split(name, "."))
	v, ok := reach(i.subject, way)
	if !ok {
		return nil
	}
	c := candidate{what: name, steps: way, number: true, now: wholeNumber(v), members: &counted{leaving, i.facts.Joining(i.row, joinable)}}
	return i.nearestOf(ctx, c, c.now+int64(c.members.joining.Len()))
}

// amendment is who moves if the number of a candidate becomes another; false where there are not as many.
func (c *candidate) amendment() (diff.Amendment, bool) {
	list, n := c.members.leaving, int(c.now-c.end)
	if n < 0 {
		list, n = c.members.joining, -n
	}
	if n > list.Len() {
		return diff.Amendment{}, false
	}
	return list.First(n), true
}

// amended returns the facts and the subject with the members that candidates change; false where they cannot be made.
func (i *inquirer) amended(list []candidate) (*diff.Facts, reflect.Value, bool, error) {
	var changes []diff.Amendment
	for k := range list {
		if list[k].members == nil {
			continue
		}
		a, ok := list[k].amendment()
		if !ok {
			return nil, i.subject, false, nil
		}
		changes = append(changes, a)
	}
	if len(changes) == 0 {
		return i.facts, i.subject, true, nil
	}
	facts := i.facts.Amended(i.row, changes...)
	overlay, err := facts.Assume(diff.Assumption{})
	if err != nil {
		return nil, i.subject, false, err
	}
	s := facts.Assembler().Subject(i.row)
	s.Writeback = overlay.Writeback(i.row, nil)
	subject := reflect.New(i.subject.Type()).Elem()
	subject.Set(reflect.ValueOf(s))
	return facts, subject, true, nil
}

// dropLarger drops changes of members of which a part is another change: that one is smaller. Of equal ones the last is the one that
// names them most narrowly.
func (i *inquirer) dropLarger() {
	changes := []Change{}
	for k, change := range i.answer.Changes {
		if !i.hasSmaller(k) {
			if moved := i.moved(k); moved != nil {
				change.Members = i.facts.Amending(*moved)
			}
			changes = append(changes, change)
		}
	}
	i.answer.Changes = changes
}

// hasSmaller reports whether a part of change k is enough, or an equal one comes after it.
func (i *inquirer) hasSmaller(k int) bool {
	one := i.moved(k)
	for other := range i.made {
		two := i.moved(other)
		if other != k && one != nil && two != nil && two.Within(*one) && (two.Len() < one.Len() || other > k) {
			return true
		}
	}
	return false
}

// moved is who moves by a change of the answer; nil where it changes no members.
func (i *inquirer) moved(k int) *diff.Amendment {
	if i.made[k].members == nil {
		return nil
	}
	a, _ := i.made[k].amendment()
	return &a
}
