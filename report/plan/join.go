package plan

import "strconv"

// key names what the step changes.
func (s *Step) key() string {
	return string(s.Kind) + "\x00" + s.ID + "\x00" + s.Attribute + "\x00" + s.Member
}

// joins reports whether s and the other step of the same key come to one value. Category and scope are
// bits of one attribute.
func (s *Step) joins(other *Step) bool {
	if s.Old != other.Old {
		return false
	}
	return s.New == other.New || s.Attribute == groupType
}

// join takes over what other changes.
func (s *Step) join(other *Step) {
	if s.Attribute != groupType {
		return
	}
	was, first, second := bits(s.Old), bits(s.New), bits(other.New)
	s.New = strconv.FormatInt(int64(was^((was^first)|(was^second))), 10)
}

func bits(text string) int32 {
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return 0 // both are written by this package
	}
	return int32(n)
}
