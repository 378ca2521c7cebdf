package entra

import (
	"bytes"
	"fmt"
)

// cutError is a body in which ConvertTo-Json replaced objects below its -Depth by their names.
type cutError struct{ value string }

func (e *cutError) Error() string {
	return fmt.Sprintf("%s stands where an object or a list is expected: ConvertTo-Json cut the body off; export it again with ConvertTo-Json -Depth 10", e.value)
}

// cutOff reports whether a JSON string is what PowerShell writes for an object it does not
// descend into: the name of its type, or @{name=value; …} for a custom object.
func cutOff(raw []byte) bool {
	if len(raw) < 2 || raw[0] != '"' {
		return false
	}
	text := raw[1 : len(raw)-1]
	for _, prefix := range []string{"System.Collections.", "System.Object", "System.Management.Automation.", "System.String[]", "Microsoft.Graph.", "Microsoft.IdentityManagement."} {
		if bytes.HasPrefix(text, []byte(prefix)) {
			return true
		}
	}
	return bytes.HasPrefix(text, []byte("@{")) && text[len(text)-1] == '}'
}

// cutInside returns the first value of a document that was cut off, "" when there is none. Only
// documents kept as received need it: what is read key by key shows the gap by itself.
func cutInside(raw []byte) string {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '"' {
			continue
		}
		end, err := skipString(raw, i)
		if err != nil {
			return ""
		}
		if after := skipSpace(raw, end); (after >= len(raw) || raw[after] != ':') && cutOff(raw[i:end]) {
			return clip(raw[i:end])
		}
		i = end - 1
	}
	return ""
}
