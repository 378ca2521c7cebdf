package changes

import "github.com/wbaudit/wbaudit/collect/snapshot"

// directoryLists compares the members of directory groups.
type directoryLists struct {
	lists
	before, after *directoryEdges
	table         *accounts
	left, right   []uint32
	// marks tell of an account whether it is in the group being compared: 2·turn in the earlier list,
	// 2·turn+1 in both.
	marks []uint64
	turn  uint64
}

func newDirectoryLists(before, after *snapshot.Reader, t *accounts) *directoryLists {
	stream := snapshot.StreamDirectoryMemberships
	return &directoryLists{
		lists:  newLists(stream, "members", before, after),
		before: newDirectoryEdges(before.DirectoryMemberships(), t, earlier), after: newDirectoryEdges(after.DirectoryMemberships(), t, later),
		table: t,
	}
}

func (l *directoryLists) stop() {
	l.before.stop()
	l.after.stop()
}

// compare fills the members of c with the difference; a or b is nil for a group that only the other
// snapshot has.
func (l *directoryLists) compare(a, b *snapshot.DirectoryGroup, c *Change) error {
	l.left, l.right = l.left[:0], l.right[:0]
	var err error
	var x, y *snapshot.Coverage
	if a != nil {
		x = &a.Members
		if l.left, err = l.before.take(a.GUID, l.left); err != nil {
			return err
		}
	}
	if b != nil {
		y = &b.Members
		if l.right, err = l.after.take(b.GUID, l.right); err != nil {
			return err
		}
	}
	l.see(x, y, c.Kind == NotCompared)
	gap, incomplete := l.coverageGap(x, y)
	if !incomplete && l.result.Compared != Not {
		d := &c.Members
		d.Before, d.After, d.table = len(l.left), len(l.right), l.table.table
		if a != nil && b != nil {
			l.differences(d)
		}
	}
	l.count(c, &c.Members, gap, incomplete, a == nil || b == nil)
	return nil
}

// differences marks the earlier members and looks for each in the later list.
func (l *directoryLists) differences(d *Delta) {
	if grown := len(l.table.entries) - len(l.marks); grown > 0 {
		l.marks = append(l.marks, make([]uint64, grown)...)
	}
	l.turn++
	was, is := 2*l.turn, 2*l.turn+1
	for _, n := range l.left {
		l.marks[n] = was
	}
	for _, n := range l.right {
		if l.marks[n] < was {
			d.added = append(d.added, n)
		}
		l.marks[n] = is
	}
	for _, n := range l.left {
		if l.marks[n] == was {
			d.removed = append(d.removed, n)
		}
	}
}

func (l *directoryLists) end() (Stream, error) { return l.lists.end(l.before, l.after) }
