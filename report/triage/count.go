package triage

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/wbaudit/wbaudit/report"
)

// counted are the attributes in which aggregates have their count, the first of them that is there.
var counted = []string{"count", "groups", "members", "people", "accounts", "copies", "foreign", "missing", "gone"}

// tally is the count of an aggregate; least says that not all was read and that there may be more.
type tally struct {
	n     int
	least bool
}

func (t tally) String() string { return fmt.Sprint(t.evidence()) }

// evidence is the count as findings tell it.
func (t tally) evidence() any {
	if t.least {
		return report.AtLeast(t.n)
	}
	return t.n
}

// within reports whether there are no more than most: of what was not read, nobody knows it.
func (t tally) within(most int) bool { return !t.least && t.n <= most }

// count returns the count of an aggregate: the attribute that has it by name, else the only number of
// its evidence. ok is false where there is neither.
func count(evidence map[string]any) (t tally, ok bool) {
	if t, ok := named(evidence); ok {
		return t, true
	}
	numbers := 0
	for _, value := range evidence {
		if one, is := whole(value); is {
			t = one
			numbers++
		}
	}
	if numbers != 1 {
		return tally{}, false
	}
	return t, true
}

// named returns the count that evidence has by name.
func named(evidence map[string]any) (t tally, ok bool) {
	for _, key := range counted {
		if t, ok := whole(evidence[key]); ok {
			return t, true
		}
	}
	return tally{}, false
}

// whole reads a whole number in any of the forms that evidence has: made here, or read from a stream.
func whole(value any) (tally, bool) {
	switch v := value.(type) {
	case int:
		return tally{n: v}, true
	case int64:
		return tally{n: int(v)}, true
	case float64:
		return tally{n: int(v)}, v == math.Trunc(v) && math.Abs(v) < 1<<53
	case json.Number:
		n, err := v.Int64()
		return tally{n: int(n)}, err == nil
	}
	n, ok := report.LeastOf(value)
	return tally{n: n, least: ok}, ok
}
