package plan

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
)

// http writes the steps as requests to Graph, in the form that the program hurl runs and people read: a
// GET with the answer that is expected, then the PATCH. Graph has no If-Match for groups, so that
// the GET is the condition.
//
// Source: https://hurl.dev/docs/hurl-file.html;
// https://learn.microsoft.com/graph/api/group-update (beta), whose answer is 204
func (p *Plan) http(w io.Writer, backwards bool) error {
	b := bufio.NewWriter(w)
	p.lines(b,
		"Run with: hurl --variable graph=https://graph.microsoft.com --variable token=TOKEN FILE",
		"TOKEN is an access token with Group.ReadWrite.All. hurl stops at the first answer that is not the",
		"expected one, before the change behind it. Sent by hand, a PATCH is for the case that the GET before",
		"it answered what stands below it, and for no other.")
	steps := p.sequence(backwards)
	for i := range steps {
		s := &steps[i]
		head(b, s, len(p.Steps))
		fmt.Fprintf(b, "# cloud group %s\n", marked(s.Name))
		fmt.Fprintf(b, "GET {{graph}}/beta/groups/%s?$select=id,%s\nAuthorization: Bearer {{token}}\nHTTP 200\n", s.ID, s.selected())
		fmt.Fprintf(b, "[Asserts]\njsonpath \"$.id\" == \"%s\"\njsonpath \"$.%s\" %s\n\n", s.ID, s.property(), expected(s.Old))
		body, err := s.body()
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "PATCH {{graph}}/beta/groups/%s\nAuthorization: Bearer {{token}}\nContent-Type: application/json\n%s\nHTTP 204\n", s.ID, body)
	}
	return b.Flush()
}

const configuration = "writebackConfiguration"

// selected is the property of a group that holds what the step changes.
func (s *Step) selected() string {
	if s.Attribute == visibility {
		return visibility
	}
	return configuration
}

// property is where the value stands in the body.
func (s *Step) property() string {
	if s.Attribute == visibility {
		return visibility
	}
	return configuration + "." + s.Attribute
}

// expected is the predicate that holds for an old value; tenants report names of values in any case.
func expected(old string) string {
	switch old {
	case null, "true", "false":
		return "== " + old
	}
	return "matches \"(?i)^" + old + "$\""
}

// body is the JSON that sets the new value. Its parts are words of Graph, never the tenant's.
func (s *Step) body() ([]byte, error) {
	var value any = s.New
	switch s.New {
	case null:
		value = nil
	case "true", "false":
		value = s.New == "true"
	}
	change := map[string]any{s.Attribute: value}
	if s.Attribute != visibility {
		change = map[string]any{configuration: change}
	}
	return json.Marshal(change)
}
