package diff

// tribool is a *bool in two bits.
type tribool uint8

const (
	triNil tribool = iota
	triFalse
	triTrue
)

func triboolOf(b *bool) tribool {
	switch {
	case b == nil:
		return triNil
	case *b:
		return triTrue
	}
	return triFalse
}

// pointer returns b as it came. The pointer is fresh, so that no caller can change another's.
func (b tribool) pointer() *bool {
	if b == triNil {
		return nil
	}
	value := b == triTrue
	return &value
}

// answer is unknown for null.
func (b tribool) answer() Answer {
	switch b {
	case triTrue:
		return Yes
	case triFalse:
		return No
	}
	return Unknown
}
