package diff

import (
	"hash/maphash"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// idIndex finds the number of an id in a list that only grows. It keeps 4 to 16 bytes for an id
// beside the list itself, and is faster than a map: looking up members is most of loading. The
// hash is seeded, so that no tenant can choose ids that collide.
type idIndex struct {
	seed maphash.Seed
	// slots hold number + 1, 0 for an empty one; their count is a power of two.
	slots []uint32
	used  int
}

// newIDIndex makes room for about hint ids.
func newIDIndex(hint int64) *idIndex {
	size := 64
	for int64(size) < 2*min(hint, maxHint) {
		size *= 2
	}
	return &idIndex{seed: maphash.MakeSeed(), slots: make([]uint32, size)}
}

// find returns the number of id in ids, those that were added.
func (x *idIndex) find(id snapshot.GUID, ids []snapshot.GUID) (uint32, bool) {
	mask := uint64(len(x.slots) - 1)
	for at := maphash.Bytes(x.seed, id[:]) & mask; ; at = (at + 1) & mask {
		switch n := x.slots[at]; {
		case n == 0:
			return 0, false
		case ids[n-1] == id:
			return n - 1, true
		}
	}
}

// add numbers ids[number], which is not there yet.
func (x *idIndex) add(number int, ids []snapshot.GUID) {
	if x.used++; 2*x.used > len(x.slots) {
		old := x.slots
		x.slots = make([]uint32, 2*len(old))
		for _, n := range old {
			if n != 0 {
				x.put(n, ids[n-1])
			}
		}
	}
	x.put(uint32(number)+1, ids[number])
}

func (x *idIndex) put(n uint32, id snapshot.GUID) {
	mask := uint64(len(x.slots) - 1)
	at := maphash.Bytes(x.seed, id[:]) & mask
	for x.slots[at] != 0 {
		at = (at + 1) & mask
	}
	x.slots[at] = n
}
