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

// commented returns a configuration file with the answers, and every other setting as a comment.
func commented(answers map[string]string) string {
	var b strings.Builder
	b.WriteString(initHead)
	var parts []string
	byPart := map[string][]setting{}
	for _, s := range settings() {
		part, _, nested := strings.Cut(s.key, ".")
		if !nested {
			part = ""
		}
		if byPart[part] == nil {
			parts = append(parts, part)
		}
		byPart[part] = append(byPart[part], s)
	}
	// What was asked stands first.
	slices.SortStableFunc(parts, func(a, b string) int { return partOrder(a) - partOrder(b) })
	for _, part := range parts {
		writePart(&b, part, byPart[part], answers)
	}
	return b.String()
}

func partOrder(part string) int {
	if at := slices.Index([]string{"tenant", "cloud", "directory", "collect", "engines"}, part); at >= 0 {
		return at
	}
	return 100
}

// writePart writes the settings of one part of the file; "" are those of no part.
func writePart(b *strings.Builder, part string, list []setting, answers map[string]string) {
	indent, off := "", "#"
	if part != "" {
		indent = "  "
		if slices.ContainsFunc(list, func(s setting) bool { _, set := answers[s.key]; return set }) {
			off = ""
		}
		fmt.Fprintf(b, "\n%s%s:\n", off, part)
	} else {
		b.WriteByte('\n')
	}
	for _, s := range list {
		name := strings.TrimPrefix(s.key, part+".")
		fmt.Fprintf(b, "%s# %s\n", indent, s.meaning)
		if answer, set := answers[s.key]; set {
			fmt.Fprintf(b, "%s%s: %s\n", indent, name, quote(answer))
			continue
		}
		fmt.Fprintf(b, "#%s%s: %s\n", indent, name, quote(s.preset))
	}
}

// quote writes a text as YAML, of which JSON is a part.
func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}
