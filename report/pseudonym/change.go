package pseudonym

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The forms of what is told apart in a text.
var (
	guid   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	exact  = regexp.MustCompile(`^` + guid.String() + `$`)
	hex32  = regexp.MustCompile(`^[0-9a-f]{32}$`)
	token  = regexp.MustCompile(`\[[a-z2-7]+\]`)
	count  = regexp.MustCompile(`^[0-9]{1,3}(,[0-9]{3})*([.][0-9]+)?%?$|^[0-9]{1,7}([.][0-9]+)?%?$`)
	moment = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?$`)
)

// change returns what stands in for a text of that class.
func (f *filter) change(of class, s string) string {
	s = strings.Map(func(r rune) rune { return r }, s) // as a stored stream has it: valid UTF-8
	switch {
	case of == kept || s == "":
		return s
	case of == identifier:
		return f.identifier(s)
	case of == digest && hex32.MatchString(s):
		return f.key.permute(s, false)
	case of == distinguished:
		return f.distinguished(s)
	case of == address:
		return f.address(s)
	case of == prose:
		return f.prose(s)
	}
	return f.key.Token(s)
}

// unknown is what the stream calls a tenant whose id was not read.
const unknown = "unknown"

// identifier replaces a GUID by a GUID, behind the letter that begins the key of a subject if there is
// one; a member in the directory is known by its DN.
func (f *filter) identifier(s string) string {
	prefix, rest := "", s
	if len(s) > 2 && s[1] == ':' {
		prefix, rest = s[:2], s[2:]
	}
	switch {
	case exact.MatchString(rest):
		return prefix + f.key.permute(rest, false)
	case s == unknown:
		return s
	}
	return prefix + f.key.Token(rest)
}

// distinguished replaces the values of a DN's parts and keeps its attributes and their order. Values are
// replaced as they are written, escapes included.
func (f *filter) distinguished(s string) string {
	var b strings.Builder
	for s != "" {
		part, rest, more := cutUnescaped(s)
		attribute, value, named := strings.Cut(part, "=")
		if named && attributes[strings.ToUpper(strings.TrimSpace(attribute))] {
			b.WriteString(attribute + "=" + f.key.Token(value))
		} else {
			b.WriteString(f.key.Token(part))
		}
		if more {
			b.WriteByte(',')
		}
		s = rest
	}
	return b.String()
}

// attributes are those that name the parts of a DN in a directory; anything else is no part of one.
var attributes = map[string]bool{"CN": true, "OU": true, "DC": true, "O": true, "L": true, "C": true, "ST": true, "UID": true}

// cutUnescaped cuts s at its first comma that no backslash precedes.
func cutUnescaped(s string) (before, after string, found bool) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case ',':
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// address replaces both sides of an address.
func (f *filter) address(s string) string {
	local, domain, found := strings.Cut(s, "@")
	if !found {
		return f.key.Token(s)
	}
	return f.key.Token(local) + "@" + f.key.Token(domain)
}

// prose replaces the names that the record and its group hold, and then every word that no control's
// text has. What is left is the tool's own language.
func (f *filter) prose(s string) string {
	s = f.names().Replace(s)
	var b strings.Builder
	for s != "" {
		word := s
		if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
			word = s[:i]
		}
		b.WriteString(f.word(word))
		s = s[len(word):]
		space := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
		b.WriteString(s[:space])
		s = s[space:]
	}
	return b.String()
}

// signs stand around words, and are none.
const signs = "\"'`(){}<>.,;:!?…„“”‚‘’"

// word replaces one word of prose; the signs around it stay.
func (f *filter) word(s string) string {
	core := strings.TrimLeft(s, signs)
	before := s[:len(s)-len(core)]
	core = strings.TrimRight(core, signs)
	after := s[len(before)+len(core):]
	switch {
	case core == "":
		return s
	case exact.MatchString(core):
		core = f.identifier(core)
	case f.known(core):
	default:
		core = f.key.Token(core)
	}
	return before + core + after
}

// known reports whether a word says nothing of the tenant: a number, a time, a word of the controls, or a
// stand-in already.
func (f *filter) known(word string) bool {
	if _, made := f.key.Text(word); made {
		return true
	}
	return count.MatchString(word) || moment.MatchString(word) || f.vocabulary[strings.ToLower(word)]
}

// learn takes the words of a control's text, which hold nothing of any tenant.
// They are learnt in parts, and as prose has them: with the signs that stand within.
func (f *filter) learn(text string) {
	for word := range strings.FieldsSeq(text) {
		if core := strings.Trim(word, signs); core != "" && !guid.MatchString(core) && !token.MatchString(core) {
			f.vocabulary[strings.ToLower(core)] = true
		}
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'`()[]{}<>.,;:!?", r) }) {
		if !guid.MatchString(word) && !token.MatchString(word) {
			f.vocabulary[strings.ToLower(word)] = true
		}
	}
}

// shortestName is the length, in bytes, from which a name is looked for in prose: a shorter one would
// be found within words.
const shortestName = 3

// names returns what replaces the names known here, the longest first.
func (f *filter) names() *strings.Replacer {
	if f.replacer != nil {
		return f.replacer
	}
	all := slices.Concat(f.everywhere, f.here)
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(len(b.text), len(a.text)) })
	var pairs []string
	for _, p := range all {
		// An id is replaced as a word of its own; twice would make it another one's.
		if len(p.text) >= shortestName && !exact.MatchString(p.text) {
			pairs = append(pairs, p.text, p.standIn)
		}
	}
	f.replacer = strings.NewReplacer(pairs...)
	return f.replacer
}

// pair is a text and what stands in for it.
type pair struct{ text, standIn string }
