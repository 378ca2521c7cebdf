package diff

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// ServerRules is what the synchronization rules of one server say.
type ServerRules struct {
	// Read is true when rules of the server were read.
	Read bool `json:"read"`
	// Inbound is about "In from AAD - Group SOAInAAD", Outbound about "Out to AD - Group SOAInAAD".
	Inbound  CloneFacts `json:"inbound"`
	Outbound CloneFacts `json:"outbound"`
	// MemberLimit is the switch of "Out to AD - Group Writeback Member Limit"; unknown when the
	// server has no such rule.
	MemberLimit Switch `json:"member_limit"`
	// DeleteOnDisable counts enabled rules that delete copies in the directory when their group is
	// switched off or deleted; DeleteUnclear those of which it is not known.
	DeleteOnDisable int `json:"delete_on_disable"`
	DeleteUnclear   int `json:"delete_unclear"`
	// Disabled are the default rules for groups that are off, those with facts of their own left
	// out; Unclear counts rules for groups of which it is not known whether they are default rules
	// or on.
	Disabled []DisabledRule `json:"disabled"`
	Unclear  int            `json:"unclear"`
	Guard    GuardFacts     `json:"guard"`
	// Vague counts rules that may be for groups and lack the name, the direction, the types or what tells
	// whether they are default rules or on: what such a rule does cannot be compared.
	Vague int `json:"vague"`
	// Coexistence is about the rules that leave groups to cloud sync.
	Coexistence CoexistenceFacts `json:"coexistence"`
}

// CoexistenceFacts is about the two rules that Microsoft's document adds before security groups move
// to cloud sync, so that Connect neither writes nor deletes their copies.
type CoexistenceFacts struct {
	// Inbound is yes when an enabled rule sets cloudNoFlow, Outbound when an enabled one with the
	// link type JoinNoFlow stands on the way to the directory; unknown where a rule may be it.
	Inbound  Answer `json:"inbound"`
	Outbound Answer `json:"outbound"`
}

// CloneFacts is about a default rule and the custom rules that stand for it.
type CloneFacts struct {
	// Default is its switch; unknown when there is no such rule or it does not tell.
	Default Switch `json:"default"`
	// Clones counts enabled custom rules that do its work.
	Clones int `json:"clones"`
	// Replaced is yes when the rule is off and such a clone does not do all of it: for Inbound one
	// without a flow to targetWritebackType. Always no for Outbound.
	Replaced Answer `json:"replaced"`
}

// DisabledRule is a default rule that is off.
type DisabledRule struct {
	// Key tells rules apart over runs. Rule is the default rule's name where it is a documented one,
	// else other; Precedence is what the rules editor sorts by, nil when not read.
	Key        string `json:"key"`
	Rule       string `json:"rule"`
	Precedence *int64 `json:"precedence"`
	// Writeback marks rules that only group writeback needs.
	Writeback bool `json:"writeback"`
	// Replaced says whether an enabled custom rule of the same direction, connector and object
	// types takes its place.
	Replaced Answer `json:"replaced"`
}

// GuardFacts is about the rules that bring groups of a directory to the cloud: each must leave out
// what was written back.
type GuardFacts struct {
	// Rules counts enabled rules that make or join groups, Open those of them that take a group
	// whose adminDescription starts with Group_, Unclear those of which it is not known.
	Rules   int `json:"rules"`
	Open    int `json:"open"`
	Unclear int `json:"unclear"`
}

// serverRules reads the rules of one server.
func (v *connectView) serverRules() ServerRules {
	r := ServerRules{
		Read:     len(v.rules) > 0,
		Inbound:  CloneFacts{Default: SwitchUnknown, Replaced: Unknown},
		Outbound: CloneFacts{Default: SwitchUnknown, Replaced: No}, MemberLimit: SwitchUnknown, Disabled: []DisabledRule{},
		Coexistence: CoexistenceFacts{Unknown, Unknown},
	}
	if !r.Read {
		return r
	}
	rules := rulesOf(v.rules)
	r.Inbound, r.Outbound = inboundClones(rules), outboundClones(rules)
	for _, rule := range rules {
		if rule.name == ruleMemberLimit && rule.Disabled != nil {
			r.MemberLimit = switchOf(new(!*rule.Disabled))
		}
		r.countDeleting(rule)
		r.Vague += count(rule.vague())
		if rule.touchesGroups() && (rule.Standard == nil || rule.Disabled == nil) {
			r.Unclear++
		}
	}
	r.Disabled = disabledRules(rules, r)
	r.Guard = v.guard(rules)
	r.Coexistence = coexistence(rules)
	return r
}

// inboundClones judges clones of ruleInbound by what they do, whatever they are called.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history (1.6.2.4)
func inboundClones(rules []syncRule) CloneFacts {
	f := CloneFacts{Default: SwitchUnknown, Replaced: No}
	typed := false
	for _, original := range rules {
		if original.name != ruleInbound {
			continue
		}
		f.Default = switchOf(negated(original.Disabled))
		for _, clone := range rules {
			if !clone.custom() || !clone.enabled() || !clone.like(original) || clone.fromCloud() == No {
				continue
			}
			f.Clones++
			// Rules add up: what one of them writes, another need not.
			typed = typed || all(clone.fromCloud(), clone.writes("targetWritebackType")) == Yes
			untyped := not(either(not(clone.fromCloud()), clone.writes("targetWritebackType")))
			switch {
			case f.Default == On, untyped == No, f.Replaced == Yes:
			case untyped == Yes && f.Default == Off:
				f.Replaced = Yes
			default:
				f.Replaced = Unknown
			}
		}
	}
	if typed {
		f.Replaced = No
	}
	if f.Default == SwitchUnknown && f.Replaced == No && slices.ContainsFunc(rules, syncRule.mayStandForInbound) {
		// A rule that may be a clone of one that is not there.
		f.Replaced = Unknown
	}
	return f
}

// mayStandForInbound reports whether the rule may be a clone of ruleInbound, where that is not there to
// compare it with.
func (r syncRule) mayStandForInbound() bool {
	return r.custom() && r.enabled() && r.fromCloud() != No && r.inbound() != No && r.writes("targetWritebackType") != Yes &&
		(r.Connector == "" || r.Connector == snapshot.EntraConnector) && (r.touchesGroups() || r.SourceType == "" || r.TargetType == "")
}

func negated(b *bool) *bool {
	if b == nil {
		return nil
	}
	return new(!*b)
}

// outboundClones finds clones of ruleOutbound: by their name, or by the same scope.
func outboundClones(rules []syncRule) CloneFacts {
	f := CloneFacts{Default: SwitchUnknown, Replaced: No}
	for _, original := range rules {
		if original.name != ruleOutbound {
			continue
		}
		f.Default = switchOf(negated(original.Disabled))
		for _, clone := range rules {
			if clone.custom() && clone.enabled() && clone.like(original) &&
				(strings.Contains(normal(clone.Name), "group soainaad") || sameScope(clone, original)) {
				f.Clones++
			}
		}
	}
	return f
}

// sameScope reports whether two rules have the same conditions, of which there are some.
func sameScope(a, b syncRule) bool {
	return len(a.Scope) > 0 && a.conditioned() && slices.EqualFunc(a.Scope, b.Scope, func(x, y snapshot.ConnectCondition) bool {
		return x.Group == y.Group && strings.EqualFold(x.Attribute, y.Attribute) && strings.EqualFold(x.Value, y.Value) &&
			strings.EqualFold(deref(x.Operator), deref(y.Operator))
	})
}

// countDeleting finds the rule that Microsoft's document gives, under its id or another.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
func (r *ServerRules) countDeleting(rule syncRule) {
	deletes := rule.deletesCopies()
	switch {
	case deletes == No || isTrue(rule.Disabled):
	case deletes == Yes && rule.Disabled != nil:
		r.DeleteOnDisable++
	default:
		r.DeleteUnclear++
	}
}

// deletesCopies says whether a flow of the rule marks copies for deletion. One whose attribute, or what
// it is set to, was not exported may.
func (r syncRule) deletesCopies() Answer {
	if r.ID == deleteRuleID {
		return Yes
	}
	mayBe := r.touchesGroups() && !isTrue(r.Standard)
	found := No
	if r.Flows == nil && mayBe {
		found = Unknown
	}
	for _, f := range r.Flows {
		marks := strings.EqualFold(f.Destination, "reasonFiltered")
		deletes := strings.Contains(strings.ToLower(f.Expression+f.Source), "deletethisgroupinad")
		switch {
		case marks && deletes:
			return Yes
		case mayBe && (marks || f.Destination == "") && (deletes || f.Expression+f.Source == ""):
			found = Unknown
		}
	}
	return found
}

// disabledRules lists default rules that are off and that no other fact speaks of.
func disabledRules(rules []syncRule, r ServerRules) []DisabledRule {
	list := []DisabledRule{}
	for _, rule := range rules {
		switch {
		case rule.name == "" || !isTrue(rule.Disabled) || !rule.touchesGroups(),
			// Switching off a member limit is a documented choice.
			rule.name == ruleMemberLimit || rule.name == ruleWriteupLimit,
			rule.name == ruleInbound && r.Inbound.Replaced == Yes,
			rule.name == ruleOutbound && r.Outbound.Clones > 0:
			continue
		}
		list = append(list, rule.lost(rules))
	}
	slices.SortStableFunc(list, func(a, b DisabledRule) int { return strings.Compare(a.Key, b.Key) })
	return list
}

// lost is the default rule as one that does nothing any more, beside the rules of its server.
func (r syncRule) lost(rules []syncRule) DisabledRule {
	replaced := No
	for _, other := range rules {
		replaced = either(replaced, other.replaces(r))
	}
	return DisabledRule{
		Key: keyOf(orElse(r.Tag, r.ID) + r.Connector), Rule: r.name, Precedence: r.Precedence,
		Writeback: strings.Contains(normal(r.Name), "soainaad"), Replaced: replaced,
	}
}

// replaces says whether the rule is an enabled custom one in the place of a default rule: of the same
// direction, connector and object types, and in the place of ruleInbound one that takes the same groups.
func (r syncRule) replaces(original syncRule) Answer {
	switch {
	case !r.custom() || !r.touchesGroups():
	case r.enabled() && r.like(original) && original.name == ruleInbound:
		return r.fromCloud()
	case r.enabled() && r.like(original):
		return Yes
	case (r.Direction == nil || original.Direction == nil || r.Disabled == nil) && r.Connector == original.Connector:
		return Unknown
	}
	return No
}

// guard finds out whether what was written back is read again. Only rules that make or join
// groups count: the others follow them.
func (v *connectView) guard(rules []syncRule) GuardFacts {
	var f GuardFacts
	provisions := "provision"
	for _, r := range rules {
		if r.name == ruleJoin && r.linkType() != "" {
			provisions = r.linkType()
		}
	}
	for _, r := range rules {
		joins := r.Joins == nil || len(r.Joins) > 0 || r.linkType() == provisions
		if r.SourceType != "" && !strings.EqualFold(r.SourceType, "group") || r.TargetType != "" && !strings.EqualFold(r.TargetType, "group") ||
			isTrue(r.Disabled) || !joins || v.leadsToEntra(r.Connector) || r.inbound() == No {
			continue
		}
		f.Rules++
		switch guarded := r.everyGroup(keepsOut); {
		case guarded == Yes:
		case guarded == No && r.SourceType != "" && r.TargetType != "" && r.inbound() == Yes && r.Disabled != nil && r.Joins != nil:
			f.Open++
		default:
			f.Unclear++
		}
	}
	return f
}

// keepsOut says whether a condition leaves out a group with an anchor of writeback.
func keepsOut(c snapshot.ConnectCondition) Answer {
	if !strings.EqualFold(c.Attribute, "adminDescription") {
		return No
	}
	if c.Operator == nil {
		return Unknown
	}
	switch strings.ToUpper(*c.Operator) {
	case "NOTSTARTSWITH":
		if c.Value == "" {
			return Unknown
		}
		return answer(startsAnchor(c.Value))
	case "ISNULL":
		return Yes
	}
	return No
}

// startsAnchor says whether every anchor of writeback, Group_ and the object id, starts with text.
func startsAnchor(text string) bool {
	const anchor = "group_"
	return text != "" && len(text) <= len(anchor) && strings.EqualFold(text, anchor[:len(text)])
}

func (v *connectView) leadsToEntra(id string) bool {
	if id == snapshot.EntraConnector {
		return true
	}
	return slices.ContainsFunc(v.connectors, func(c snapshot.ConnectConnector) bool { return c.ID == id && c.Entra() })
}
