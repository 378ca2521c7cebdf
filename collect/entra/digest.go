package entra

import (
	"hash/maphash"
	"math/bits"
)

// digest is a hash of what the properties of an object say, however they are spelled and ordered.
// The id is left out: it is compared as such.
func (o *object) digest(seed maphash.Seed) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for seen := o.seen &^ o.unread(); seen != 0; seen &= seen - 1 {
		p := bits.TrailingZeros64(seen)
		h.WriteByte(byte(p))
		hashValue(&h, o.raw[p])
	}
	return h.Sum64()
}

// unread are the keys that say nothing of the object by which two of them could differ.
func (o *object) unread() uint64 {
	return uint64(annotations) | 1<<propertyID | 1<<o.table.additional()
}

// hashValue hashes a JSON value without regard to white space and escapes.
func hashValue(h *maphash.Hash, raw []byte) {
	for i := 0; i < len(raw); {
		switch c := raw[i]; c {
		case ' ', '\t', '\r', '\n':
			i++
		case '"':
			end, err := skipString(raw, i)
			if err != nil {
				return
			}
			h.WriteByte('"')
			h.Write(unquote(raw[i:end], nil))
			h.WriteByte(0)
			i = end
		default:
			h.WriteByte(c)
			i++
		}
	}
}
