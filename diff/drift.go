package diff

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The kinds of Drift.
const (
	DriftChanged = "changed"
	DriftMissing = "missing"
	DriftExtra   = "extra"
)

// How much of a text the engines write, in UTF-16 code units as .NET and the directory count.
//
// Source: Connect 2.1.15.0 release note and the cloud sync mapping Left([description],448);
// rangeUpper 256 of displayName in the directory's schema.
const (
	displayNameUnits = 256
	descriptionUnits = 448
)

// driftAttribute is one attribute that both sides carry: how it is called where, and how much of
// it is compared.
type driftAttribute struct {
	cloud, directory string
	// missing and unread are the bits of the attribute in driftUnread.
	missing uint16
	unread  unreadAttributes
	units   int
	// fold compares without regard to case, as mail addresses are.
	fold bool
}

// driftUnread is what was not read of the two sides of one pair although it was of others.
type driftUnread struct {
	cloud     uint16 // see missingOf
	directory unreadAttributes
}

// has reports whether one side of a was not read.
func (u driftUnread) has(a *driftAttribute) bool {
	return u.cloud&a.missing != 0 || u.directory.has(a.unread)
}

// driftAttributes are in the order in which Drift lists them.
var driftAttributes = [...]driftAttribute{
	{cloud: "displayName", directory: "displayname", missing: missingDisplayName, unread: unreadDisplayName, units: displayNameUnits},
	{cloud: "description", directory: "description", missing: missingDescription, unread: unreadDescription, units: descriptionUnits},
	{cloud: "mail", directory: "mail", missing: missingMail, unread: unreadMail, units: descriptionUnits, fold: true},
}

// driftPlan says which attributes are compared at all.
type driftPlan struct {
	compare [len(driftAttributes)]bool
	// skipped names the attributes that one side did not collect, skippedMail those and mail, where it
	// is compared at all.
	skipped, skippedMail []string
}

// planDrift leaves out what one side did not collect, and names it. Mail is compared only where
// the schema has Exchange attributes and any copy carries mail: without Exchange it is not written.
// A schema that was not read leaves it open.
func planDrift(cloud, directory snapshot.StreamState, exchange Answer, anyMail bool) driftPlan {
	plan := driftPlan{skipped: []string{}}
	for i, a := range driftAttributes {
		switch {
		case a.cloud == "mail" && (exchange == No || exchange == Yes && !anyMail && hasProperty(directory, a.directory)):
		case a.cloud == "mail" && exchange == Unknown:
			plan.skipped = append(plan.skipped, a.cloud)
		case hasProperty(cloud, a.cloud) && hasProperty(directory, a.directory):
			plan.compare[i] = true
		default:
			plan.skipped = append(plan.skipped, a.cloud)
		}
	}
	slices.Sort(plan.skipped)
	plan.skippedMail = plan.skipped
	if mail := len(driftAttributes) - 1; plan.compare[mail] {
		plan.skippedMail = append(slices.Clone(plan.skipped), driftAttributes[mail].cloud)
		slices.Sort(plan.skippedMail)
	}
	return plan
}

// without returns names and those of attributes that were not read of this one pair, sorted. Without Exchange mail
// is written to none.
func (p *driftPlan) without(names []string, unread driftUnread, exchange Answer) []string {
	for i := range driftAttributes {
		a := &driftAttributes[i]
		if unread.has(a) && !slices.Contains(names, a.cloud) && (a.cloud != "mail" || exchange != No) {
			names = append(slices.Clip(names), a.cloud)
			slices.Sort(names)
		}
	}
	return names
}

// driftTexts are the values of driftAttributes on one side, "" for unset.
type driftTexts [len(driftAttributes)]string

// find appends every difference to list. mail says whether this group is written with mail, unread what was
// not read of the pair.
func (p *driftPlan) find(list []DriftValue, cloud, directory *driftTexts, mail bool, unread driftUnread) []DriftValue {
	for i := range driftAttributes {
		a := &driftAttributes[i]
		if !p.compare[i] || unread.has(a) || a.cloud == "mail" && !mail {
			continue
		}
		if kind := a.differ(cloud[i], directory[i]); kind != "" {
			list = append(list, DriftValue{Attribute: a.cloud, Kind: kind, Expected: cloud[i], Actual: directory[i]})
		}
	}
	return list
}

// differ returns the kind of drift, "" for none. Unset, "" and blanks are equal.
func (a *driftAttribute) differ(cloud, directory string) string {
	if cloud == directory {
		return ""
	}
	cloud, directory = strings.TrimSpace(cloud), strings.TrimSpace(directory)
	switch {
	case cloud == directory, a.same(cloud, directory):
		return ""
	case directory == "":
		return DriftMissing
	case cloud == "":
		return DriftExtra
	}
	return DriftChanged
}

// same compares trimmed texts up to the length the engine writes. The engine cuts the text as it
// is; a directory may hold it normalised, so that the cut falls elsewhere. Either is accepted.
func (a *driftAttribute) same(cloud, directory string) bool {
	equal := func(x, y string) bool { return x == y }
	if a.fold {
		equal = strings.EqualFold
	}
	return equal(canonical(left(cloud, a.units)), canonical(left(directory, a.units))) ||
		equal(left(canonical(cloud), a.units), left(canonical(directory), a.units))
}

// canonical is text in normal form C with line ends as LF, trimmed.
func canonical(text string) string {
	return strings.TrimSpace(norm.NFC.String(strings.ReplaceAll(text, "\r\n", "\n")))
}

// left returns the first n UTF-16 code units of text; of a surrogate pair that the cut would
// divide, nothing.
func left(text string, n int) string {
	// A UTF-16 unit takes at least one byte of UTF-8.
	if len(text) <= n {
		return text
	}
	units := 0
	for at, r := range text {
		units++
		if r > 0xFFFF {
			units++
		}
		if units > n {
			return text[:at]
		}
	}
	return text
}

// runes counts the characters of text.
func runes(text string) int { return utf8.RuneCountInString(text) }
