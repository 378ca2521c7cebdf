package entra

import (
	"errors"
	"fmt"
	"hash/maphash"
	"math/bits"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// clash says in which properties a group, now in o, differs from the same group in a file read before, and where that
// stands. Only a digest of it was kept, so the file is read again.
func (l *groupList) clash(id snapshot.GUID, o *object, file string) error {
	var again body
	where, found := printable(file), errors.New("found")
	var differing []string
	read := func(before *object) error {
		if other, problem := before.id(); problem != "" || other != id {
			return nil
		}
		where = fmt.Sprintf("%s, line %d", where, again.place(again.begun, "").line)
		differing = differences(before, o, l.seed)
		return found
	}
	ignore := func(string) error { return nil }
	if f, err := l.run.fsys.Open(file); err == nil {
		defer f.Close()
		// Whatever else is wrong with the file was met when it was read first.
		_, _ = decodeAll(&again, f, directoryTable, read, ignore)
	}
	in := ""
	if len(differing) > 0 {
		in = " in " + strings.Join(differing, ", ")
	}
	return &elementError{fmt.Sprintf("group %s differs%s from the same group in %s: expected equal content; export all groups at one time", id, in, where)}
}

// differences names the properties that two objects of one table say differently, in the table's order.
func differences(a, b *object, seed maphash.Seed) (names []string) {
	for either := (a.seen | b.seen) &^ a.unread(); either != 0; either &= either - 1 {
		p := property(bits.TrailingZeros64(either))
		if a.has(p) != b.has(p) || a.has(p) && a.digestOf(p, seed) != b.digestOf(p, seed) {
			names = append(names, a.table.names[p])
		}
	}
	return names
}

func (o *object) digestOf(p property, seed maphash.Seed) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	hashValue(&h, o.raw[p])
	return h.Sum64()
}
