package snapshot

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// edge is a membership on its way to its file; M is what a member is called there.
type edge[M any] struct {
	group  GUID
	member M
}

func compareGUID(a, b GUID) int {
	if c := cmp.Compare(binary.BigEndian.Uint64(a[:8]), binary.BigEndian.Uint64(b[:8])); c != 0 {
		return c
	}
	return cmp.Compare(binary.BigEndian.Uint64(a[8:]), binary.BigEndian.Uint64(b[8:]))
}

// sortEdges sorts rows by group and member and drops duplicates; scratch is memory to work in,
// of which the result may be a part. Members of one group arrive side by side as a rule, so whole
// stretches are put in order, and then the members inside each group.
func sortEdges[M comparable](rows, scratch []edge[M], compare func(a, b M) int) (sorted, free []edge[M]) {
	stretches := stretchesOf(rows)
	slices.SortStableFunc(stretches, func(a, b stretch) int { return compareGUID(a.group, b.group) })
	scratch = slices.Grow(scratch[:0], len(rows))
	for i := 0; i < len(stretches); {
		from := len(scratch)
		for group := stretches[i].group; i < len(stretches) && stretches[i].group == group; i++ {
			scratch = append(scratch, rows[stretches[i].from:stretches[i].to]...)
		}
		members := scratch[from:]
		slices.SortFunc(members, func(a, b edge[M]) int { return compare(a.member, b.member) })
		scratch = scratch[:from+len(slices.Compact(members))]
	}
	return scratch, rows
}

// stretch is a part of rows with one group.
type stretch struct {
	group    GUID
	from, to int
}

func stretchesOf[M any](rows []edge[M]) (all []stretch) {
	for i := 0; i < len(rows); {
		s := stretch{group: rows[i].group, from: i}
		for i < len(rows) && rows[i].group == s.group {
			i++
		}
		s.to = i
		all = append(all, s)
	}
	return all
}
