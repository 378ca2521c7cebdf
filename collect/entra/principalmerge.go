package entra

import (
	"slices"
)

// merge adds a second sighting: what one did not say, the other fills in. It reports whether the
// two contradict each other; then the first one stands.
func (r *principalRow) merge(other *principalRow) (contradiction bool) {
	for i, field := range r.texts() {
		theirs := *other.texts()[i]
		switch {
		case *field == nil:
			*field = theirs
		case theirs != nil && *theirs != **field:
			contradiction = true
		}
	}
	for _, pair := range [][2]**bool{{&r.record.AccountEnabled, &other.record.AccountEnabled}, {&r.record.SyncEnabled, &other.record.SyncEnabled}} {
		switch mine, theirs := *pair[0], *pair[1]; {
		case mine == nil:
			*pair[0] = theirs
		case theirs != nil && *mine != *theirs:
			contradiction = true
		}
	}
	contradiction = r.mergeType(other) || contradiction
	if other.record.Unreadable == "" {
		r.record.Unreadable = ""
	}
	r.record.Limited = r.record.Limited && other.record.Limited
	r.seen |= other.seen
	r.asMember = r.asMember || other.asMember
	r.pascal = r.pascal && other.pascal
	return contradiction
}

// mergeType prefers a type that was named to one that was inferred.
func (r *principalRow) mergeType(other *principalRow) (contradiction bool) {
	mine, theirs := &r.record.Type, other.record.Type
	switch {
	case theirs == "" || *mine == theirs:
		r.inferred = r.inferred && (other.inferred || theirs == "")
	case *mine == "" || r.inferred && !other.inferred:
		*mine, r.inferred = theirs, other.inferred
	default:
		return !r.inferred && !other.inferred
	}
	return false
}

// lacks reports whether it is a user that was seen as a member without any of the keys that tell a
// directory account, which other users of the same collection carried: then its attributes were
// not collected, and nil would read as "none".
func (r *principalRow) lacks(collected Properties) bool {
	const account = Properties(1<<propertySyncEnabled | 1<<propertyImmutableID | 1<<propertySecurityIdentifier | 1<<propertyObjectIdentifier)
	return r.asMember && r.record.Type == "user" && !r.record.Limited && r.seen&account == 0 && collected&account != 0
}

// equalRows compares encoded rows, whether seen as a member or not.
func equalRows(a, b []byte) bool {
	return a[0]|bitMember == b[0]|bitMember && slices.Equal(a[1:], b[1:])
}
