package diff

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// builtinNames are names of groups that come with every directory and grant something, beside those
// of privileged groups.
var builtinNames = []string{
	"Users", "Guests", "Replicator", "Remote Desktop Users", "Network Configuration Operators", "Remote Management Users",
	"Hyper-V Administrators", "Access Control Assistance Operators", "Event Log Readers", "Distributed COM Users",
	"Domain Users", "Domain Guests", "Domain Computers", "Protected Users", "DnsUpdateProxy", "Everyone",
	"Authenticated Users", "Organization Management", "Exchange Trusted Subsystem", "Exchange Windows Permissions",
}

// lookalikes are letters of other scripts that look like Latin ones, in lower case.
//
// Source: https://www.unicode.org/Public/security/latest/confusables.txt, the single letters.
var lookalikes = map[rune]rune{
	'а': 'a', 'с': 'c', 'ԁ': 'd', 'е': 'e', 'һ': 'h', 'і': 'i', 'ј': 'j', 'ӏ': 'l', 'о': 'o', 'р': 'p', 'ѕ': 's', 'у': 'y', 'х': 'x',
	'к': 'k', 'м': 'm', 'т': 't', 'в': 'b', 'н': 'h',
	'α': 'a', 'ε': 'e', 'ι': 'i', 'κ': 'k', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'u', 'χ': 'x', 'ı': 'i', 'ℓ': 'l',
}

// skeleton is a name as a hurried eye reads it: compatibility forms resolved, in lower case, letters
// of other scripts as the Latin ones they look like, without anything but letters and digits.
func skeleton(name string) string {
	return strings.Map(func(r rune) rune {
		if r = unicode.ToLower(r); lookalikes[r] != 0 {
			return lookalikes[r]
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, norm.NFKC.String(name))
}

// privilegedSkeletons are the names that no written group may look like: those of groups that come
// with the directory, of the privileged groups that were read, and of those the organization named.
func (f *Facts) privilegedSkeletons() map[string]bool {
	names := map[string]bool{}
	add := func(name string) {
		if s := skeleton(name); s != "" {
			names[s] = true
		}
	}
	for _, name := range builtinNames {
		add(name)
	}
	for _, list := range []map[string]PrivilegedGroup{privilegedInBuiltin, privilegedInUsers} {
		for name := range list {
			add(name)
		}
	}
	for _, name := range f.choices.Governance.Tier0Groups {
		if rdn, _ := splitDN(name); strings.Contains(name, "=") {
			name, _ = cnOf(rdn)
		}
		add(name)
	}
	for i := range f.directory {
		d := &f.directory[i]
		texts := d.texts(&f.directoryTexts)
		if !d.anchorID.IsZero() || d.claim != none {
			continue
		}
		if f.isBuiltin(d, &texts) || f.privilegedRow(i, &texts) != PrivilegedNone {
			add(texts.cn)
			add(texts.sam)
		}
	}
	return names
}
