package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// What servers can differ in; the elements of ConnectFacts.Differences, Unread and Unclear.
const (
	DifferVersion = "version"
	DifferOU      = "writeback OU"
	DifferV1      = "V1"
	DifferV2      = "V2"
	DifferRules   = "sync rules"
	// DifferRole occurs in Unread and Unclear only: one server is active, the others are not.
	DifferRole = "staging mode"
)

// told says what an export tells of one thing.
type told uint8

const (
	// toldNothing is a value that is not in the export, toldUnclear one that contradicts another, or is of a
	// form that cannot be compared.
	toldNothing told = iota
	toldUnclear
	toldClearly
)

// comparedPart is one thing that servers are compared by.
type comparedPart struct {
	what string
	of   func(*connectView) (string, told)
	// optional is something that servers need not tell where no other does.
	optional bool
}

var comparedParts = [...]comparedPart{
	{DifferVersion, (*connectView).versionText, false},
	{DifferOU, (*connectView).containerText, false},
	{DifferV1, (*connectView).optionText, true},
	{DifferV1, func(v *connectView) (string, told) { return v.featureText("UnifiedGroupWriteback") }, false},
	{DifferV2, func(v *connectView) (string, told) { return v.featureText("GroupWritebackV2") }, false},
	{DifferRules, (*connectView).rulesText, false},
}

// compare says what the servers differ in, where there are several.
func (f *ConnectFacts) compare(views []*connectView) {
	if len(views) < 2 {
		return
	}
	for _, v := range views {
		switch {
		case v.facts.Contradicts:
			f.Unclear = append(f.Unclear, DifferRole)
		case v.facts.Role == RoleUnknown:
			f.Unread = append(f.Unread, DifferRole)
		}
	}
	for _, part := range comparedParts {
		values, how := map[string]bool{}, map[told]int{}
		for _, v := range views {
			text, state := part.of(v)
			how[state]++
			if state == toldClearly {
				values[text] = true
			}
		}
		if len(values) > 1 {
			f.Differences = append(f.Differences, part.what)
		}
		if how[toldUnclear] > 0 {
			f.Unclear = append(f.Unclear, part.what)
		}
		if how[toldNothing] > 0 && (!part.optional || how[toldNothing] < len(views)) {
			f.Unread = append(f.Unread, part.what)
		}
	}
	for _, list := range []*[]string{&f.Differences, &f.Unread, &f.Unclear} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// doubt adds to what is unclear what the sync configuration says differently, of one server as of several,
// doubtAnchor, doubtDevices and doubtUsers among it.
func (f *ConnectFacts) doubt(parts []string) {
	f.Unclear = append(f.Unclear, parts...)
	slices.Sort(f.Unclear)
	f.Unclear = slices.Compact(f.Unclear)
}

func (v *connectView) versionText() (string, told) {
	switch {
	case v.settings == nil || !set(v.settings.Version):
		return "", toldNothing
	case len(v.facts.Version) == 0:
		return "", toldUnclear
	}
	return fmt.Sprint(v.facts.Version), toldClearly
}

func (v *connectView) containerText() (string, told) {
	if v.settings == nil || v.settings.GroupWritebackContainer == nil {
		return "", toldNothing
	}
	dn := strings.TrimSpace(*v.settings.GroupWritebackContainer)
	if dn == "" {
		return "", toldClearly
	}
	folded, err := snapshot.FoldDN(dn)
	if err != nil {
		return "", toldUnclear
	}
	return folded, toldClearly
}

// optionText is the server's own switch of V1.
func (v *connectView) optionText() (string, told) {
	if v.settings == nil || v.settings.GroupWriteback == nil {
		return "", toldNothing
	}
	return fmt.Sprint(*v.settings.GroupWriteback), toldClearly
}

// featureText is what the server says of a feature of the tenant.
func (v *connectView) featureText(name string) (string, told) {
	state := v.feature(name)
	if state == SwitchUnknown {
		return "", toldNothing
	}
	return string(state), toldClearly
}

// feature is a feature of the tenant as the server sees it.
func (v *connectView) feature(name string) Switch {
	found := SwitchUnknown
	for _, f := range v.features {
		if strings.EqualFold(f.Name, name) {
			found = switchOf(f.Enabled)
		}
	}
	return found
}

// rulesText writes what a server's custom rules do, and which default rules are off, in a form that
// is equal for servers that agree: identifiers are the server's own and left out, and so are names
// and the types of flows, which an export may give as numbers.
func (v *connectView) rulesText() (string, told) {
	if !v.facts.Rules.Read {
		return "", toldNothing
	}
	names := map[string]string{snapshot.EntraConnector: "cloud"}
	for _, c := range v.connectors {
		if !c.Entra() {
			names[c.ID] = strings.ToLower(c.Name)
		}
	}
	var lines []string
	for _, r := range rulesOf(v.rules) {
		connector, known := names[r.Connector]
		switch {
		case r.Standard == nil || r.Disabled == nil || r.Direction == nil || !known,
			!*r.Standard && !r.told():
			return "", toldUnclear
		case *r.Standard && *r.Disabled:
			lines = append(lines, fmt.Sprintf("off %q %q", normal(r.Name), connector))
		case !*r.Standard:
			lines = append(lines, fmt.Sprintf("%s %q %v %v %q %q %v %v %v", strings.ToLower(*r.Direction), connector, *r.Disabled,
				orZero(r.Precedence), strings.ToLower(r.SourceType), strings.ToLower(r.TargetType), conditionsText(r.Scope), r.Joins, flowsText(r.Flows)))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), toldClearly
}

func untold(c snapshot.ConnectCondition) bool { return c.Operator == nil }

func orZero(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

func conditionsText(list []snapshot.ConnectCondition) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "%d %q %q %q;", c.Group, strings.ToLower(c.Attribute), strings.ToUpper(deref(c.Operator)), c.Value)
	}
	return b.String()
}

func flowsText(list []snapshot.ConnectFlow) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%q %q %q;", strings.ToLower(f.Destination), f.Source, f.Expression)
	}
	return b.String()
}
