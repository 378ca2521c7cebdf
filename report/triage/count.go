package triage

import (
	"encoding/json"
	"math"
)

// counted are the attributes in which aggregates have their count, the first of them that is there.
var counted = []string{"count", "groups", "members", "people", "accounts", "copies"}

// count returns the count of an aggregate: the attribute that has it by name, else the only number of
// its evidence. ok is false where there is neither.
func count(evidence map[string]any) (n int, ok bool) {
	if n, ok := named(evidence); ok {
		return n, true
	}
	numbers := 0
	for _, value := range evidence {
		if one, is := whole(value); is {
			n = one
			numbers++
		}
	}
	if numbers != 1 {
		return 0, false
	}
	return n, true
}

// named returns the count that evidence has by name.
func named(evidence map[string]any) (n int, ok bool) {
	for _, key := range counted {
		if n, ok := whole(evidence[key]); ok {
			return n, true
		}
	}
	return 0, false
}

// whole reads a whole number in any of the forms that evidence has: made here, or read from a stream.
func whole(value any) (int, bool) {
	switch v := value.(type) {
	case int:
		return v, true
	case int64:
		return int(v), true
	case float64:
		return int(v), v == math.Trunc(v) && math.Abs(v) < 1<<53
	case json.Number:
		n, err := v.Int64()
		return int(n), err == nil
	}
	return 0, false
}
