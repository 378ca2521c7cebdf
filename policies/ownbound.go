package policies

import (
	"fmt"
	"regexp"
)

const (
	// findingsLimit, reasonLength and wordLength bound what one verdict of an own control carries.
	findingsLimit = 1000
	reasonLength  = 1000
	wordLength    = 256
)

// bounded refuses verdicts that hold more than numbers and words.
func bounded(v *verdict) *verdict {
	refuse := func(format string, args ...any) *verdict { return &verdict{err: fmt.Sprintf(format, args...)} }
	if len(v.findings) > findingsLimit {
		return refuse("%d findings on one subject: at most %d are allowed", len(v.findings), findingsLimit)
	}
	if len(v.undecided) > reasonLength {
		return refuse("the reasons of undecided are longer than %d bytes", reasonLength)
	}
	for _, f := range v.findings {
		if len(f.part) > wordLength {
			return refuse("part of a finding is longer than %d bytes", wordLength)
		}
		for _, key := range sortedKeys(f.evidence) {
			text, ok := f.evidence[key].(string)
			if what := nameIn(text); ok && what != "" {
				return refuse("evidence %s holds %s: evidence is words and numbers", key, what)
			}
		}
	}
	return v
}

// nameForms are what a text that names somebody looks like.
var nameForms = []struct {
	form *regexp.Regexp
	what string
}{
	{regexp.MustCompile(`(?i)\b(cn|ou|dc)=\S`), "a distinguished name"},
	{regexp.MustCompile(`\S@\S+\.\S`), "an address"},
	{regexp.MustCompile(`\bS-1-\d+(-\d+)+`), "a SID"},
	{regexp.MustCompile(`(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`), "an id"},
}

// nameIn says what a text names; "" for a word.
func nameIn(text string) string {
	if len(text) > wordLength {
		return fmt.Sprintf("a text of %d bytes", len(text))
	}
	for _, n := range nameForms {
		if n.form.MatchString(text) {
			return n.what
		}
	}
	return ""
}
