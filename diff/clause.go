package diff

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// clause is one condition of a scoping filter. An operator or an attribute that is not known here
// makes it unknown, never true.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory#supported-operators
type clause struct {
	// name is that of the attribute as the schema has it, "" where the body is reduced.
	name     string
	operator string
	value    string
	// attribute is nil for one that was not collected or is not known here.
	attribute attribute
	// within and whole are the pattern found anywhere and as the whole text, see matches.
	within, whole *regexp.Regexp
}

// attribute reads one property of a group; present is false for null.
type attribute func(g *snapshot.CloudGroup) (text string, flag Answer, present bool)

func newClause(name, op string, values []string, groups snapshot.StreamState) clause {
	c := clause{name: name, operator: operator(op), attribute: attributeOf(name, groups)}
	if len(values) == 1 {
		c.value = values[0]
	} else if takesValue(c.operator) {
		c.attribute = nil
	}
	if strings.HasSuffix(c.operator, "REGEX MATCH") {
		// The service uses .NET expressions; one that Go does not know stays unknown.
		c.within, _ = regexp.Compile(c.value)
		c.whole, _ = regexp.Compile(`\A(?:` + c.value + `)\z`)
	}
	return c
}

func takesValue(op string) bool { return !strings.HasPrefix(op, "IS ") }

// holds evaluates the clause. Comparison is case-sensitive, as documented.
func (c *clause) holds(g *snapshot.CloudGroup) Answer {
	if c.attribute == nil {
		return Unknown
	}
	text, flag, present := c.attribute(g)
	isFlag := flag != ""
	switch c.operator {
	case "IS NULL":
		return answer(!present || !isFlag && text == "")
	case "IS NOT NULL":
		return answer(present && (isFlag || text != ""))
	}
	if isFlag {
		return c.holdsFlag(flag)
	}
	return c.holdsText(text, present)
}

func (c *clause) holdsFlag(flag Answer) Answer {
	switch c.operator {
	case "IS TRUE":
		return flag
	case "IS FALSE":
		return not(flag)
	}
	return Unknown
}

func (c *clause) holdsText(text string, present bool) Answer {
	switch c.operator {
	case "EQUALS":
		return answer(present && text == c.value)
	case "NOT EQUALS":
		if !present {
			// No document says whether null differs from a value.
			return Unknown
		}
		return answer(text != c.value)
	case "REGEX MATCH":
		return all(answer(present), c.matches(text))
	case "NOT REGEX MATCH":
		return all(answer(present && text != ""), not(c.matches(text)))
	}
	return Unknown
}

// matches says whether text matches the pattern. Whether the service looks for the pattern within
// the text or takes it for the whole is not documented: an answer is what both agree on. Unknown,
// too, where Go's expressions and those of .NET differ.
func (c *clause) matches(text string) Answer {
	if c.within == nil || c.whole == nil || strings.Contains(text, "\n") {
		return Unknown
	}
	ascii := !slices.ContainsFunc([]byte(text), func(b byte) bool { return b >= utf8.RuneSelf })
	if !ascii && strings.Contains(c.value, `\`) {
		return Unknown
	}
	return both(answer(c.within.MatchString(text)), answer(c.whole.MatchString(text)))
}

// attributeOf finds an attribute by the name the job's schema uses; nil for one not known here and
// for one whose property was not collected.
func attributeOf(name string, groups snapshot.StreamState) attribute {
	known, ok := scopeAttributes[strings.ToLower(name)]
	if !ok || known.property != "id" && !hasProperty(groups, known.property) {
		return nil
	}
	return known.read
}

type scopeAttribute struct {
	property string
	read     attribute
}

// scopeAttributes are the attributes of a cloud group in a job's schema, by lower-case name.
var scopeAttributes = map[string]scopeAttribute{
	"objectid":        {"id", func(g *snapshot.CloudGroup) (string, Answer, bool) { return g.ID.String(), "", true }},
	"displayname":     {"displayName", func(g *snapshot.CloudGroup) (string, Answer, bool) { return textOf(g.DisplayName) }},
	"description":     {"description", func(g *snapshot.CloudGroup) (string, Answer, bool) { return textOf(g.Description) }},
	"mail":            {"mail", func(g *snapshot.CloudGroup) (string, Answer, bool) { return textOf(g.Mail) }},
	"mailnickname":    {"mailNickname", func(g *snapshot.CloudGroup) (string, Answer, bool) { return textOf(g.MailNickname) }},
	"securityenabled": {"securityEnabled", func(g *snapshot.CloudGroup) (string, Answer, bool) { return flagOf(g.SecurityEnabled) }},
	"mailenabled":     {"mailEnabled", func(g *snapshot.CloudGroup) (string, Answer, bool) { return flagOf(g.MailEnabled) }},
	"isassignabletorole": {"isAssignableToRole", func(g *snapshot.CloudGroup) (string, Answer, bool) {
		return flagOf(g.IsAssignableToRole)
	}},
	// A group that was never synced answers null where the fixed clause expects false.
	"dirsyncenabled": {"onPremisesSyncEnabled", func(g *snapshot.CloudGroup) (string, Answer, bool) {
		return "", answer(isTrue(g.SyncEnabled)), g.SyncEnabled != nil
	}},
}

func textOf(s *string) (string, Answer, bool) {
	if s == nil {
		return "", "", false
	}
	return *s, "", true
}

func flagOf(b *bool) (string, Answer, bool) {
	if b == nil {
		return "", Unknown, false
	}
	return "", answer(*b), true
}
