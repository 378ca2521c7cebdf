package changes

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"reflect"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Compared says how far a list was compared.
type Compared string

// A list is compared in part when one of the snapshots did not read it to its end, or not every
// attribute or object of it.
const (
	Whole  Compared = "yes"
	Partly Compared = "partly"
	Not    Compared = "no"
)

// Stream is how the comparison of one list ended.
type Stream struct {
	Name     snapshot.Stream
	Compared Compared
	// Reason says why not all was compared; "" when it was.
	Reason string
	// Objects counts what was compared: of memberships and owners, the groups.
	Objects                 int
	Added, Removed, Changed int
	// NotCompared counts the objects of which not all, or nothing, was compared.
	NotCompared int
	// Skipped are the attributes that were compared of no object.
	Skipped []Gap
	// LeftOut are the attributes that are never compared, in the order of the snapshot's schema.
	LeftOut []string
}

// listing says how the records of one list are compared.
type listing[T any] struct {
	stream     snapshot.Stream
	attributes []attribute
	// leftOut are the attributes that move by themselves, as their source names them; nil for none.
	leftOut    []string
	order      func(a, b *T) int
	id         func(*T) string
	name       func(*T) string
	dn         func(*T) string
	unreadable func(*T) string
	// missed says why the complete list of a snapshot may lack the object although it is there, "" where it cannot;
	// nil where a complete list holds whatever there is.
	missed func(record *T, by *look) string
	// keys are the properties by which objects are known: without one of them no object is known again.
	keys []string
	// gaps are the attributes that cannot be compared of these two; nil for none.
	gaps func(a, b *T) []Gap
	// more finds differences that lie in no single field; nil for none.
	more func(a, b *T) ([]Attribute, []Gap)
	// lists compares the members of a group, of which a or b may be nil; nil for what is none.
	lists func(a, b *T, c *Change) error
}

// comparison is the work on one list.
type comparison[T any] struct {
	listing[T]
	plan          plan
	before, after snapshot.StreamState
	looks         [2]*look
	result        Stream
	changes       []Change
}

func newComparison[T any](l listing[T], w *work) *comparison[T] {
	c := &comparison[T]{listing: l, before: w.before.State(l.stream), after: w.after.State(l.stream)}
	c.looks = w.looks
	c.plan = planOf(l.attributes, c.before, c.after)
	c.result = startStream(l.stream, c.before, c.after)
	c.requireKeys()
	if c.result.Compared != Not {
		c.result.LeftOut = l.leftOut
	}
	// An empty list has no object that lacks an attribute.
	if c.result.Compared != Not && len(c.plan.skipped) > 0 && c.before.Records+c.after.Records > 0 {
		c.result.limit(skippedReason(c.plan.skipped))
		c.result.Skipped = c.plan.skipped
	}
	return c
}

// requireKeys compares nothing where one snapshot does not tell by what objects are known.
func (c *comparison[T]) requireKeys() {
	for _, key := range c.keys {
		for side, state := range [...]snapshot.StreamState{c.before, c.after} {
			if state.Records > 0 && !collected(state, key) && c.result.Compared != Not {
				c.result.limit("the " + sides[side] + " snapshot does not tell " + key + ", by which objects are known again")
				c.result.Compared = Not
			}
		}
	}
}

// neither names both snapshots.
const neither = "neither snapshot"

// startStream says what the states of a list allow.
func startStream(stream snapshot.Stream, before, after snapshot.StreamState) Stream {
	s := Stream{Name: stream, Compared: Whole}
	if before.Status == after.Status && before.Reason == after.Reason {
		s.note(neither, before)
		return s
	}
	s.note("the earlier snapshot", before)
	s.note("the later snapshot", after)
	return s
}

// note says what the state of a list forbids.
func (s *Stream) note(who string, state snapshot.StreamState) {
	switch {
	case state.Stands():
	case state.Status == snapshot.Partial:
		s.limit(who + " " + denied(who, "read all of it") + ": " + cmp.Or(state.Reason, "no reason is given"))
	default:
		s.limit(who + " " + denied(who, "read it") + ": " + cmp.Or(state.Reason, "not collected"))
		s.Compared = Not
	}
}

// denied says that somebody did not do something; neither did anyway.
func denied(who, what string) string {
	if who == neither {
		return what
	}
	return "did not " + what
}

// limit notes a reason why not all was compared.
func (s *Stream) limit(reason string) {
	if s.Compared == Whole {
		s.Compared = Partly
	}
	if s.Reason != "" {
		s.Reason += "; "
	}
	s.Reason += reason
}

// skippedReason names the attributes by why they were skipped.
func skippedReason(gaps []Gap) string {
	var reasons []string
	names := map[string][]string{}
	for _, g := range gaps {
		if names[g.Reason] == nil {
			reasons = append(reasons, g.Reason)
		}
		names[g.Reason] = append(names[g.Reason], g.What)
	}
	for i, reason := range reasons {
		reasons[i] = reason + ": " + strings.Join(names[reason], ", ")
	}
	return strings.Join(reasons, "; ")
}

// run compares both lists; nothing is compared of one that either snapshot did not read at all.
func (c *comparison[T]) run(ctx context.Context, before, after iter.Seq2[T, error]) error {
	if c.result.Compared == Not {
		return nil
	}
	return join(ctx, before, after, c.order, c.pair)
}

// pair compares one object of both lists, or of one alone.
func (c *comparison[T]) pair(a, b *T) error {
	var change Change
	switch {
	case a == nil:
		change = c.alone(b, Added, earlier)
	case b == nil:
		change = c.alone(a, Removed, later)
	default:
		change = c.both(a, b)
	}
	if c.lists != nil {
		if err := c.lists(a, b, &change); err != nil {
			return err
		}
	}
	c.keep(change)
	return nil
}

// lackedBy begins the reason why an object that one side lacks may be there all the same.
func lackedBy(side int) string {
	return "the " + sides[1-side] + " snapshot alone has it, and the " + sides[side] + " one "
}

// alone is an object that the list of one side does not have.
func (c *comparison[T]) alone(record *T, kind Kind, lacking int) Change {
	change := c.describe(record)
	change.Kind = kind
	state, reason := c.before, ""
	if lacking == later {
		state = c.after
	}
	switch {
	case state.Status != snapshot.Complete:
		reason = lackedBy(lacking) + "did not read the whole list"
	case c.unreadable != nil && c.unreadable(record) != "":
		reason = "one snapshot alone has it, and could not read it: " + c.unreadable(record)
	case c.missed != nil:
		if why := c.missed(record, c.looks[lacking]); why != "" {
			reason = lackedBy(lacking) + why
		}
	}
	if reason != "" {
		change.Kind, change.Gaps = NotCompared, []Gap{{cameOrWent, reason}}
	}
	return change
}

// cameOrWent is the gap of an object that one list alone has while the other may have missed it.
const cameOrWent = "whether it came or went"

func (c *comparison[T]) describe(record *T) Change {
	change := Change{Stream: c.stream, ID: c.id(record)}
	if c.name != nil {
		change.Name = c.name(record)
	}
	if c.dn != nil {
		change.DN = c.dn(record)
	}
	return change
}

// both compares an object that both lists have.
func (c *comparison[T]) both(a, b *T) Change {
	change := c.describe(b)
	change.Kind = Changed
	if c.unreadable != nil {
		if x, y := c.unreadable(a), c.unreadable(b); x != "" || y != "" {
			change.Kind = NotCompared
			change.Gaps = []Gap{{everything, unreadReason(x, y)}}
			if change.Name == "" && c.name != nil {
				change.Name = c.name(a)
			}
			return change
		}
	}
	if c.gaps != nil {
		change.Gaps = c.gaps(a, b)
	}
	var gaps []Gap
	change.Attributes, gaps = c.plan.differences(reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem(), change.Gaps)
	if c.more != nil {
		found, more := c.more(a, b)
		change.Attributes, gaps = append(change.Attributes, found...), append(gaps, more...)
	}
	change.Gaps = append(change.Gaps, gaps...)
	return change
}

// everything is the gap of an object that could not be read.
const everything = "everything of it"

func unreadReason(before, after string) string {
	switch {
	case before != "" && after != "":
		return fmt.Sprintf("neither snapshot could read it: %s; %s", before, after)
	case before != "":
		return "the earlier snapshot could not read it: " + before
	}
	return "the later snapshot could not read it: " + after
}

// keep counts the object and keeps what differs or could not be compared.
func (c *comparison[T]) keep(change Change) {
	if change.Kind == NotCompared && change.differs() {
		change.Kind = Changed
	}
	if change.Kind != NotCompared {
		c.result.Objects++
	}
	switch {
	case change.Kind == Added:
		c.result.Added++
	case change.Kind == Removed:
		c.result.Removed++
	case change.differs():
		c.result.Changed++
	case len(change.Gaps) == 0:
		return
	default:
		change.Kind = NotCompared
	}
	if len(change.Gaps) > 0 {
		c.result.NotCompared++
	}
	c.changes = append(c.changes, change)
}

// doubtUnmet doubts what one side alone has in its lists of members while the other read less of them.
func (c *comparison[T]) doubtUnmet(less [2]bool) {
	for side, kind := range [...]Kind{earlier: Added, later: Removed} {
		if less[side] {
			c.doubt(kind, func(*Change) string {
				return lackedBy(side) + "did not read every list in which it may stand"
			})
		}
	}
}

// doubt says of what one side alone has that the other one may have missed it: it neither came nor went.
func (c *comparison[T]) doubt(kind Kind, reason func(*Change) string) {
	for i := range c.changes {
		change := &c.changes[i]
		if change.Kind != kind {
			continue
		}
		why := reason(change)
		if why == "" {
			continue
		}
		change.Kind, change.Gaps = NotCompared, []Gap{{cameOrWent, why}}
		c.result.Objects--
		c.result.NotCompared++
		if kind == Added {
			c.result.Added--
		} else {
			c.result.Removed--
		}
	}
}
