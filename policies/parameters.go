package policies

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// Parameter is one declared threshold of a control.
type Parameter struct {
	Name string
	// Type is integer, number, boolean, string, version, which is a string of one to four numbers, or sids,
	// which is a string of security identifiers separated by blanks.
	Type        string
	Description string
	// Revision names the document and its date that Default was taken from, for a number that its authors
	// have moved or may move; "" for a threshold of our own.
	Revision string
	// Default is an int64, float64, bool or string, after Type.
	Default any
	// Minimum and Maximum bound numbers; nil for no bound.
	Minimum, Maximum *float64
	// Enum closes a string; nil for any text.
	Enum []string
}

var parameterTypes = []string{"integer", "number", "boolean", "string", "version", "sids"}

// Range says in words which values are allowed.
func (p Parameter) Range() string {
	number := func(f *float64) string { return strconv.FormatFloat(*f, 'f', -1, 64) }
	switch {
	case p.Minimum != nil && p.Maximum != nil:
		return fmt.Sprintf("%s from %s to %s", p.Type, number(p.Minimum), number(p.Maximum))
	case p.Minimum != nil:
		return fmt.Sprintf("%s from %s", p.Type, number(p.Minimum))
	case p.Maximum != nil:
		return fmt.Sprintf("%s up to %s", p.Type, number(p.Maximum))
	case p.Type == "version":
		return "version such as 2.5.76.0"
	case p.Type == "sids":
		return "SIDs separated by blanks, such as S-1-5-21-1004336348-1177238915-682003330-1142"
	case p.Enum != nil:
		return "one of " + strings.Join(p.Enum, ", ")
	default:
		return p.Type
	}
}

// accept turns a value of metadata or configuration into one of the declared type and range.
func (p Parameter) accept(value any) (any, error) {
	v, ok := p.convert(value)
	if !ok || !p.inRange(v) {
		return nil, fmt.Errorf("%s is not allowed: expected %s", p.given(value), p.Range())
	}
	return v, nil
}

// given is a refused value in words: a text in the place of a number looks like one.
func (p Parameter) given(value any) string {
	text, ok := value.(string)
	switch {
	case value == nil:
		return "no value"
	case ok && slices.Contains([]string{"number", "integer", "boolean"}, p.Type):
		return fmt.Sprintf("the text %q", text)
	}
	return fmt.Sprint(value)
}

func (p Parameter) convert(value any) (any, bool) {
	switch p.Type {
	case "boolean":
		b, ok := value.(bool)
		return b, ok
	case "string", "version":
		s, ok := value.(string)
		return s, ok
	case "sids":
		s, ok := value.(string)
		return canonicalSIDs(s), ok
	}
	n, ok := toFloat(value)
	if p.Type == "number" {
		return n, ok
	}
	return int64(n), ok && n == math.Trunc(n) && math.Abs(n) < 1<<53
}

func (p Parameter) inRange(value any) bool {
	if s, ok := value.(string); ok {
		switch p.Type {
		case "version":
			_, ok := diff.CompareVersions(s, s)
			return ok
		case "sids":
			return !slices.ContainsFunc(strings.Fields(s), func(word string) bool {
				_, err := snapshot.ParseSID(word)
				return err != nil
			})
		}
		return p.Enum == nil || slices.Contains(p.Enum, s)
	}
	n, ok := toFloat(value)
	if !ok {
		return true
	}
	return (p.Minimum == nil || n >= *p.Minimum) && (p.Maximum == nil || n <= *p.Maximum)
}

// canonicalSIDs spells security identifiers as subjects do, with one blank between them, so that controls
// find theirs among them. What is none stays as it is.
func canonicalSIDs(text string) string {
	words := strings.Fields(text)
	for i, word := range words {
		octets, err := snapshot.ParseSID(word)
		if err != nil {
			continue
		}
		if sid, err := snapshot.SIDFromOctets(octets); err == nil {
			words[i] = sid
		}
	}
	return strings.Join(words, " ")
}

// toFloat accepts what YAML, JSON and viper make of a number.
func toFloat(value any) (float64, bool) {
	switch n := value.(type) {
	case int:
		return float64(n), true
	case int64:
		return float64(n), true
	case uint64:
		return float64(n), true
	case float64:
		return n, !math.IsNaN(n) && !math.IsInf(n, 0)
	case json.Number:
		f, err := n.Float64()
		return f, err == nil
	default:
		return 0, false
	}
}

func (p Parameter) schema() map[string]any {
	s := map[string]any{"type": p.Type}
	if p.Type == "version" || p.Type == "sids" {
		s["type"] = "string"
	}
	if p.Minimum != nil {
		s["minimum"] = *p.Minimum
	}
	if p.Maximum != nil {
		s["maximum"] = *p.Maximum
	}
	if p.Enum != nil {
		s["enum"] = p.Enum
	}
	return s
}

// readParameters reads custom.parameters: a map from name to {type, default, description, revision, minimum, maximum, enum}.
func (m *metadata) readParameters() error {
	declared, ok := m.custom["parameters"].(map[string]any)
	if m.custom["parameters"] != nil && !ok {
		return m.errorf("parameters", "custom.parameters is a map from a name to {type, default, description}")
	}
	for _, name := range sortedKeys(declared) {
		p, err := readParameter(name, declared[name])
		if err != nil {
			return m.errorf(name, "custom.parameters.%s: %v", name, err)
		}
		m.control.Parameters = append(m.control.Parameters, p)
	}
	return nil
}

func readParameter(name string, declared any) (Parameter, error) {
	p := Parameter{Name: name}
	keys, ok := declared.(map[string]any)
	if !ok {
		return p, fmt.Errorf("expected {type, default, description}")
	}
	for _, key := range sortedKeys(keys) {
		if err := p.read(key, keys[key]); err != nil {
			return p, err
		}
	}
	switch {
	case !slices.Contains(parameterTypes, p.Type):
		return p, fmt.Errorf("type is %q: expected one of %s", p.Type, strings.Join(parameterTypes, ", "))
	case p.Description == "":
		return p, fmt.Errorf("description is missing")
	case keys["default"] == nil:
		return p, fmt.Errorf("default is missing")
	}
	var err error
	if p.Default, err = p.accept(keys["default"]); err != nil {
		return p, fmt.Errorf("default %w", err)
	}
	return p, nil
}

func (p *Parameter) read(key string, value any) error {
	wrong := fmt.Errorf("%s is %v", key, value)
	switch key {
	case "default":
	case "type", "description", "revision":
		s, ok := value.(string)
		if !ok || strings.TrimSpace(s) == "" {
			return wrong
		}
		*map[string]*string{"type": &p.Type, "description": &p.Description, "revision": &p.Revision}[key] = strings.TrimSpace(s)
	case "minimum", "maximum":
		n, ok := toFloat(value)
		if !ok {
			return wrong
		}
		if key == "minimum" {
			p.Minimum = &n
		} else {
			p.Maximum = &n
		}
	case "enum":
		items, _ := value.([]any)
		for _, item := range items {
			s, ok := item.(string)
			if !ok {
				return wrong
			}
			p.Enum = append(p.Enum, s)
		}
		if p.Enum == nil {
			return wrong
		}
	default:
		return fmt.Errorf("%s is not known: allowed are type, default, description, revision, minimum, maximum, enum", key)
	}
	return nil
}
