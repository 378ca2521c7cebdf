package diff

import (
	"regexp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A membership rule names attributes as user.name; quoted text in it is a value and names none.
//
// Source: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
var (
	ruleValue     = regexp.MustCompile(`"(?:[^"\x60]|\x60.)*"`)
	ruleAttribute = regexp.MustCompile(`(?i)\buser\.([a-z0-9_]+)`)
)

// ruleAttributes returns the attributes of people that a membership rule goes by, in lower case,
// sorted and separated by blanks.
func ruleAttributes(rule string) string {
	var names []string
	for _, found := range ruleAttribute.FindAllStringSubmatch(ruleValue.ReplaceAllString(rule, `""`), -1) {
		names = append(names, strings.ToLower(found[1]))
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// lastTouched is the later of creation and renewal in days since 1970, 0 when neither was read.
func lastTouched(g *snapshot.CloudGroup) (day int32) {
	const micro = 24 * 60 * 60 * 1_000_000
	for _, us := range [...]int64{micros(g.Created), micros(g.Renewed)} {
		if us != noTime {
			day = max(day, int32(us/micro))
		}
	}
	return day
}
