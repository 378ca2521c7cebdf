package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// EvidenceText returns evidence on one line, as key=value pairs in the order of their keys, parted
// by "; ". Text stands as it is, everything else as its JSON form. The result is not yet Visible.
func EvidenceText(evidence map[string]any) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(evidence)) {
		if b.Len() > 0 {
			b.WriteString("; ")
		}
		b.WriteString(k)
		b.WriteByte('=')
		b.WriteString(EvidenceValue(evidence[k]))
	}
	return b.String()
}

// EvidenceValue returns one value of evidence as text: text as it stands, everything else as its JSON
// form. The result is not yet Visible.
func EvidenceValue(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Sprint(v)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
