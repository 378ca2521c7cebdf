package directory

import (
	"math/bits"
	"strings"
)

// nameIndex finds numbers by the hash of a name. It holds no pointer, so that a table of millions
// of names costs the garbage collector nothing.
type nameIndex struct {
	// slots hold a hash in the upper half and a number plus one in the lower; 0 is free. Their
	// count is a power of two.
	slots []uint64
	used  int
}

// leastSlots is the size of an empty index.
const leastSlots = 64

// newNameIndex returns an empty index with room for a number of names.
func newNameIndex(room int) nameIndex {
	return nameIndex{slots: make([]uint64, max(leastSlots, 1<<bits.Len(uint(room+room/2))))}
}

// find returns the number that was added with hash and that same recognizes.
func (x *nameIndex) find(hash uint32, same func(number uint32) bool) (number uint32, found bool) {
	mask := len(x.slots) - 1
	for i := int(hash) & mask; x.slots[i] != 0; i = (i + 1) & mask {
		if number = uint32(x.slots[i]) - 1; uint32(x.slots[i]>>32) == hash && same(number) {
			return number, true
		}
	}
	return 0, false
}

// add adds a number under hash. What was added before stays.
func (x *nameIndex) add(hash, number uint32) {
	if x.used++; x.used*4 > len(x.slots)*3 {
		old := x.slots
		x.slots = make([]uint64, 2*len(old))
		for _, slot := range old {
			if slot != 0 {
				x.place(slot)
			}
		}
	}
	x.place(uint64(hash)<<32 | uint64(number+1))
}

func (x *nameIndex) place(slot uint64) {
	mask := len(x.slots) - 1
	i := int(slot>>32) & mask
	for x.slots[i] != 0 {
		i = (i + 1) & mask
	}
	x.slots[i] = slot
}

// arena keeps texts side by side in large blocks, instead of one piece of memory for each.
type arena struct{ block strings.Builder }

const blockOctets = 256 << 10

// keep returns a copy of text.
func (a *arena) keep(text string) string {
	if a.block.Len()+len(text) > a.block.Cap() {
		a.block = strings.Builder{}
		a.block.Grow(max(blockOctets, len(text)))
	}
	from := a.block.Len()
	a.block.WriteString(text)
	return a.block.String()[from:]
}
