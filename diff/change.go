package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The words of changes that are no word of an enumeration.
const (
	wordUnset   = "unset"
	wordSet     = "set"
	wordChanged = "changed"
	wordOther   = "other"
)

// visibilities are the words of Graph's enumeration.
//
// Source: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
var visibilities = []string{"Public", "Private", "HiddenMembership"}

// ChangeWords lists what Change.From and Change.To may be.
func ChangeWords() []string {
	list := []string{wordUnset, wordSet, wordChanged, wordOther, triTrue.word(), triFalse.word(), string(On), string(Off)}
	for _, t := range groupTypes {
		if t != TypeNone && t != TypeOther {
			list = append(list, string(t))
		}
	}
	return append(list, visibilities...)
}

// groupHistory is what the earlier snapshot says of a cloud row.
func (f *Facts) groupHistory(row int) GroupHistory {
	h := noHistory()
	if f.earlier == nil {
		return h
	}
	c := &f.cloud[row]
	at := f.before[row]
	if at == none {
		h.Known = f.absentBefore(c)
		return h
	}
	g := &f.earlier.groups[at]
	h.Members, h.Expected = g.coverage.String(), g.expected.answer()
	if g.unreadable || c.flags.has(cloudUnreadable) {
		return h
	}
	h.Known = Yes
	h.Changes, h.Uncompared = f.compareGroup(c, g)
	f.approve(c.id, h.Changes)
	f.attribute(c.id, h.Changes)
	return h
}

// absentBefore says whether the earlier snapshot proves that a group without a record in it was not
// there. One that is older was deleted then, or hidden: it is not new, and nothing is known of it.
func (f *Facts) absentBefore(c *cloudRow) Answer {
	if !f.earlier.whole || c.created != noTime && f.earlier.start() != noTime && c.created < f.earlier.start() {
		return Unknown
	}
	return No
}

// isNew reports whether a cloud row was created since the earlier snapshot.
func (f *Facts) isNew(row int) bool {
	return f.earlier != nil && f.before[row] == none && f.absentBefore(&f.cloud[row]) == No
}

// compareGroup lists what changed and what one of the two did not read.
func (f *Facts) compareGroup(c *cloudRow, g *earlierGroup) ([]Change, []string) {
	changes, uncompared := []Change{}, []string{}
	note := func(attribute string, read, equal bool, words func() (from, to string)) {
		switch {
		case !read:
			uncompared = append(uncompared, attribute)
		case !equal:
			from, to := words()
			changes = append(changes, Change{Attribute: attribute, From: from, To: to, By: ByUnknown})
		}
	}
	raw := c.texts(&f.cloudTexts).rawType
	typ := ParseType(&raw)
	configured := g.configured && f.isConfigured(c)
	note(AttributeIsEnabled, configured, c.isEnabled == g.isEnabled, func() (string, string) {
		return g.isEnabled.word(), c.isEnabled.word()
	})
	note(AttributeGroupType, configured, hashOf(strings.ToLower(raw)) == g.rawType, func() (string, string) {
		return typeWord(groupTypes[g.typ]), typeWord(typ)
	})
	before, now := f.earlier.words.list[g.visibility], f.cloudWords.list[c.visibility]
	mine, other := groupPropertiesOf(f.State(snapshot.StreamCloudGroups)), f.earlier.collected
	missing := c.missing | g.missing
	note(AttributeVisibility, mine.visibility && other.visibility && missing&missingVisibility == 0, strings.EqualFold(before, now), func() (string, string) {
		return visibilityWord(before), visibilityWord(now)
	})
	note(AttributeMembershipRule, mine.rule && other.rule && missing&missingRule == 0, c.ruleHash == g.rule, func() (string, string) {
		return ruleWords(g.rule, c.ruleHash)
	})
	return changes, uncompared
}

// word is how a change spells a truth value.
func (b tribool) word() string {
	if b == triNil {
		return wordUnset
	}
	return strconv.FormatBool(b == triTrue)
}

func typeWord(t GroupType) string {
	if t == TypeNone {
		return wordUnset
	}
	return string(t)
}

func visibilityWord(text string) string {
	if text == "" {
		return wordUnset
	}
	if i := slices.IndexFunc(visibilities, func(v string) bool { return strings.EqualFold(v, text) }); i >= 0 {
		return visibilities[i]
	}
	return wordOther
}

func ruleWords(before, now uint64) (from, to string) {
	switch {
	case before == 0:
		return wordUnset, wordSet
	case now == 0:
		return wordSet, wordUnset
	}
	return wordSet, wordChanged
}

// compareTenant lists the switches that changed and those that one snapshot did not read. A switch
// that the operator stated was not read.
func (f *Facts) compareTenant() ([]Change, []string) {
	changes, uncompared := []Change{}, []string{}
	now, then := &f.tenant, &f.earlier.tenant
	for _, s := range [...]struct {
		attribute string
		read      bool
		from, to  string
	}{
		{AttributeSetting, now.SettingRead && then.SettingRead, triboolOf(then.Setting).word(), triboolOf(now.Setting).word()},
		{AttributeV2, isRead(now.Sources.V2) && isRead(then.Sources.V2), string(then.V2), string(now.V2)},
		{AttributeV1, isRead(now.Sources.V1) && isRead(then.Sources.V1), string(then.V1), string(now.V1)},
	} {
		switch {
		case !s.read:
			uncompared = append(uncompared, s.attribute)
		case s.from != s.to:
			changes = append(changes, Change{Attribute: s.attribute, From: s.from, To: s.to, By: ByUnknown})
		}
	}
	f.approve(snapshot.GUID{}, changes)
	return changes, uncompared
}

func isRead(source string) bool { return source == SourceSyncConfiguration }
