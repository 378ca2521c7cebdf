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

// keys are the ways in which a cloud member and a directory member can turn out to be one object.
// Two that share no key cannot be told apart from one.
type keys uint8

const (
	keySID keys = 1 << iota
	keyImmutable
	keyObjectID
	keyDN
	allKeys = keySID | keyImmutable | keyObjectID | keyDN
)

// profile is family and keys in one small number, for counting.
type profile uint8

const profiles = 128

func profileOf(f family, k keys) profile { return profile(f)<<4 | profile(k) }

func (p profile) family() family { return family(p >> 4) }

// mayBe reports whether c and d could be one object that no key they share could show: they are
// neither the same nor different.
func mayBe(c, d profile) bool {
	if c&d&profile(allKeys) != 0 {
		return false
	}
	fc, fd := c.family(), d.family()
	return fd != familyOther && (fc == familyUnknown || fd == familyUnknown || fc == fd)
}

func set(text *string) bool { return text != nil && *text != "" }
