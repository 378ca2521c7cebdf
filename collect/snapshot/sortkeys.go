package snapshot

import (
	"cmp"
	"slices"
)

// placed is something in a sort: where it lies and the eight octets of its key that are compared.
// Places ascend in the order of arrival.
type placed struct {
	head  uint64
	place uint64
}

// sortByKey sorts by key and then by place. Looking at a key costs a trip to memory, so eight
// octets of each are taken along, and the next eight only where those are equal.
func sortByKey[K string | []byte](items []placed, key func(place uint64) K) {
	sortFrom(items, key, 0)
}

// few is how many items with equal heads are compared by whole keys.
const few = 12

// sortFrom sorts items whose keys are equal up to from.
func sortFrom[K string | []byte](items []placed, key func(place uint64) K, from int) {
	from += commonPrefix(items, key, from)
	ended := false
	for i := range items {
		k := key(items[i].place)
		items[i].head = headOf(k, from)
		ended = ended || len(k) < from+8
	}
	slices.SortFunc(items, func(a, b placed) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return cmp.Compare(a.place, b.place)
	})
	for i := 0; i < len(items); {
		j := i + 1
		for j < len(items) && items[j].head == items[i].head {
			j++
		}
		switch equal := items[i:j]; {
		case len(equal) == 1:
		case len(equal) <= few || ended:
			slices.SortFunc(equal, func(a, b placed) int {
				return cmp.Or(compareFrom(key(a.place), key(b.place), from), cmp.Compare(a.place, b.place))
			})
		default:
			sortFrom(equal, key, from+8)
		}
		i = j
	}
}

// headOf is the eight octets of key at from as a number; zeros stand for what it lacks.
func headOf[K string | []byte](key K, from int) (head uint64) {
	if from+8 <= len(key) {
		k := key[from : from+8]
		return uint64(k[0])<<56 | uint64(k[1])<<48 | uint64(k[2])<<40 | uint64(k[3])<<32 |
			uint64(k[4])<<24 | uint64(k[5])<<16 | uint64(k[6])<<8 | uint64(k[7])
	}
	for i := from; i < from+8; i++ {
		head <<= 8
		if i < len(key) {
			head |= uint64(key[i])
		}
	}
	return head
}

// compareFrom compares keys that are equal up to from.
func compareFrom[K string | []byte](a, b K, from int) int {
	for ; from < len(a) && from < len(b); from += 8 {
		if c := cmp.Compare(headOf(a, from), headOf(b, from)); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

// commonPrefix is how many octets after from the keys of all items have alike.
func commonPrefix[K string | []byte](items []placed, key func(place uint64) K, from int) int {
	if len(items) == 0 {
		return 0
	}
	first := key(items[0].place)
	common := len(first)
	for i := range items {
		k := key(items[i].place)
		common = min(common, len(k))
		for n := from; n < common; n++ {
			if k[n] != first[n] {
				common = n
			}
		}
	}
	return max(0, common-from)
}
