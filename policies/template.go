package policies

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Template is a sentence of the metadata with placeholders: {target}, {target.dn}, {expected}, {actual},
// {evidence.<key>}, {parameters.<name>}, and a path of the subject such as {writeback.category}.
// {<placeholder>|<singular>|<plural>} adds the word that fits the number.
type Template struct {
	text  string
	parts []part
}

// part is literal text, or a placeholder.
type part struct {
	literal  string
	name     string
	singular string
	plural   string
}

// String returns the template as written.
func (t Template) String() string { return t.text }

// MarshalText gives the template as written.
func (t Template) MarshalText() ([]byte, error) { return []byte(t.text), nil }

// UnmarshalText reads what MarshalText gave.
func (t *Template) UnmarshalText(text []byte) error {
	parsed, err := parseTemplate(string(text))
	*t = parsed
	return err
}

var placeholder = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)*$`)

// parseTemplate cuts a text into parts; braces only stand around placeholders.
func parseTemplate(text string) (Template, error) {
	t := Template{text: text}
	for rest := text; rest != ""; {
		literal, after, found := strings.Cut(rest, "{")
		if strings.Contains(literal, "}") {
			return t, fmt.Errorf("a closing brace without an opening one")
		}
		if literal != "" {
			t.parts = append(t.parts, part{literal: literal})
		}
		if !found {
			break
		}
		inner, tail, closed := strings.Cut(after, "}")
		p, err := parsePlaceholder(inner)
		if !closed || err != nil {
			return t, fmt.Errorf("{%s is no placeholder: expected {target}, {writeback.category} or {members.missing|member|members}", inner)
		}
		t.parts, rest = append(t.parts, p), tail
	}
	return t, nil
}

func parsePlaceholder(inner string) (part, error) {
	fields := strings.Split(inner, "|")
	if !placeholder.MatchString(fields[0]) || len(fields) != 1 && len(fields) != 3 {
		return part{}, fmt.Errorf("no placeholder")
	}
	p := part{name: fields[0]}
	if len(fields) == 3 {
		p.singular, p.plural = fields[1], fields[2]
	}
	return p, nil
}

// names lists the placeholders in their order.
func (t Template) names() []string {
	var names []string
	for _, p := range t.parts {
		if p.name != "" {
			names = append(names, p.name)
		}
	}
	return names
}

// fill renders the template; value gives the text of a placeholder and whether it is the number one.
func (t Template) fill(value func(name string) (text string, one bool)) string {
	var b strings.Builder
	for _, p := range t.parts {
		if p.name == "" {
			b.WriteString(p.literal)
			continue
		}
		text, one := value(p.name)
		b.WriteString(text)
		switch {
		case p.singular == "":
		case one:
			b.WriteString(" " + p.singular)
		default:
			b.WriteString(" " + p.plural)
		}
	}
	return b.String()
}

// holdTemplates refuses placeholders that cannot be filled whatever the subject.
func (c *Check) holdTemplates() error {
	uses := c.Message.names()
	if slices.Contains(uses, "actual") && c.Actual.text == "" {
		return fmt.Errorf("custom.message says {actual}, and custom.actual is missing")
	}
	if slices.Contains(uses, "expected") && c.Expected.text == "" {
		return fmt.Errorf("custom.message says {expected}, and custom.expected is missing")
	}
	for key, t := range map[string]Template{"expected": c.Expected, "actual": c.Actual} {
		for _, name := range t.names() {
			if slices.Contains([]string{"target", "target.dn", "expected", "actual"}, name) {
				return fmt.Errorf("custom.%s says {%s}: only paths of the subject, evidence and parameters can stand there", key, name)
			}
		}
	}
	return nil
}
