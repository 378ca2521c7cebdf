package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// maxConfig is the longest configuration file read, in bytes.
const maxConfig = 4 << 20

// configFile looks at a configuration file before its values are used, so that what is wrong with its form is
// said with its line, and in words of what can be written.
type configFile struct {
	path string
	// scalars are the keys that take one value, and what it means.
	scalars map[string]string
}

// fault is an error at a line; 0 stands for none.
func (f *configFile) fault(line int, format string, args ...any) error {
	place := f.path
	if line > 0 {
		place = fmt.Sprintf("%s:%d", f.path, line)
	}
	return usage("file %s: %s", place, fmt.Sprintf(format, args...))
}

// check reads text as one document of YAML whose keys are known by form.
func (f *configFile) check(text []byte) error {
	if !utf8.Valid(text) {
		return f.fault(0, "expected text in UTF-8: save the file as UTF-8")
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	var root, second yaml.Node
	err := d.Decode(&root)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err == nil {
		err = d.Decode(&second)
		if err == nil {
			return f.fault(second.Line, "a second document begins (after ---), which would not be read: write all settings in one")
		}
	}
	if !errors.Is(err, io.EOF) {
		return f.syntax(err)
	}
	if top := root.Content[0]; top.Tag != "!!null" {
		return f.mapping(top, "")
	}
	return nil
}

// parserFault is how the parser tells where it stopped.
var parserFault = regexp.MustCompile(`line (\d+)`)

// syntaxHints are what usually is the matter where the parser says so.
var syntaxHints = []struct{ told, hint string }{
	{"cannot start any token", "a tab or a sign that YAML reserves stands here: indent with blanks, and put texts with such signs in quotes"},
	{"mapping values are not allowed", "a second colon, or a line too far to the right: put texts with a colon in quotes, and begin keys of one part in one column"},
	{"expected node content", "a bracket has no end, or a value is missing"},
	{"',' or", "a bracket has no end, or a comma is missing"},
	{"unexpected end of stream", "a quotation mark has no end"},
	{"unknown anchor", "an alias (*name) has no anchor: put texts that begin with * in quotes"},
}

// syntax says where the text is no YAML.
func (f *configFile) syntax(err error) error {
	line := 1 // of which the parser says nothing
	if parts := parserFault.FindStringSubmatch(err.Error()); parts != nil {
		_, _ = fmt.Sscan(parts[1], &line)
	}
	for _, s := range syntaxHints {
		if strings.Contains(err.Error(), s.told) {
			return f.fault(line, "this is no YAML: %s", s.hint)
		}
	}
	return f.fault(line, "this is no YAML: expected a key, a colon, a blank and a value, with the keys of one part in one column")
}

// mapping checks the keys below a part of the file, "" for the whole.
func (f *configFile) mapping(n *yaml.Node, part string) error {
	n = target(n)
	if n.Kind != yaml.MappingNode {
		if part == "" {
			return f.fault(n.Line, "expected settings, each a key, a colon and a value; found %s", formOf(n))
		}
		return f.fault(n.Line, "key %s: expected settings below it, such as %s; found %s", part, f.below(part), formOf(n))
	}
	met := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], target(n.Content[i+1])
		if name.Tag == "!!merge" {
			return f.fault(name.Line, "a merge of settings (<<) is not understood: write them out")
		}
		key := strings.ToLower(strings.TrimPrefix(part+"."+name.Value, "."))
		if before := met[key]; before > 0 {
			return f.fault(name.Line, "key %s stands in line %d, too: leave one of them", key, before)
		}
		met[key] = name.Line
		if err := f.value(value, key); err != nil {
			return err
		}
	}
	return nil
}

// value checks the form of what a key is given.
func (f *configFile) value(n *yaml.Node, key string) error {
	switch {
	case n.Tag == "!!null":
		return nil
	case f.scalars[key] != "":
		if n.Kind != yaml.ScalarNode {
			return f.fault(n.Line, "key %s: expected one value, found %s; write it behind the colon as one text: %s", key, formOf(n), f.scalars[key])
		}
		return nil
	case key == "accept":
		return f.entries(n, key, map[string]form{"control": aText, "reason": aText})
	case key == "changes":
		return f.entries(n, key, map[string]form{"ticket": aText, "target": aText, "attributes": aList, "date": aText})
	case key == "controls":
		return f.controls(n)
	case f.below(key) != "":
		return f.mapping(n, key)
	case n.Kind == yaml.MappingNode && len(n.Content) == 0:
		// An empty part has no key that could be told as an unknown one.
		return f.fault(n.Line, "key %s: expected something below it, found nothing; leave it out, or see wbaudit config view for the keys that there are", key)
	}
	return nil // an unknown key is told with a suggestion, a list by its reader
}

// below is a key of a part; "" for what is no part.
func (f *configFile) below(part string) string {
	least := ""
	for key := range f.scalars {
		if strings.HasPrefix(key, part+".") && (least == "" || key < least) {
			least = key
		}
	}
	return least
}

// form is what a value must look like.
type form string

const (
	aText    form = "one value"
	aList    form = "a list in brackets"
	aMapping form = "keys with values"
)

// entries checks a list of mappings.
func (f *configFile) entries(n *yaml.Node, key string, forms map[string]form) error {
	expected := "{" + strings.Join(slices.Sorted(maps.Keys(forms)), ", ") + "}"
	if n.Kind != yaml.SequenceNode {
		return f.fault(n.Line, "key %s: expected a list of %s, each behind a dash; found %s", key, expected, formOf(n))
	}
	for i, item := range n.Content {
		if err := f.entry(target(item), fmt.Sprintf("%s, entry %d", key, i+1), expected, forms); err != nil {
			return err
		}
	}
	return nil
}

// controls checks the settings of controls by their ids.
func (f *configFile) controls(n *yaml.Node) error {
	const expected = "ID: {severity, parameters}"
	if n.Kind != yaml.MappingNode {
		return f.fault(n.Line, "key controls: expected %s, found %s", expected, formOf(n))
	}
	met := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		id := strings.ToUpper(n.Content[i].Value)
		if before := met[id]; before > 0 {
			return f.fault(n.Content[i].Line, "key controls.%s stands in line %d, too: leave one of them", n.Content[i].Value, before)
		}
		met[id] = n.Content[i].Line
		forms := map[string]form{"severity": aText, "parameters": aMapping}
		if err := f.entry(target(n.Content[i+1]), "controls."+n.Content[i].Value, expected, forms); err != nil {
			return err
		}
	}
	return nil
}

// entry checks one mapping that has known keys only.
func (f *configFile) entry(n *yaml.Node, name, expected string, forms map[string]form) error {
	if n.Kind != yaml.MappingNode {
		return f.fault(n.Line, "key %s: expected %s, found %s", name, expected, formOf(n))
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, target(n.Content[i+1])
		want, known := forms[strings.ToLower(key)]
		if !known {
			return f.fault(n.Content[i].Line, "key %s: unknown key %q%s", name, key, nearestOf(key, slices.Sorted(maps.Keys(forms)), "; expected "+expected))
		}
		if kinds := map[form]yaml.Kind{aText: yaml.ScalarNode, aList: yaml.SequenceNode, aMapping: yaml.MappingNode}; value.Kind != kinds[want] && value.Tag != "!!null" {
			return f.fault(value.Line, "key %s: %s: expected %s, found %s", name, key, want, formOf(value))
		}
	}
	return nil
}

// target is what an alias stands for, else the node itself.
func target(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// formOf names the form of a value in words.
func formOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "keys with values"
	case n.Tag == "!!null":
		return "nothing"
	}
	return "one value" // which is not repeated: it may be a secret
}

// readBounded reads a file that is kept in memory as a whole; most is in bytes.
func readBounded(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("%s is longer than %d MiB, the most that is read: name the right file", path, most>>20)
	}
	return text, err
}
