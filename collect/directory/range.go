package directory

import (
	"slices"
	"strconv"
	"strings"
)

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

// ranges are the chunks of one attribute of one object, in any order.
type ranges []chunk

// add adds c, or its count where an earlier piece of the record began the same range.
func (r *ranges) add(c chunk) {
	if k := len(*r) - 1; k >= 0 {
		if last := &(*r)[k]; last.low == c.low && last.high == c.high && last.last == c.last {
			last.count += c.count
			return
		}
	}
	*r = append(*r, c)
}

// reach names the first value that the ranges leave out; whole is true when they reach from 0 to
// the end, and when there are none.
func (r ranges) reach() (next int, whole bool) {
	if len(r) == 0 {
		return 0, true
	}
	slices.SortFunc(r, func(a, b chunk) int { return a.low - b.low })
	ended := false
	for _, c := range r {
		if c.low > next {
			break
		}
		// A range that brought fewer values than it announced ends where they end.
		next = max(next, c.low+c.count)
		ended = ended || c.last
	}
	return next, ended
}
