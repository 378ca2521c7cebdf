package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// What servers can differ in; the elements of ConnectFacts.Differences and Unread.
const (
	DifferActive  = "active servers"
	DifferVersion = "version"
	DifferOU      = "writeback OU"
	DifferV1      = "V1"
	DifferV2      = "V2"
	DifferRules   = "custom rules"
	// DifferTooOld is a server that does not know V2 and is not the active one, which is ENG-07.
	DifferTooOld = "age"
	// DifferRole occurs in Unread only.
	DifferRole = "staging mode"
)

// compare says what the servers differ in, where there are several.
func (f *ConnectFacts) compare(views []*connectView, v2 Switch) {
	if len(views) < 2 {
		return
	}
	say := func(what string, differs bool) {
		if differs {
			f.Differences = append(f.Differences, what)
		}
	}
	unread := func(what string, is bool) {
		if is {
			f.Unread = append(f.Unread, what)
		}
	}
	say(DifferActive, f.Active > 1)
	unread(DifferRole, f.Undecided > 0)
	for _, part := range [...]struct {
		what string
		of   func(*connectView) (string, bool)
	}{
		{DifferVersion, (*connectView).versionText}, {DifferOU, (*connectView).containerText},
		{DifferV1, func(v *connectView) (string, bool) { return v.featureText("UnifiedGroupWriteback") }},
		{DifferV2, func(v *connectView) (string, bool) { return v.featureText("GroupWritebackV2") }},
		{DifferRules, (*connectView).rulesText},
	} {
		values, missing := map[string]bool{}, false
		for _, v := range views {
			text, ok := part.of(v)
			if ok {
				values[text] = true
			}
			missing = missing || !ok
		}
		say(part.what, len(values) > 1)
		unread(part.what, missing)
	}
	for _, v := range views {
		if v2 == On && v.facts.Role != RoleActive && v.facts.BelowFloor == Yes && !slices.Contains(f.Differences, DifferTooOld) {
			say(DifferTooOld, true)
		}
	}
	slices.Sort(f.Differences)
	slices.Sort(f.Unread)
}

func (v *connectView) versionText() (string, bool) {
	return fmt.Sprint(v.facts.Version), len(v.facts.Version) > 0
}

func (v *connectView) containerText() (string, bool) {
	if v.settings == nil || v.settings.GroupWritebackContainer == nil {
		return "", false
	}
	folded, err := snapshot.FoldDN(*v.settings.GroupWritebackContainer)
	return folded, err == nil
}

// featureText is what the server says of a feature of the tenant; of V1 its own switch counts, too.
func (v *connectView) featureText(name string) (string, bool) {
	text := ""
	if v.settings != nil && name == "UnifiedGroupWriteback" && v.settings.GroupWriteback != nil {
		text = fmt.Sprint(*v.settings.GroupWriteback)
	}
	state := v.feature(name)
	return text + string(state), state != SwitchUnknown
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
func (v *connectView) rulesText() (string, bool) {
	if !v.facts.Rules.Read {
		return "", false
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
			return "", false
		case *r.Standard && *r.Disabled:
			lines = append(lines, fmt.Sprintf("off %q %q", normal(r.Name), connector))
		case !*r.Standard:
			lines = append(lines, fmt.Sprintf("%s %q %v %v %q %q %v %v %v", strings.ToLower(*r.Direction), connector, *r.Disabled,
				orZero(r.Precedence), strings.ToLower(r.SourceType), strings.ToLower(r.TargetType), conditionsText(r.Scope), r.Joins, flowsText(r.Flows)))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), true
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
