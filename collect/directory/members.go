package directory

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// members gathers the values of member of one group and what is known of their wholeness.
type members struct {
	// plain and ranged hold numbers of names.
	plain, ranged []uint32
	ranges        ranges
	// empty counts values of no length, which ranged retrieval and a search for names only leave.
	empty int
	// option is an option that is not understood; "" for none.
	option string
	// cut is why the source knows values to be missing; "" if it knows of none.
	cut   string
	asked bool
}

// take adds values that came under member with options.
func (m *members) take(options string, values [][]byte, n *names) {
	into, c := &m.plain, chunk{}
	if options != "" && options != "binary" {
		var ok bool
		if c, ok = parseRange(options); !ok {
			m.option = options
			return
		}
		into = &m.ranged
	}
	for _, value := range values {
		if len(value) == 0 {
			m.empty++
			continue
		}
		c.count++
		*into = append(*into, n.member(value))
	}
	if into == &m.ranged {
		m.ranges.add(c)
	}
}

// merge adds what a further record of the same group brought, and reports whether the two agree:
// ranges add up, but two records that both hold all values must hold the same ones.
func (m *members) merge(with *members) bool {
	m.plain, with.plain = distinct(m.plain), distinct(with.plain)
	if len(m.plain) > 0 && len(with.plain) > 0 && !slices.Equal(m.plain, with.plain) {
		return false
	}
	if len(m.plain) == 0 {
		m.plain = with.plain
	}
	m.ranged = append(m.ranged, with.ranged...)
	m.ranges = append(m.ranges, with.ranges...)
	m.empty += with.empty
	m.option = cmp.Or(m.option, with.option)
	m.cut = cmp.Or(m.cut, with.cut)
	m.asked = m.asked || with.asked
	return true
}

// numbers returns the distinct members in ascending order.
func (m *members) numbers() []uint32 {
	m.plain = distinct(append(m.plain, m.ranged...))
	m.ranged = nil
	return m.plain
}

func distinct(numbers []uint32) []uint32 {
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// none reports whether nothing of member came at all.
func (m *members) none() bool {
	return len(m.plain) == 0 && len(m.ranged) == 0 && len(m.ranges) == 0 && m.empty == 0 && m.option == ""
}

// coverage says how the members were read; received is their number.
func (m *members) coverage(received int) snapshot.Coverage {
	status, reason := m.judge()
	return snapshot.Coverage{Status: status, Reason: reason, Received: int64(received)}
}

func (m *members) judge() (snapshot.Status, string) {
	switch next, whole := m.ranges.reach(); {
	case m.cut != "" && m.none() && !m.asked:
		return snapshot.Absent, m.cut
	case m.cut != "":
		return snapshot.Partial, m.cut
	case m.option != "":
		return snapshot.Partial, fmt.Sprintf("member came with the option %q, which is not understood", clip(m.option))
	case !whole:
		return snapshot.Partial, fmt.Sprintf("member arrived as ranges without a value %d: export member;range=%d-* too", next, next)
	case len(m.ranges) > 0 || len(m.plain) > 0:
		return snapshot.Complete, ""
	case m.empty > 0:
		return snapshot.Partial, "member came without its values"
	case m.asked:
		return snapshot.Complete, ""
	}
	return snapshot.Absent, reasonNotExported
}

const reasonNotExported = "member attribute not exported, or not readable for the account"
