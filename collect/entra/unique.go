package entra

import "hash/maphash"

// unique tells objects of a list that came before: with equal content they count once, with
// different content one of the two is not true.
type unique struct {
	seed maphash.Seed
	met  map[string]uint64
}

func newUnique() *unique { return &unique{maphash.MakeSeed(), map[string]uint64{}} }

// again reports whether an object with this key came before, and an error when that one was
// different.
func (u *unique) again(key string, o *object) (bool, error) {
	var h maphash.Hash
	h.SetSeed(u.seed)
	hashValue(&h, o.whole)
	digest := h.Sum64()
	before, met := u.met[key]
	if met && before != digest {
		return true, &elementError{visible(key) + " occurs twice with different content: expected equal content; export the list at one time"}
	}
	u.met[key] = digest
	return met, nil
}

func (u *unique) len() int64 { return int64(len(u.met)) }
