package connect

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// cutError is a body in which ConvertTo-Json replaced objects below its -Depth by their names.
type cutError struct {
	// line and offset are where the value stands in its file, 0 where that is not known.
	line, offset int
	value        string
	// at says of what it is the value, such as rules[3].scopefilter; "" for a body as a whole.
	at string
}

func (e *cutError) Error() string {
	place, of := "", ""
	if e.line > 0 {
		place = fmt.Sprintf("line %d, byte %d: ", e.line, e.offset)
	}
	if e.at != "" {
		of = " (" + visible(e.at) + ")"
	}
	return fmt.Sprintf("%s%s stands where an object or a list is expected%s: ConvertTo-Json cut the body off; export it again with ConvertTo-Json -Depth 10", place, e.value, of)
}

// newCutError tells of a value that stands in raw, a part of text.
func newCutError(text []byte, raw json.RawMessage, at, value string) *cutError {
	e := &cutError{value: value, at: at}
	// Slices of one text end their capacity together, so what lies behind their starts tells how far they are apart.
	if start := cap(text) - cap(raw); len(raw) > 0 && start >= 0 && start < len(text) && &text[start] == &raw[0] {
		e.line, e.offset = 1+bytes.Count(text[:start], []byte{'\n'}), start
	}
	return e
}

// cutOff reports whether a JSON string is what PowerShell writes for an object it does not
// descend into: the name of its type, or @{name=value; …} for a custom object.
func cutOff(raw json.RawMessage) bool {
	var text string
	if len(raw) < 2 || raw[0] != '"' || json.Unmarshal(raw, &text) != nil {
		return false
	}
	for _, prefix := range []string{"System.Collections.", "System.Object", "System.String[]", "System.Management.Automation.", "Microsoft.IdentityManagement."} {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return strings.HasPrefix(text, "@{") && strings.HasSuffix(text, "}")
}
