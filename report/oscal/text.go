package oscal

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"github.com/wbaudit/wbaudit/report"
)

// namespace names our properties, and makes our ids.
const namespace = "https://github.com/wbaudit/wbaudit/ns/oscal"

// id returns the UUID of what is named by parts: the same for the same names, whatever run it is in.
func id(parts ...string) uuid.UUID {
	space := uuid.NewSHA1(uuid.NameSpaceURL, []byte(namespace))
	return uuid.NewSHA1(space, []byte(strings.Join(parts, "\x00")))
}

// props returns properties from names and values in turn; those without a value are left out.
func props(pairs ...string) []property {
	var list []property
	for pair := range slices.Chunk(pairs, 2) {
		if v := strings.TrimSpace(report.Visible(pair[1])); v != "" {
			list = append(list, property{pair[0], namespace, v})
		}
	}
	return list
}

// markup returns plain text as Markdown that shows it: on one line, with every sign escaped that could
// begin markup, and what begins a list or a heading where it stands first.
//
// Source: https://pages.nist.gov/OSCAL/resources/concepts/layer/overview/#markup-data-types
func markup(s string) string {
	s = strings.TrimSpace(report.Visible(s))
	if s == "" {
		return "(empty)"
	}
	s = escapes.Replace(s)
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits < len(s) && (digits == 0 && strings.ContainsRune("-+=", rune(s[0])) || digits > 0 && s[digits] == '.') {
		s = s[:digits] + `\` + s[digits:]
	}
	return s
}

var escapes = func() *strings.Replacer {
	var pairs []string
	for _, r := range "\\`*_~^[]()<>&!\"'{}#|$" {
		pairs = append(pairs, string(r), `\`+string(r))
	}
	return strings.NewReplacer(pairs...)
}()

// token returns s as a token, which begins with a letter and holds letters, digits and few signs.
func token(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune(".-_", r) {
			return r
		}
		return '_'
	}, s)
	if s == "" || !unicode.IsLetter([]rune(s)[0]) {
		return "_" + s
	}
	return s
}

// clause returns a clause as the id that catalogues use: AC-2(3) is ac-2.3 in NIST's own.
func clause(f report.Framework) string {
	if !strings.HasPrefix(f.Name, "NIST SP 800-53") {
		return token(f.Clause)
	}
	return token(strings.NewReplacer("(", ".", ")", "").Replace(strings.ToLower(f.Clause)))
}

// stamp writes a time; the start of 1970 stands for one that is not known where OSCAL demands one.
func stamp(t *time.Time) string {
	if t == nil {
		return time.Unix(0, 0).UTC().Format(time.RFC3339)
	}
	return t.UTC().Format(time.RFC3339)
}
