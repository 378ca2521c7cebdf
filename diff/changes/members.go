package changes

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"iter"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// cloudEdges reads cloud memberships or owners.
type cloudEdges struct {
	next  func() ([]snapshot.CloudMembership, error, bool)
	halt  func()
	batch []snapshot.CloudMembership
	lost  int
	ended bool
}

func newCloudEdges(list iter.Seq2[[]snapshot.CloudMembership, error]) *cloudEdges {
	e := &cloudEdges{}
	e.next, e.halt = iter.Pull2(list)
	return e
}

func (e *cloudEdges) stop() { e.halt() }

// each calls keep for every member of the group, in ascending order.
func (e *cloudEdges) each(group snapshot.GUID, keep func(snapshot.GUID)) error {
	for {
		for i := range e.batch {
			switch order := bytes.Compare(e.batch[i].Group[:], group[:]); {
			case order > 0:
				e.batch = e.batch[i:]
				return nil
			case order < 0:
				e.lost++
			default:
				keep(e.batch[i].Member)
			}
		}
		if more, err := e.refill(); !more || err != nil {
			return err
		}
	}
}

func (e *cloudEdges) refill() (bool, error) {
	if e.ended {
		return false, nil
	}
	batch, err, ok := e.next()
	e.batch, e.ended = batch, !ok
	return ok, err
}

// rest counts the entries that belong to no group, those that are left among them.
func (e *cloudEdges) rest() (lost int, err error) {
	for {
		e.lost += len(e.batch)
		if more, err := e.refill(); !more || err != nil {
			e.batch = nil
			return e.lost, err
		}
	}
}

// directoryEdges reads directory memberships and numbers their members.
type directoryEdges struct {
	next  func() (snapshot.DirectoryMembers, error, bool)
	halt  func()
	batch snapshot.DirectoryMembers
	// numbers are those of the names of the batch, one more than the account's; 0 is one that was not
	// looked up.
	numbers []uint32
	at      int
	lost    int
	ended   bool
	table   *accounts
	side    int
}

func newDirectoryEdges(list iter.Seq2[snapshot.DirectoryMembers, error], table *accounts, side int) *directoryEdges {
	e := &directoryEdges{table: table, side: side}
	e.next, e.halt = iter.Pull2(list)
	return e
}

func (e *directoryEdges) stop() { e.halt() }

// take appends the numbers of the group's members to list.
func (e *directoryEdges) take(group snapshot.GUID, list []uint32) ([]uint32, error) {
	for {
		for ; e.at < len(e.batch.Groups); e.at++ {
			switch order := bytes.Compare(e.batch.Groups[e.at][:], group[:]); {
			case order > 0:
				return list, nil
			case order < 0:
				e.lost++
			default:
				list = append(list, e.number(e.batch.Members[e.at]))
			}
		}
		if more, err := e.refill(); !more || err != nil {
			return list, err
		}
	}
}

func (e *directoryEdges) number(name uint32) uint32 {
	if e.numbers[name] == 0 {
		n := e.table.of(e.side, e.batch.Names[name])
		e.table.entries[n].met[e.side] = true
		e.numbers[name] = n + 1
	}
	return e.numbers[name] - 1
}

func (e *directoryEdges) refill() (bool, error) {
	if e.ended {
		return false, nil
	}
	batch, err, ok := e.next()
	e.batch, e.ended, e.at = batch, !ok, 0
	e.numbers = append(e.numbers[:0], make([]uint32, len(batch.Names))...)
	return ok, err
}

func (e *directoryEdges) rest() (lost int, err error) {
	for {
		e.lost += len(e.batch.Groups) - e.at
		if more, err := e.refill(); !more || err != nil {
			e.batch = snapshot.DirectoryMembers{}
			return e.lost, err
		}
	}
}

// lists compares the members of groups of one side with those of the other, group by group.
type lists struct {
	result Stream
	// what the list holds, in words: members or owners.
	what   string
	states [2]snapshot.StreamState
	// less tells of each side that it did not read a list which the other one read, at least in part, or does not have.
	less [2]bool
}

func newLists(stream snapshot.Stream, what string, before, after *snapshot.Reader) lists {
	l := lists{what: what, states: [2]snapshot.StreamState{before.State(stream), after.State(stream)}}
	l.result = startStream(stream, l.states[earlier], l.states[later])
	for side := range l.states {
		mine, other := &l.states[side], &l.states[1-side]
		l.less[side] = !mine.Stands() && other.Status != snapshot.Absent && (mine.Status != other.Status || mine.Reason != other.Reason)
	}
	return l
}

// see notes which side read less of the lists of a group, of which nil is one that the side does not have. unsure
// says that such a side may have missed the group.
func (l *lists) see(a, b *snapshot.Coverage, unsure bool) {
	for side, pair := range [...][2]*snapshot.Coverage{earlier: {a, b}, later: {b, a}} {
		mine, other := pair[0], pair[1]
		unread := mine == nil && unsure || mine != nil && mine.Status != snapshot.Complete
		if unread && (other == nil || other.Status != snapshot.Absent) {
			l.less[side] = true
		}
	}
}

// end says what of the two lists belongs to no group.
func (l *lists) end(before, after interface{ rest() (int, error) }) (Stream, error) {
	n, err := before.rest()
	more, err2 := after.rest()
	if n+more > 0 && l.result.Compared != Not {
		l.result.limit(fmt.Sprintf("%d entries belong to groups without a record", n+more))
	}
	return l.result, errors.Join(err, err2)
}

// coverageGap says why the lists of two groups cannot be compared; false when they can. A side that the
// group is not on has the zero coverage of nil.
func (l *lists) coverageGap(a, b *snapshot.Coverage) (Gap, bool) {
	for _, side := range [...]struct {
		name  string
		cover *snapshot.Coverage
	}{{"earlier", a}, {"later", b}} {
		if side.cover == nil || side.cover.Status == snapshot.Complete {
			continue
		}
		reason := cmp.Or(side.cover.Reason, string(side.cover.Status))
		return Gap{l.what, "not read completely in the " + side.name + " snapshot: " + reason}, true
	}
	return Gap{}, false
}

// count notes how the list of one group compared; alone is a group that only one snapshot has, of whose
// list there is nothing to compare. A list that a snapshot does not hold at all is no gap of each group.
func (l *lists) count(c *Change, d *Delta, gap Gap, incomplete, alone bool) {
	switch {
	case l.result.Compared == Not:
		*d = Delta{}
	case incomplete && alone:
		*d = Delta{}
	case incomplete:
		*d = Delta{}
		l.result.NotCompared++
		c.Gaps = append(c.Gaps, gap)
	case alone && c.Kind == NotCompared:
		*d = Delta{} // the other snapshot may have missed it
	case alone:
		d.Read = true
	default:
		d.Read = true
		l.result.Objects++
		if d.Differs() {
			l.result.Changed++
		}
	}
}
