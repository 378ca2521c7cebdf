package entra

import (
	"bytes"
	"fmt"
)

// cutError is a body in which ConvertTo-Json replaced objects below its -Depth by their names.
type cutError struct {
	// value is what stands there, a slice of the text; property the path to it, "" where it is not known.
	value    []byte
	property string
	// of is the id of the object, "" where it has none.
	of string
}

func (e *cutError) Error() string {
	return fmt.Sprintf("%s stands where an object or a list is expected%s: ConvertTo-Json cut the body off; export it again with ConvertTo-Json -Depth 10", clip(e.value), e.where())
}

// where names property and object.
func (e *cutError) where() string {
	switch {
	case e.property == "" && e.of == "":
		return ""
	case e.property == "":
		return " (in " + visible(e.of) + ")"
	case e.of == "":
		return " (" + e.property + ")"
	}
	return " (" + e.property + " of " + visible(e.of) + ")"
}

// within is e as met in an object around it.
func (e *cutError) within(property string) *cutError {
	if e == nil {
		return nil
	}
	around := *e
	if around.property = property; e.property != "" {
		around.property += "." + e.property
	}
	return &around
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

// cutInside returns the first value of a document that was cut off, nil when there is none. Only
// documents kept as received need it: what is read key by key shows the gap by itself.
func cutInside(raw []byte) *cutError {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '"' {
			continue
		}
		end, err := skipString(raw, i)
		if err != nil {
			return nil
		}
		if after := skipSpace(raw, end); (after >= len(raw) || raw[after] != ':') && cutOff(raw[i:end]) {
			return &cutError{value: raw[i:end]}
		}
		i = end - 1
	}
	return nil
}
