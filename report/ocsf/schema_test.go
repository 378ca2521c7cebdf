package ocsf_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// published is where the sources of the schema lie that the test holds every event to.
const published = "../../../shared/data/schemas/ocsf"

// attribute is one attribute in a class, an object or the dictionary.
type attribute struct {
	Type        string         `json:"type"`
	Array       bool           `json:"is_array"`
	Enum        map[string]any `json:"enum"`
	Requirement string         `json:"requirement"`
	// Profile names the profile that an attribute belongs to; such are not used here.
	Profile    json.RawMessage `json:"profile"`
	Deprecated any             `json:"@deprecated"`
}

type definition struct {
	Extends     string                     `json:"extends"`
	Attributes  map[string]json.RawMessage `json:"attributes"`
	Constraints map[string][]string        `json:"constraints"`
}

// schema checks values against the sources, as the server of schema.ocsf.io does: attributes that are
// known, required ones, types, numbers of enumerations and constraints.
type schema struct {
	t     *testing.T
	words map[string]attribute
	types map[string]struct {
		Type  string `json:"type"`
		Regex string `json:"regex"`
	}
}

func openSchema(t *testing.T) *schema {
	t.Helper()
	if _, err := os.Stat(published); err != nil {
		t.Skip("the folder shared/data/schemas is not beside the repository")
	}
	var dictionary struct {
		Attributes map[string]attribute `json:"attributes"`
		Types      struct {
			Attributes map[string]struct {
				Type  string `json:"type"`
				Regex string `json:"regex"`
			} `json:"attributes"`
		} `json:"types"`
	}
	load(t, "dictionary.json", &dictionary)
	return &schema{t: t, words: dictionary.Attributes, types: dictionary.Types.Attributes}
}

func load(t *testing.T, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(published, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// resolve returns the attributes and constraints of a definition with those that it extends.
func (s *schema) resolve(file string) (map[string]attribute, map[string][]string) {
	var d definition
	load(s.t, file, &d)
	all, constraints := map[string]attribute{}, map[string][]string{}
	if d.Extends != "" && d.Extends != "object" {
		all, constraints = s.resolve(s.file(d.Extends))
	}
	for name, raw := range d.Attributes {
		if name == "$include" {
			continue // profiles, which are not used here
		}
		var own attribute
		if err := json.Unmarshal(raw, &own); err != nil {
			s.t.Fatalf("%s %s: %v", file, name, err)
		}
		if p := string(own.Profile); p != "" && p != "null" {
			continue
		}
		a := all[name]
		word := s.words[name]
		merged := attribute{Type: first(own.Type, a.Type, word.Type), Array: word.Array, Enum: map[string]any{}, Deprecated: own.Deprecated,
			Requirement: first(own.Requirement, a.Requirement)}
		for _, from := range []map[string]any{word.Enum, a.Enum, own.Enum} {
			for k, v := range from {
				merged.Enum[k] = v
			}
		}
		all[name] = merged
	}
	for k, v := range d.Constraints {
		constraints[k] = v
	}
	return all, constraints
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// file finds a class or an object by name.
func (s *schema) file(name string) string {
	for _, place := range []string{"events/findings/", "events/", "objects/"} {
		if _, err := os.Stat(filepath.Join(published, place+name+".json")); err == nil {
			return place + name + ".json"
		}
	}
	s.t.Fatalf("the schema has no %s", name)
	return ""
}

// check returns what is wrong with an object of that type.
func (s *schema) check(path, name string, value map[string]any) []string {
	if name == "object" {
		return nil // free
	}
	var wrong []string
	attributes, constraints := s.resolve(s.file(name))
	for key := range value {
		if _, known := attributes[key]; !known {
			wrong = append(wrong, path+"."+key+" is not known")
		}
	}
	for key, a := range attributes {
		v, there := value[key]
		switch {
		case !there && a.Requirement == "required":
			wrong = append(wrong, path+"."+key+" is missing")
		case there && a.Deprecated != nil:
			wrong = append(wrong, path+"."+key+" is deprecated")
		case there:
			wrong = append(wrong, s.values(path+"."+key, a, v)...)
		}
	}
	if any := constraints["at_least_one"]; len(any) > 0 && !slices.ContainsFunc(any, func(k string) bool { _, ok := value[k]; return ok }) {
		wrong = append(wrong, fmt.Sprintf("%s has none of %q", path, any))
	}
	return wrong
}

func (s *schema) values(path string, a attribute, v any) []string {
	list, isList := v.([]any)
	if isList != a.Array {
		return []string{fmt.Sprintf("%s is a list: %t, expected %t", path, isList, a.Array)}
	}
	if !isList {
		return s.value(path, a, v)
	}
	var wrong []string
	for i, e := range list {
		wrong = append(wrong, s.value(path+"["+strconv.Itoa(i)+"]", a, e)...)
	}
	return wrong
}

func (s *schema) value(path string, a attribute, v any) []string {
	basic := a.Type
	pattern := s.types[basic].Regex
	if parent := s.types[basic].Type; parent != "" {
		basic = parent
	}
	switch basic {
	case "string_t", "datetime_t":
		text, ok := v.(string)
		if !ok || pattern != "" && !regexp.MustCompile(pattern).MatchString(text) {
			return []string{fmt.Sprintf("%s is no %s: %v", path, a.Type, v)}
		}
	case "integer_t", "long_t":
		n, ok := v.(float64)
		if !ok || n != math.Trunc(n) {
			return []string{fmt.Sprintf("%s is no %s: %v", path, a.Type, v)}
		}
		if _, known := a.Enum[strconv.Itoa(int(n))]; len(a.Enum) > 0 && !known && !strings.HasSuffix(path, "_uid") {
			return []string{fmt.Sprintf("%s is %v, which is no number of its enumeration", path, v)}
		}
	case "boolean_t":
		if _, ok := v.(bool); !ok {
			return []string{fmt.Sprintf("%s is no boolean", path)}
		}
	case "json_t":
	default:
		object, ok := v.(map[string]any)
		if !ok {
			return []string{fmt.Sprintf("%s is no object", path)}
		}
		return s.check(path, basic, object)
	}
	return nil
}
