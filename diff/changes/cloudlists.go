package changes

import (
	"bytes"
	"iter"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// cloudLists compares the members or owners of cloud groups.
type cloudLists struct {
	lists
	before, after *cloudEdges
	people        *people
	// left and right are room for the members of one group.
	left, right []snapshot.GUID
}

func newCloudLists(stream snapshot.Stream, what string, before, after *snapshot.Reader, p *people,
	read func(*snapshot.Reader) iter.Seq2[[]snapshot.CloudMembership, error]) *cloudLists {
	return &cloudLists{
		lists:  newLists(stream, what, before, after),
		before: newCloudEdges(read(before)), after: newCloudEdges(read(after)), people: p,
	}
}

func (l *cloudLists) stop() {
	l.before.stop()
	l.after.stop()
}

// compare fills d with the difference; a or b is nil for a group that only the other snapshot has.
func (l *cloudLists) compare(a, b *snapshot.CloudGroup, cover func(*snapshot.CloudGroup) *snapshot.Coverage, c *Change, d *Delta) error {
	l.left, l.right = l.left[:0], l.right[:0]
	var x, y *snapshot.Coverage
	if a != nil {
		x = cover(a)
		if err := l.before.each(a.ID, func(id snapshot.GUID) { l.left = append(l.left, id) }); err != nil {
			return err
		}
	}
	if b != nil {
		y = cover(b)
		if err := l.after.each(b.ID, func(id snapshot.GUID) { l.right = append(l.right, id) }); err != nil {
			return err
		}
	}
	l.see(x, y, c.Kind == NotCompared)
	gap, incomplete := l.coverageGap(x, y)
	if !incomplete && l.result.Compared != Not {
		d.Before, d.After, d.table = len(l.left), len(l.right), l.people.table
		if a != nil && b != nil {
			l.differences(d)
		}
	}
	l.count(c, d, gap, incomplete, a == nil || b == nil)
	return nil
}

// differences merges the two sorted lists.
func (l *cloudLists) differences(d *Delta) {
	left, right := l.left, l.right
	for len(left) > 0 || len(right) > 0 {
		var order int
		switch {
		case len(left) == 0:
			order = 1
		case len(right) == 0:
			order = -1
		default:
			order = bytes.Compare(left[0][:], right[0][:])
		}
		if order < 0 {
			d.removed = append(d.removed, l.people.number(left[0]))
		}
		if order > 0 {
			d.added = append(d.added, l.people.number(right[0]))
		}
		if order <= 0 {
			left = left[1:]
		}
		if order >= 0 {
			right = right[1:]
		}
	}
}

func (l *cloudLists) end() (Stream, error) { return l.lists.end(l.before, l.after) }
