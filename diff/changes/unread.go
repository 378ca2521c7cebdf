package changes

import (
	"reflect"
	"time"
)

// isUnset reports whether a value of a record is none. A source that does not hold a text gives an empty one.
func isUnset(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return v.IsNil()
	case reflect.String:
		return v.Len() == 0
	}
	return false
}

// partUnread reports whether two values that differ do so in nothing but what one of them does not have, however deep
// it lies, and which side that is. Lists of different lengths differ.
func partUnread(x, y reflect.Value) (side int, unread bool) {
	var lacks [2]bool
	if differ(x, y, &lacks) || !lacks[earlier] && !lacks[later] {
		return 0, false
	}
	if lacks[later] {
		return later, true
	}
	return earlier, true
}

// differ reports whether two values differ in what both have, and notes which of them lacks what the other has.
func differ(x, y reflect.Value, lacks *[2]bool) bool {
	switch {
	case isUnset(x) != isUnset(y):
		if isUnset(x) {
			lacks[earlier] = true
		} else {
			lacks[later] = true
		}
		return false
	case isUnset(x):
		return false
	case x.Kind() == reflect.Pointer:
		return differ(x.Elem(), y.Elem(), lacks)
	case x.Kind() == reflect.Struct && x.Type() != reflect.TypeFor[time.Time]():
		for i := range x.NumField() {
			if differ(x.Field(i), y.Field(i), lacks) {
				return true
			}
		}
		return false
	case x.Kind() == reflect.Slice && x.Type().Elem().Kind() == reflect.Struct:
		if x.Len() != y.Len() {
			return true
		}
		for i := range x.Len() {
			if differ(x.Index(i), y.Index(i), lacks) {
				return true
			}
		}
		return false
	}
	return !sameValue(x, y)
}

// oneLacks says which side lacks something that the other one has.
func oneLacks(before, after bool) (side int, unread bool) {
	if before == after {
		return 0, false
	}
	if before {
		return earlier, true
	}
	return later, true
}
