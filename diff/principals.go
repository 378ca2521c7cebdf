package diff

// family is what sort of object a member is, as far as that keeps two from being one.
type family uint8

const (
	familyUnknown family = iota
	familyUser
	familyGroup
	familyDevice
	familyContact
	// familyOther is on one side only: service principals there, foreign security principals here.
	familyOther
)

// keys are the ways in which a cloud member and a directory member can turn out to be different objects.
// Two that share no key cannot be told apart from one. A DN is none: equal ones make one object of two,
// but the cloud keeps that of an account that was moved until it is synchronised again.
type keys uint8

const (
	keySID keys = 1 << iota
	keyImmutable
	keyObjectID
	// keyLinked marks an object of which it is known what it is on the other side, or that it is nothing there.
	keyLinked
	allKeys = keySID | keyImmutable | keyObjectID | keyLinked
)

// profile is family and keys in one small number, for counting.
type profile uint8

const profiles = 128

func profileOf(f family, k keys) profile { return profile(f)<<4 | profile(k) }

func (p profile) family() family { return family(p >> 4) }

// mayBe reports whether c and d could be one object that no key they share could show: they are
// neither the same nor different.
func mayBe(c, d profile) bool {
	if c&d&profile(allKeys) != 0 || (c|d)&profile(keyLinked) != 0 {
		return false
	}
	fc, fd := c.family(), d.family()
	return fd != familyOther && (fc == familyUnknown || fd == familyUnknown || fc == fd)
}

func set(text *string) bool { return text != nil && *text != "" }
