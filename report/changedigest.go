package report

import (
	"slices"
	"strconv"
	"strings"
)

// ChangeDigest keeps the first changes of each list of a snapshot and counts all of them. The zero digest
// keeps none and is ready for Add.
type ChangeDigest struct {
	// Limit is how many objects of one list are kept.
	Limit int
	lists map[string]*ChangedList
}

// ChangedList are the changes of one list of a snapshot.
type ChangedList struct {
	// Object is the list, such as cloud_groups.
	Object string
	// First are those that differ, at most the digest's limit, in the order of the stream.
	First []*ObjectChange
	kinds map[string]int
}

// Add counts one change.
func (d *ChangeDigest) Add(o *ObjectChange) {
	l := d.lists[o.Object]
	if l == nil {
		if d.lists == nil {
			d.lists = map[string]*ChangedList{}
		}
		l = &ChangedList{Object: o.Object, kinds: map[string]int{}}
		d.lists[o.Object] = l
	}
	l.kinds[o.Kind]++
	if o.Kind != ChangeNotCompared && len(l.First) < d.Limit {
		l.First = append(l.First, o)
	}
}

// objectOrder are the lists of a snapshot in the order in which people want to hear of them; all others
// follow by name.
var objectOrder = []string{
	"sync_configuration", "tenant_settings", "sync_jobs", "organization", "cloud_groups", "directory_groups", "cloud_deleted_groups",
	"directory_deleted", "connect_settings", "connect_rules", "connect_connectors",
}

// Lists are those with any change: settings and engines first, then groups, then all others by name.
func (d *ChangeDigest) Lists() []*ChangedList {
	lists := make([]*ChangedList, 0, len(d.lists))
	for _, l := range d.lists {
		lists = append(lists, l)
	}
	place := func(l *ChangedList) int {
		if i := slices.Index(objectOrder, l.Object); i >= 0 {
			return i
		}
		return len(objectOrder)
	}
	slices.SortFunc(lists, func(a, b *ChangedList) int {
		if x, y := place(a), place(b); x != y {
			return x - y
		}
		return strings.Compare(a.Object, b.Object)
	})
	return lists
}

// Noun names the objects of the list in words, such as "cloud groups".
func (l *ChangedList) Noun() string { return ObjectNoun(l.Object, 2) }

// Summary counts the changes by kind, such as "2 new, 1 gone, 5 changed".
func (l *ChangedList) Summary() string {
	var parts []string
	for _, k := range [...]struct{ kind, word string }{
		{ChangeAdded, "new"}, {ChangeRemoved, "gone"}, {ChangeChanged, "changed"}, {ChangeNotCompared, "not compared"},
	} {
		if n := l.kinds[k.kind]; n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+k.word)
		}
	}
	return strings.Join(parts, ", ")
}

// More counts the objects that differ and are not among First.
func (l *ChangedList) More() int {
	return l.kinds[ChangeAdded] + l.kinds[ChangeRemoved] + l.kinds[ChangeChanged] - len(l.First)
}
