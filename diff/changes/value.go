package changes

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// longest is how many characters of a value are shown.
const longest = 500

// shown is a value as a report shows it: as it is, or its beginning, its length and its digest.
func shown(text string) string {
	if len(text) <= longest || utf8.RuneCountInString(text) <= longest {
		return text
	}
	sum := sha256.Sum256([]byte(text))
	return fmt.Sprintf("%s… (%d characters, SHA-256 %s)", string([]rune(text)[:longest]), utf8.RuneCountInString(text), hex.EncodeToString(sum[:8]))
}

// sameValue reports whether two fields of one type are equal. The order of a list of texts says nothing;
// a nil list differs from an empty one.
func sameValue(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.String:
		return a.String() == b.String()
	case reflect.Bool:
		return a.Bool() == b.Bool()
	case reflect.Int32, reflect.Int64:
		return a.Int() == b.Int()
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return sameValue(a.Elem(), b.Elem())
	case reflect.Slice:
		return a.IsNil() == b.IsNil() && sameList(a, b)
	case reflect.Array:
		return a.Equal(b)
	}
	if t, ok := a.Interface().(time.Time); ok {
		return t.Equal(b.Interface().(time.Time))
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

func sameList(a, b reflect.Value) bool {
	if a.Len() != b.Len() {
		return false
	}
	if a.Type().Elem().Kind() == reflect.Uint8 {
		return bytes.Equal(a.Bytes(), b.Bytes())
	}
	if a.Len() == 0 || reflect.DeepEqual(a.Interface(), b.Interface()) {
		return true
	}
	return slices.Equal(elements(a), elements(b))
}

// elements are the texts of a list's elements, sorted.
func elements(v reflect.Value) []string {
	list := make([]string, v.Len())
	for i := range list {
		list[i] = deref(textOf(v.Index(i)))
	}
	slices.Sort(list)
	return list
}

// textOf is a field as text; nil for one that is not set.
func textOf(v reflect.Value) *string {
	var text string
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return textOf(v.Elem())
	case reflect.String:
		text = v.String()
	case reflect.Bool:
		text = strconv.FormatBool(v.Bool())
	case reflect.Int32, reflect.Int64:
		text = strconv.FormatInt(v.Int(), 10)
	case reflect.Slice:
		if v.IsNil() {
			return nil
		}
		text = listText(v)
	default:
		text = otherText(v)
	}
	return &text
}

func listText(v reflect.Value) string {
	switch list := v.Interface().(type) {
	case json.RawMessage:
		return string(list)
	case []byte:
		return hex.EncodeToString(list)
	}
	if v.Len() == 0 {
		return "(none)"
	}
	return strings.Join(elements(v), "; ")
}

func otherText(v reflect.Value) string {
	switch value := v.Interface().(type) {
	case time.Time:
		return value.UTC().Format(time.RFC3339)
	case snapshot.GUID:
		return value.String()
	default:
		// Records hold nothing that cannot be written as JSON.
		text, _ := json.Marshal(value)
		return string(text)
	}
}

func deref(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
