package directory

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// members gathers the values of member of one group and what is known of their wholeness.
type members struct {
	// plain and ranged hold numbers of names.
	plain, ranged []uint32
	chunks        []chunk
	// empty counts values of no length, which ranged retrieval and a search for names only leave.
	empty int
	// option is an option that is not understood; "" for none.
	option string
	asked  bool
}

// chunk is what came under one member;range=low-high of one record.
type chunk struct {
	low, high int
	// last is true for member;range=low-*.
	last  bool
	count int
}

const lastOfRange = "*"

// parseRange reads the options of member. Anything but one range, with or without binary, is not
// understood.
//
// Source: MS-ADTS 3.1.1.3.1.3.3, range retrieval of attribute values.
func parseRange(options string) (c chunk, ok bool) {
	text, ok := "", false
	for option := range strings.SplitSeq(options, ";") {
		value, isRange := strings.CutPrefix(option, "range=")
		if option == "binary" {
			continue
		}
		if !isRange || ok {
			return chunk{}, false
		}
		text, ok = value, true
	}
	low, high, _ := strings.Cut(text, "-")
	var err error
	if c.low, err = strconv.Atoi(low); err != nil || c.low < 0 {
		return chunk{}, false
	}
	if high == lastOfRange {
		c.last = true
		return c, ok
	}
	c.high, err = strconv.Atoi(high)
	return c, ok && err == nil && c.high >= c.low
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
		m.addChunk(c)
	}
}

// addChunk adds c, or its count where an earlier piece of the record began the same range.
func (m *members) addChunk(c chunk) {
	if k := len(m.chunks) - 1; k >= 0 && m.chunks[k].low == c.low && m.chunks[k].high == c.high && m.chunks[k].last == c.last {
		m.chunks[k].count += c.count
		return
	}
	m.chunks = append(m.chunks, c)
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
	m.chunks = append(m.chunks, with.chunks...)
	m.empty += with.empty
	m.option = cmp.Or(m.option, with.option)
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
	return len(m.plain) == 0 && len(m.ranged) == 0 && len(m.chunks) == 0 && m.empty == 0 && m.option == ""
}

// coverage says how the members were read; received is their number.
func (m *members) coverage(received int) snapshot.Coverage {
	status, reason := m.judge()
	return snapshot.Coverage{Status: status, Reason: reason, Received: int64(received)}
}

func (m *members) judge() (snapshot.Status, string) {
	switch gap := m.gap(); {
	case m.option != "":
		return snapshot.Partial, fmt.Sprintf("member came with the option %q, which is not understood", clip(m.option))
	case gap != "":
		return snapshot.Partial, gap
	case len(m.chunks) > 0 || len(m.plain) > 0:
		return snapshot.Complete, ""
	case m.empty > 0:
		return snapshot.Partial, "member came without its values"
	case m.asked:
		return snapshot.Complete, ""
	}
	return snapshot.Absent, reasonNotExported
}

const reasonNotExported = "member attribute not exported"

// gap names the first value that the ranges leave out; "" if they reach from 0 to the end.
func (m *members) gap() string {
	if len(m.chunks) == 0 {
		return ""
	}
	slices.SortFunc(m.chunks, func(a, b chunk) int { return a.low - b.low })
	next, ended := 0, false
	for _, c := range m.chunks {
		if c.low > next {
			break
		}
		// A range that brought fewer values than it announced ends where they end.
		next = max(next, c.low+c.count)
		ended = ended || c.last
	}
	if ended {
		return ""
	}
	return fmt.Sprintf("member arrived as ranges without a value %d: export member;range=%d-* too", next, next)
}
