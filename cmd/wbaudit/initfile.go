package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

const initHead = `# Configuration of wbaudit. A setting may also be a flag or an environment variable: WBAUDIT_ and its name in capitals,
# with _ for each dot. Lines that start with # show settings with their default. No setting holds a secret: those that
# belong to one say where it is, as env:NAME, file:PATH or stdin. "wbaudit config view" shows what applies.
`

// entry is one key as the file shows it: with what was answered, or as a comment with its default.
type entry struct {
	key, value, meaning string
	answered            bool
}

// entries are all keys that the file can hold.
func entries(given answers) []entry {
	var list []entry
	for _, s := range settings() {
		value, answered := given[s.key]
		if !answered {
			value = s.preset
		}
		list = append(list, entry{s.key, quote(value), s.meaning, answered})
	}
	for _, s := range structures() {
		list = append(list, entry{s.key, s.empty, s.meaning + ", such as " + s.example, false})
	}
	return list
}

// commented returns a configuration file with the answers, and every other key as a comment.
func commented(given answers) string {
	var b strings.Builder
	b.WriteString(initHead)
	var parts []string
	byPart := map[string][]entry{}
	for _, e := range entries(given) {
		part, _, nested := strings.Cut(e.key, ".")
		if !nested {
			part = ""
		}
		if byPart[part] == nil {
			parts = append(parts, part)
		}
		byPart[part] = append(byPart[part], e)
	}
	// What was asked stands first.
	slices.SortStableFunc(parts, func(a, b string) int { return partOrder(a) - partOrder(b) })
	for _, part := range parts {
		writePart(&b, part, byPart[part])
	}
	return b.String()
}

func partOrder(part string) int {
	if at := slices.Index([]string{"tenant", "cloud", "directory", "collect", "engines"}, part); at >= 0 {
		return at
	}
	return 100
}

// writePart writes the keys of one part of the file; "" are those of no part.
func writePart(b *strings.Builder, part string, list []entry) {
	indent, off := "", "#"
	if part != "" {
		indent = "  "
		if slices.ContainsFunc(list, func(e entry) bool { return e.answered }) {
			off = ""
		}
		fmt.Fprintf(b, "\n%s%s:\n", off, part)
	} else {
		b.WriteByte('\n')
	}
	for _, e := range list {
		comment := "#"
		if e.answered {
			comment = ""
		}
		fmt.Fprintf(b, "%s# %s\n%s%s%s: %s\n", indent, e.meaning, comment, indent, strings.TrimPrefix(e.key, part+"."), e.value)
	}
}

// quote writes a text as YAML, of which JSON is a part.
func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}
