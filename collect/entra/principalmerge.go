package entra

import (
	"slices"
	"strings"
)

// merge adds another sighting: what one did not say, the other fills in. Where two contradict each
// other the lesser value stands, so that the order of sightings does not matter.
func (r *principalRow) merge(other *principalRow) {
	for i, field := range r.texts() {
		if contradicts(field, *other.texts()[i], strings.Compare) {
			r.contradicted = true
			r.disputed = r.disputed || identifying.has(principalTexts[i])
		}
	}
	if contradicts(&r.record.AccountEnabled, other.record.AccountEnabled, compareBool) {
		r.contradicted = true
	}
	if contradicts(&r.record.SyncEnabled, other.record.SyncEnabled, compareBool) {
		r.contradicted, r.disputed = true, true
	}
	r.mergeType(other)
	r.record.Unreadable = min(r.record.Unreadable, other.record.Unreadable)
	r.record.Limited = r.record.Limited && other.record.Limited
	r.seen |= other.seen
	r.disputed = r.disputed || other.disputed
	r.pascal = r.pascal || other.pascal
}

// contradicts puts the lesser of two values in mine, any being less than none, and reports whether
// there are two.
func contradicts[T comparable](mine **T, theirs *T, compare func(a, b T) int) bool {
	switch {
	case theirs == nil:
		return false
	case *mine == nil:
		*mine = theirs
		return false
	case **mine == *theirs:
		return false
	case compare(*theirs, **mine) < 0:
		*mine = theirs
	}
	return true
}

func compareBool(a, b bool) int { return int(toTristate(&a)) - int(toTristate(&b)) }

// mergeType prefers a type that was named to one that was inferred, and that to none.
func (r *principalRow) mergeType(other *principalRow) {
	mine, theirs := &r.record.Type, other.record.Type
	switch {
	case theirs == "" || *mine == theirs:
		r.inferred = r.inferred && (other.inferred || theirs == "")
	case *mine == "" || r.inferred && !other.inferred:
		*mine, r.inferred = theirs, other.inferred
	case r.inferred == other.inferred:
		*mine = min(*mine, theirs)
		r.contradicted, r.disputed = r.contradicted || !r.inferred, r.disputed || !r.inferred
	}
}

// lacks reports whether it is a user, a member or an owner, without any of the keys that tell a directory
// account, which other users of the same collection carried: then its attributes were not collected, and
// nil would read as "none".
func (r *principalRow) lacks(collected Properties) bool {
	const account = Properties(1<<propertySyncEnabled | 1<<propertyImmutableID | 1<<propertySecurityIdentifier | 1<<propertyObjectIdentifier)
	return r.record.Type == "user" && !r.record.Limited && r.seen&account == 0 && collected&account != 0
}

// equalRows compares encoded rows, whether contradicted by others or not.
func equalRows(a, b []byte) bool {
	const aside = bitContradicted | bitDisputed
	return a[0]|aside == b[0]|aside && slices.Equal(a[1:], b[1:])
}
