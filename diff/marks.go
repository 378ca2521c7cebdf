package diff

import (
	"strings"
	"unicode"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Marks are remarks on a cloud group's own texts and rule.
type Marks struct {
	// LongDescription is true above the 448 characters that the engines write.
	LongDescription bool `json:"long_description"`
	// LongName is true above the 51 characters that fit a common name of the display-name form.
	LongName bool `json:"long_name"`
	// OddName is true for blanks at an end, a leading #, control characters and marks that turn
	// the direction of text.
	OddName bool `json:"odd_name"`
	// SharedName is true for a written group whose name, without regard to case and outer blanks,
	// another written group has too.
	SharedName bool `json:"shared_name"`
	// SecondaryMail is true with a secondary SMTP address outside onmicrosoft.com.
	SecondaryMail bool `json:"secondary_mail"`
	// RulePaused is true when the processing of the membership rule is paused.
	RulePaused bool `json:"rule_paused"`
}

// marksOf reads the marks that the group's own record gives.
func marksOf(g *snapshot.CloudGroup) cloudFlags {
	var flags cloudFlags
	name := deref(g.DisplayName)
	for _, f := range [...]struct {
		on   bool
		flag cloudFlags
	}{
		{len(left(deref(g.Description), descriptionUnits)) < len(deref(g.Description)), cloudLongDescription},
		{len(left(strings.TrimSpace(name), nameLimit)) < len(strings.TrimSpace(name)), cloudLongName},
		{oddName(name), cloudOddName},
		{secondaryMail(g.ProxyAddresses), cloudSecondaryMail},
		{strings.EqualFold(deref(g.MembershipRuleProcessingState), "Paused"), cloudRulePaused},
	} {
		if f.on {
			flags |= f.flag
		}
	}
	return flags
}

func (f cloudFlags) marks() Marks {
	return Marks{
		LongDescription: f.has(cloudLongDescription), LongName: f.has(cloudLongName), OddName: f.has(cloudOddName),
		SharedName: f.has(cloudSharedName), SecondaryMail: f.has(cloudSecondaryMail), RulePaused: f.has(cloudRulePaused),
	}
}

// oddName reports what needs escaping at the ends of a name, or cannot be seen. A comma is common
// and harmless.
//
// Source: https://www.rfc-editor.org/rfc/rfc4514#section-2.4
func oddName(name string) bool {
	if name == "" {
		return false
	}
	return strings.TrimSpace(name) != name || name[0] == '#' || strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	})
}

// secondaryMail reports a secondary address that people may use. Graph writes the primary one with
// SMTP in capitals; every Microsoft 365 group has a secondary one at onmicrosoft.com.
func secondaryMail(addresses []string) bool {
	for _, address := range addresses {
		rest, ok := strings.CutPrefix(address, "smtp:")
		if !ok {
			continue
		}
		domain := strings.ToLower(rest[strings.LastIndexByte(rest, '@')+1:])
		if domain != "onmicrosoft.com" && !strings.HasSuffix(domain, ".onmicrosoft.com") {
			return true
		}
	}
	return false
}
