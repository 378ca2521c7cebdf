package entra

import "hash/maphash"

// unique tells objects of a stream that came before: with equal content they count once, with
// different content one of the two is not true.
type unique struct {
	seed maphash.Seed
	met  map[string]meeting
}

// meeting is what is remembered of an object: a digest of its content and the number of the list.
type meeting struct {
	digest uint64
	list   int
}

func newUnique() *unique { return &unique{maphash.MakeSeed(), map[string]meeting{}} }

// again reports whether an object with this key came before, and an error when that one was
// different. In the list that t is at, it counts once too.
func (u *unique) again(key string, o *object, t *tally) (bool, error) {
	var h maphash.Hash
	h.SetSeed(u.seed)
	hashValue(&h, o.whole)
	now := meeting{h.Sum64(), len(t.ended)}
	before, met := u.met[key]
	switch {
	case met && before.digest != now.digest:
		return true, &elementError{visible(key) + " occurs twice with different content: expected equal content; export the list at one time"}
	case met && before.list == now.list:
		t.part.repeated++
	}
	u.met[key] = now
	return met, nil
}

func (u *unique) len() int64 { return int64(len(u.met)) }
