package diff

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The default rules that controls speak of, as defaultName writes them.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history (1.6.2.4)
// and how-to-connect-modify-group-writeback.
const (
	ruleInbound      = "In from AAD - Group SOAInAAD"
	ruleOutbound     = "Out to AD - Group SOAInAAD"
	ruleExchange     = "Out to AD - Group SOAInAAD - Exchange"
	ruleMemberLimit  = "Out to AD - Group Writeback Member Limit"
	ruleWriteupLimit = "Out to AAD - Group Writeup Member Limit"
	ruleJoin         = "In from AD - Group Join"
	ruleOther        = "other"
)

// DefaultRules lists the names of default rules that DisabledRule.Rule may have.
func DefaultRules() []string {
	return []string{
		ruleInbound, ruleOutbound, ruleExchange, ruleJoin,
		"In from AD - Group Common", "In from AD - Group Exchange", "In from AAD - Group Join",
		"Out to AAD - Group Join", "Out to AAD - Group ExchangeOnline", "Out to AAD - Group DynamicsCRM",
		"Out to AAD - Group LyncOnline", "Out to AAD - Group SharePointOnline", "Out to AAD - Group Intune",
		"Out to AAD - Group AzureRMS", ruleOther,
	}
}

// documentedRules are custom rules that Microsoft's documents add beside the default ones; they
// stand for none of them.
var documentedRules = map[string]string{
	// deleteRuleID deletes copies in the directory, the others leave groups to cloud sync.
	deleteRuleID:    "how-to-connect-modify-group-writeback",
	leaveInboundID:  "migrate-group-writeback",
	leaveOutboundID: "migrate-group-writeback",
}

const deleteRuleID = "cb871f2d-0f01-4c32-a333-ff809145b947"

// syncRule is one rule with what the facts ask of it.
type syncRule struct {
	*snapshot.ConnectRule
	// name is that of the default rule, for a default rule.
	name string
}

// normal writes a rule's name with plain hyphens and single blanks, in lower case.
func normal(name string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("–", "-", "—", "-").Replace(strings.ToLower(name))), " ")
}

// defaultName returns a default rule's name as the constants write it, "" for a custom rule and
// ruleOther for a default rule that none of them names.
func defaultName(r *snapshot.ConnectRule) string {
	if !isTrue(r.Standard) {
		return ""
	}
	tag, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(r.Tag), "microsoft."), ".")
	for _, name := range append(DefaultRules(), ruleMemberLimit, ruleWriteupLimit) {
		plain := strings.NewReplacer(" ", "", "-", "").Replace(strings.ToLower(name))
		if normal(name) == normal(r.Name) || plain == tag {
			return name
		}
	}
	return ruleOther
}

// rulesOf wraps the rules of a server.
func rulesOf(list []snapshot.ConnectRule) []syncRule {
	rules := make([]syncRule, len(list))
	for i := range list {
		rules[i] = syncRule{&list[i], defaultName(&list[i])}
	}
	return rules
}

// touchesGroups reports whether groups are read or written by the rule.
func (r syncRule) touchesGroups() bool {
	return strings.EqualFold(r.SourceType, "group") || strings.EqualFold(r.TargetType, "group")
}

// vague reports whether a rule that may be for groups does not tell what it is, or may be a clone of
// ruleOutbound, which is known by its conditions, and does not tell these.
func (r syncRule) vague() bool {
	typed := r.SourceType != "" && r.TargetType != ""
	return (!typed || r.touchesGroups()) &&
		(!typed || r.Name == "" || r.Direction == nil || r.Standard == nil || r.Disabled == nil ||
			(r.custom() && r.enabled() || r.name == ruleOutbound) && r.inbound() == No && !r.conditioned())
}

// conditioned reports whether the conditions of the rule were exported, be they none.
func (r syncRule) conditioned() bool {
	return r.Scope != nil && !slices.ContainsFunc(r.Scope, func(c snapshot.ConnectCondition) bool { return c.Attribute == "" })
}

func (r syncRule) enabled() bool { return r.Disabled != nil && !*r.Disabled }

// custom says whether the rule is no default rule and none of the documented additions.
func (r syncRule) custom() bool {
	return r.Standard != nil && !*r.Standard && documentedRules[r.ID] == ""
}

// like reports whether two rules work on the same objects in the same direction.
func (r syncRule) like(other syncRule) bool {
	return r.Direction != nil && other.Direction != nil && strings.EqualFold(*r.Direction, *other.Direction) &&
		r.Connector == other.Connector &&
		strings.EqualFold(r.SourceType, other.SourceType) && strings.EqualFold(r.TargetType, other.TargetType)
}

func (r syncRule) inbound() Answer {
	if r.Direction == nil {
		return Unknown
	}
	return answer(strings.EqualFold(*r.Direction, "Inbound"))
}

// fromCloud says whether the rule takes what is mastered in the cloud: cloudMastered EQUAL true in every
// group of conditions, or no condition at all.
func (r syncRule) fromCloud() Answer {
	if r.Scope != nil && len(r.Scope) == 0 {
		return Yes
	}
	return r.everyGroup(func(c snapshot.ConnectCondition) Answer {
		if strings.EqualFold(c.Attribute, "cloudMastered") && c.Value == "" {
			return Unknown
		}
		if !strings.EqualFold(c.Attribute, "cloudMastered") || !strings.EqualFold(c.Value, "true") {
			return No
		}
		if c.Operator == nil {
			return Unknown
		}
		return answer(strings.EqualFold(*c.Operator, "EQUAL"))
	})
}

// everyGroup is yes when each group of conditions has one that holds gives yes for, no when a group
// has none or there is no condition at all.
func (r syncRule) everyGroup(holds func(snapshot.ConnectCondition) Answer) Answer {
	if r.Scope == nil {
		return Unknown
	}
	groups := map[int32][]Answer{}
	for _, c := range r.Scope {
		held := Unknown
		if c.Attribute != "" {
			held = holds(c)
		}
		groups[c.Group] = append(groups[c.Group], held)
	}
	result := answer(len(groups) > 0)
	for _, answers := range groups {
		switch {
		case slices.Contains(answers, Yes):
		case slices.Contains(answers, Unknown):
			if result == Yes {
				result = Unknown
			}
		default:
			return No
		}
	}
	return result
}

// writes says whether the rule has a flow to attribute. A flow whose destination was not exported may
// be one.
func (r syncRule) writes(attribute string) Answer {
	if r.Flows == nil {
		return Unknown
	}
	found := No
	for _, f := range r.Flows {
		switch {
		case strings.EqualFold(f.Destination, attribute):
			return Yes
		case f.Destination == "":
			found = Unknown
		}
	}
	return found
}

// linkType is the rule's LinkType as received, "" when it was not exported.
func (r syncRule) linkType() string {
	var body struct{ LinkType any }
	if json.Unmarshal(r.Body, &body) != nil {
		return ""
	}
	switch link := body.LinkType.(type) {
	case string:
		return strings.ToLower(link)
	case float64:
		return strconv.Itoa(int(link))
	}
	return ""
}
