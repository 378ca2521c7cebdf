package diff

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// RulesSince is what became of Connect's default rules for groups since the earlier snapshot.
type RulesSince struct {
	// Edited are the rules that do something else than they did on the same server, of the same
	// version: an upgrade rewrites them.
	Edited []EditedRule `json:"edited"`
	// Gone are the rules that are no longer there on the same server, of the same version, though their
	// connector is.
	Gone []GoneRule `json:"gone"`
	// Unread counts servers of which one of the snapshots does not hold the rules or the version, and
	// rules of which one does not hold what they do.
	Unread int `json:"unread"`
	// Upgraded counts servers of which the earlier snapshot holds the rules of another version: what an upgrade
	// rewrote and what somebody edited cannot be told apart.
	Upgraded int `json:"upgraded"`
}

// EditedRule is a default rule whose scope, joins or flows are others than before. Rules that other
// facts speak of are left out: the member limits, and a join that no longer keeps copies out.
type EditedRule struct {
	// Server, Number and Role are those of ConnectServer: Key, Number, Role.
	Server string `json:"server"`
	Number int    `json:"number"`
	Role   string `json:"role"`
	// Key, Rule and Precedence are those of DisabledRule.
	Key        string `json:"key"`
	Rule       string `json:"rule"`
	Precedence *int64 `json:"precedence"`
}

// GoneRule is a default rule that was deleted. The member limits, which may be off, are left out.
type GoneRule struct {
	// Server, Number and Role are those of ConnectServer: Key, Number, Role.
	Server string `json:"server"`
	Number int    `json:"number"`
	Role   string `json:"role"`
	// Lost is the rule as it was, with what takes its place now.
	Lost DisabledRule `json:"lost"`
}

// compareRules compares the default rules of each server with those of the earlier snapshot.
func (f *Facts) compareRules() error {
	then, err := readConnect(f.earlier.reader)
	if err != nil {
		return err
	}
	earlier := map[string]*connectView{}
	for _, v := range connectViews(&then, &f.choices) {
		earlier[strings.ToLower(v.facts.Name)] = v
	}
	h := &f.history.Rules
	whole := f.complete(snapshot.StreamConnectRules)
	for i, v := range f.estate.connect {
		if !v.facts.Rules.Read {
			continue
		}
		s := &f.tenant.Connect.Servers[i]
		before := earlier[strings.ToLower(s.Name)]
		switch {
		case before == nil, len(before.rules) == 0, len(before.facts.Version) == 0, len(s.Version) == 0:
			h.Unread++
		case !slices.Equal(before.facts.Version, s.Version):
			h.Upgraded++
		default:
			now, then := rulesOf(v.rules), rulesOf(before.rules)
			h.compare(s, now, then)
			if gone := v.goneRules(s, now, then); whole {
				h.Gone = append(h.Gone, gone...)
			} else {
				h.Unread += len(gone)
			}
		}
	}
	return nil
}

// goneRules lists the default rules for groups of then that now lacks. Those of a connector that is no
// longer there went with it.
func (v *connectView) goneRules(s *ConnectServer, now, then []syncRule) []GoneRule {
	var list []GoneRule
	for _, rule := range then {
		limit := rule.name == ruleMemberLimit || rule.name == ruleWriteupLimit
		if rule.name == "" || limit || !rule.touchesGroups() || slices.ContainsFunc(now, rule.isAgain) || v.lacks(rule.Connector) {
			continue
		}
		list = append(list, GoneRule{Server: s.Key, Number: s.Number, Role: s.Role, Lost: rule.lost(now)})
	}
	slices.SortStableFunc(list, func(a, b GoneRule) int { return strings.Compare(a.Lost.Key, b.Lost.Key) })
	return list
}

// lacks reports whether the connectors of the server were read and that one is not among them.
func (v *connectView) lacks(connector string) bool {
	return len(v.connectors) > 0 && !v.leadsToEntra(connector) &&
		!slices.ContainsFunc(v.connectors, func(c snapshot.ConnectConnector) bool { return c.ID == connector })
}

// isAgain reports whether other is the same default rule, be it after an installation that gave it
// another id.
func (r syncRule) isAgain(other syncRule) bool {
	same := other.name == r.name && other.Connector == r.Connector &&
		(r.Tag != "" && other.Tag == r.Tag || normal(other.Name) == normal(r.Name))
	return other.ID == r.ID || same
}

func (h *RulesSince) compare(s *ConnectServer, now, then []syncRule) {
	for _, rule := range now {
		spoken := rule.name == ruleMemberLimit || rule.name == ruleWriteupLimit || rule.name == ruleJoin && s.Rules.Guard.Open > 0
		if rule.name == "" || !rule.touchesGroups() || spoken {
			continue
		}
		i := slices.IndexFunc(then, func(other syncRule) bool { return other.ID == rule.ID && other.name != "" })
		switch {
		case i < 0:
		case !rule.told() || !then[i].told():
			h.Unread++
		case rule.work() != then[i].work():
			h.Edited = append(h.Edited, EditedRule{
				Server: s.Key, Number: s.Number, Role: s.Role,
				Key: keyOf(orElse(rule.Tag, rule.ID) + rule.Connector), Rule: rule.name, Precedence: rule.Precedence,
			})
		}
	}
	slices.SortStableFunc(h.Edited, func(a, b EditedRule) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), strings.Compare(a.Key, b.Key))
	})
}

// told reports whether all that the rule does was exported.
func (r syncRule) told() bool {
	return r.conditioned() && r.Joins != nil && r.Flows != nil && !slices.ContainsFunc(r.Scope, untold) &&
		!slices.ContainsFunc(r.Flows, func(f snapshot.ConnectFlow) bool { return f.Destination == "" })
}

// work is a text of what the rule does, equal for rules that do the same.
func (r syncRule) work() string {
	text, _ := json.Marshal([]any{r.Scope, r.Joins, r.Flows, r.linkType()})
	return string(text)
}
