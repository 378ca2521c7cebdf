package snapshot

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// sameOrRefuse joins records of which two versions are a mistake of the source: equal ones are
// one, different ones are refused with the names of what differs.
func sameOrRefuse[T any](kept, other *T) (bool, error) {
	different := differences(reflect.ValueOf(kept).Elem(), reflect.ValueOf(other).Elem())
	if len(different) == 0 {
		return false, nil
	}
	return false, fmt.Errorf("occurs twice with different content (%s): keep one of the two in what is collected", strings.Join(different, ", "))
}

// differences are the column names in which a and b differ. Times are compared as they are
// stored, in microseconds; nil and empty lists differ.
func differences(a, b reflect.Value) (names []string) {
	for i := range a.NumField() {
		f := a.Type().Field(i)
		switch {
		case f.Anonymous:
			names = append(names, differences(a.Field(i), b.Field(i))...)
		case !sameValue(a.Field(i), b.Field(i)):
			names = append(names, tagOf(f).name)
		}
	}
	return names
}

func sameValue(a, b reflect.Value) bool {
	if t, ok := a.Interface().(time.Time); ok {
		return t.UnixMicro() == b.Interface().(time.Time).UnixMicro()
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return sameValue(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !sameValue(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		return len(differences(a, b)) == 0
	default:
		return a.Equal(b)
	}
}
