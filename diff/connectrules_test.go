package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// rulesWith returns the facts of the default rules as change leaves them.
func rulesWith(change func(*exportedServer)) ServerRules {
	x := &exportedServer{rules: defaultRules()}
	change(x)
	v := connectView{rules: x.rules, connectors: []snapshot.ConnectConnector{{ID: "e2", Subtype: new("Windows Azure Active Directory (Microsoft)")}}}
	return v.serverRules()
}

// cloneOf is an enabled custom rule in the place of ruleInbound.
func inboundClone(change ...func(*snapshot.ConnectRule)) snapshot.ConnectRule {
	return rule("c1", "Ours", "Inbound", snapshot.EntraConnector, append([]func(*snapshot.ConnectRule){ownRule, scoped("cloudMastered", "EQUAL", "true")}, change...)...)
}

func TestInboundClone(t *testing.T) {
	for _, c := range []struct {
		claim  string
		change func(*exportedServer)
		want   CloneFacts
	}{
		{"the default rule alone", func(*exportedServer) {}, CloneFacts{On, 0, No}},
		{"a clone without the type in its place", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone())
		}, CloneFacts{Off, 1, Yes}},
		{"a clone with the type does all of it", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone(flowing("TargetWritebackType", "")))
		}, CloneFacts{Off, 1, No}},
		{"the default rule still on sets the type", func(x *exportedServer) { x.rules = append(x.rules, inboundClone()) }, CloneFacts{On, 1, No}},
		{"a clone that is off does nothing", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone(switchedOff))
		}, CloneFacts{Off, 0, No}},
		{"another connector is another rule", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone(func(r *snapshot.ConnectRule) { r.Connector = forestConnector }))
		}, CloneFacts{Off, 0, No}},
		{"another scope is another rule", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, rule("c1", "Ours", "Inbound", snapshot.EntraConnector, ownRule, scoped("cloudMastered", "EQUAL", "false")))
		}, CloneFacts{Off, 0, No}},
		{"the rules of Microsoft's documents are no clones", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone(func(r *snapshot.ConnectRule) { r.ID = deleteRuleID }),
				inboundClone(func(r *snapshot.ConnectRule) { r.ID = "e4eae1c9-b9bc-4328-ade9-df871cdd3027" }))
		}, CloneFacts{Off, 0, No}},
		{"flows that were not exported leave it open", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone(func(r *snapshot.ConnectRule) { r.Flows = nil }))
		}, CloneFacts{Off, 1, Unknown}},
		{"a flow to an attribute that was not exported may be the one", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone(flowing("info", ""), flowing("", "")))
		}, CloneFacts{Off, 1, Unknown}},
		{"beside the type it makes no difference", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone(flowing("", ""), flowing("targetWritebackType", "")))
		}, CloneFacts{Off, 1, No}},
		{"an operator that cannot be told leaves it open", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, rule("c1", "Ours", "Inbound", snapshot.EntraConnector, ownRule, scoped("cloudMastered", "", "true")))
		}, CloneFacts{Off, 1, Unknown}},
		{"a rule without conditions takes every group", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, rule("c1", "Ours", "Inbound", snapshot.EntraConnector, ownRule, flowing("displayName", "")))
		}, CloneFacts{Off, 1, Yes}},
		{"beside a clone with the type it makes no difference", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone(flowing("targetWritebackType", "")),
				rule("c2", "Names", "Inbound", snapshot.EntraConnector, ownRule, flowing("displayName", "")))
		}, CloneFacts{Off, 2, No}},
		{"of people or of the directory it is none of a rule that is not there", func(x *exportedServer) {
			x.drop(ruleInbound)
			x.rules = append(x.rules, rule("c1", "Ours", "Inbound", forestConnector, ownRule),
				rule("c2", "People", "Inbound", snapshot.EntraConnector, ownRule, func(r *snapshot.ConnectRule) { r.SourceType, r.TargetType = "user", "person" }))
		}, CloneFacts{SwitchUnknown, 0, No}},
		{"one clone is enough", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone(), inboundClone(func(r *snapshot.ConnectRule) { r.Flows = nil }))
		}, CloneFacts{Off, 2, Yes}},
		{"a clone of a rule that is not there may be one", func(x *exportedServer) {
			x.drop(ruleInbound)
			x.rules = append(x.rules, inboundClone())
		}, CloneFacts{SwitchUnknown, 0, Unknown}},
		{"no writeback rules at all", func(x *exportedServer) { x.drop(ruleInbound) }, CloneFacts{SwitchUnknown, 0, No}},
	} {
		if got := rulesWith(c.change).Inbound; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.claim, got, c.want)
		}
	}
}

func TestOutboundClone(t *testing.T) {
	clone := func(name string, change ...func(*snapshot.ConnectRule)) snapshot.ConnectRule {
		return rule("c2", name, "Outbound", forestConnector, append([]func(*snapshot.ConnectRule){ownRule}, change...)...)
	}
	for _, c := range []struct {
		claim string
		rule  snapshot.ConnectRule
		want  int
	}{
		{"by its name", clone("Out to AD - Group SOAInAAD - Cloned"), 1},
		{"by its scope", clone("Ours", scoped("cloudMastered", "EQUAL", "True")), 1},
		{"a rule with another name and scope is none", clone("Ours", scoped("mail", "ISNULL", "")), 0},
		{"nor one whose attributes were not exported", clone("Ours", scoped("", "EQUAL", "True")), 0},
		{"nor is one that is off", clone("Out to AD - Group SOAInAAD - Cloned", switchedOff), 0},
	} {
		got := rulesWith(func(x *exportedServer) { x.rules = append(x.rules, c.rule) }).Outbound
		if want := (CloneFacts{On, c.want, No}); got != want {
			t.Errorf("%s: %+v, want %+v", c.claim, got, want)
		}
	}
}

func TestRulesThatDoNotTellWhatTheyAre(t *testing.T) {
	for _, c := range []struct {
		claim   string
		change  []func(*snapshot.ConnectRule)
		outward bool
		want    int
	}{
		{"a whole rule", []func(*snapshot.ConnectRule){scoped("mail", "ISNULL", "")}, true, 0},
		{"a rule without conditions", []func(*snapshot.ConnectRule){func(r *snapshot.ConnectRule) { r.Scope = []snapshot.ConnectCondition{} }}, true, 0},
		{"conditions that were not exported", []func(*snapshot.ConnectRule){func(r *snapshot.ConnectRule) { r.Scope = nil }}, true, 1},
		{"attributes that were not exported", []func(*snapshot.ConnectRule){scoped("", "EQUAL", "true")}, true, 1},
		{"of a rule that is off they do not matter", []func(*snapshot.ConnectRule){scoped("", "EQUAL", "true"), switchedOff}, true, 0},
		{"nor of one that reads", []func(*snapshot.ConnectRule){scoped("", "EQUAL", "true")}, false, 0},
		{"a name that was not exported", []func(*snapshot.ConnectRule){func(r *snapshot.ConnectRule) { r.Name = "" }}, false, 1},
	} {
		direction := "Inbound"
		if c.outward {
			direction = "Outbound"
		}
		own := rule("c1", "Ours", direction, forestConnector, append([]func(*snapshot.ConnectRule){ownRule}, c.change...)...)
		if got := rulesWith(func(x *exportedServer) { x.rules = append(x.rules, own) }).Vague; got != c.want {
			t.Errorf("%s: %d rules do not tell, want %d", c.claim, got, c.want)
		}
	}
	unscoped := func(x *exportedServer) {
		for i := range x.rules {
			if defaultName(&x.rules[i]) == ruleOutbound {
				x.rules[i].Scope = nil
			}
		}
	}
	if got := rulesWith(unscoped).Vague; got != 1 {
		t.Errorf("conditions of the default rule that were not exported: %d rules do not tell, want 1", got)
	}
}

func TestDisabledDefaultRules(t *testing.T) {
	const common = "In from AD - Group Common"
	own := func(change ...func(*snapshot.ConnectRule)) snapshot.ConnectRule {
		return rule("c1", "Ours", "Inbound", forestConnector, append([]func(*snapshot.ConnectRule){ownRule}, change...)...)
	}
	key := keyOf("a5" + forestConnector)
	for _, c := range []struct {
		claim  string
		change func(*exportedServer)
		want   []DisabledRule
	}{
		{"none", func(*exportedServer) {}, []DisabledRule{}},
		{"a rule without replacement", func(x *exportedServer) { x.turnOff(common) }, []DisabledRule{{key, common, new(int64(100)), false, No}}},
		{"a replacement that is on", func(x *exportedServer) {
			x.turnOff(common)
			x.rules = append(x.rules, own())
		}, []DisabledRule{{key, common, new(int64(100)), false, Yes}}},
		{"a replacement that is off is none", func(x *exportedServer) {
			x.turnOff(common)
			x.rules = append(x.rules, own(switchedOff))
		}, []DisabledRule{{key, common, new(int64(100)), false, No}}},
		{"a rule of unknown direction may be one", func(x *exportedServer) {
			x.turnOff(common)
			x.rules = append(x.rules, own(func(r *snapshot.ConnectRule) { r.Direction = nil }))
		}, []DisabledRule{{key, common, new(int64(100)), false, Unknown}}},
		{"member limits may be off", func(x *exportedServer) { x.turnOff(ruleMemberLimit) }, []DisabledRule{}},
		{"what ENG-12 speaks of is left out", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, inboundClone())
		}, []DisabledRule{}},
		{"a rule for other groups than the cloud's does not take the place of the one that brings them", func(x *exportedServer) {
			x.turnOff(ruleInbound)
			x.rules = append(x.rules, rule("c1", "Ours", "Inbound", snapshot.EntraConnector, ownRule, scoped("securityEnabled", "EQUAL", "true")))
		}, []DisabledRule{{keyOf("a1" + snapshot.EntraConnector), ruleInbound, new(int64(100)), true, No}}},
		{"what ENG-27 speaks of is left out", func(x *exportedServer) {
			x.turnOff(ruleOutbound)
			x.rules = append(x.rules, rule("c2", "Out to AD - Group SOAInAAD 2", "Outbound", forestConnector, ownRule))
		}, []DisabledRule{}},
		{"rules of people are no matter", func(x *exportedServer) {
			x.rules = append(x.rules, rule("a9", "In from AD - User Join", "Inbound", forestConnector, switchedOff, func(r *snapshot.ConnectRule) {
				r.SourceType, r.TargetType = "user", "person"
			}))
		}, []DisabledRule{}},
	} {
		if diff := cmp.Diff(c.want, rulesWith(c.change).Disabled); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.claim, diff)
		}
	}
}

func TestDefaultRuleIsKnownByItsTag(t *testing.T) {
	r := rule("x", "Umbenannt", "Outbound", forestConnector, func(r *snapshot.ConnectRule) { r.Tag = "Microsoft.OuttoADGroupWritebackMemberLimit.001" })
	if got := defaultName(&r); got != ruleMemberLimit {
		t.Errorf("the rule is %q", got)
	}
	r.Tag = "Microsoft.SomethingElse.001"
	if got := defaultName(&r); got != ruleOther {
		t.Errorf("the rule is %q", got)
	}
}

func TestRulesThatDeleteInTheDirectory(t *testing.T) {
	for _, c := range []struct {
		claim             string
		rule              snapshot.ConnectRule
		deleting, unclear int
	}{
		{"by the document's id", rule(deleteRuleID, "x", "Inbound", snapshot.EntraConnector, ownRule), 1, 0},
		{"by what it writes", rule("c1", "x", "Inbound", snapshot.EntraConnector, ownRule, flowing("reasonFiltered", `IIF(true, "DeleteThisGroupInAD", NULL)`)), 1, 0},
		{"switched off", rule(deleteRuleID, "x", "Inbound", snapshot.EntraConnector, ownRule, switchedOff), 0, 0},
		{"another reason", rule("c1", "x", "Inbound", snapshot.EntraConnector, ownRule, flowing("reasonFiltered", `"SoftDelete"`)), 0, 0},
		{"flows that were not exported", rule("c1", "x", "Inbound", snapshot.EntraConnector, ownRule, func(r *snapshot.ConnectRule) { r.Flows = nil }), 0, 1},
		{"a flow to an attribute that was not exported", rule("c1", "x", "Inbound", snapshot.EntraConnector, ownRule, flowing("", `IIF(true, "DeleteThisGroupInAD", NULL)`)), 0, 1},
		{"a reason that was not exported", rule("c1", "x", "Inbound", snapshot.EntraConnector, ownRule, flowing("reasonFiltered", "")), 0, 1},
		{"a flow of people of which nothing was exported", rule("c1", "x", "Inbound", snapshot.EntraConnector, ownRule, flowing("", ""), func(r *snapshot.ConnectRule) {
			r.SourceType, r.TargetType = "user", "person"
		}), 0, 0},
		{"a switch that was not read", rule(deleteRuleID, "x", "Inbound", snapshot.EntraConnector, ownRule, func(r *snapshot.ConnectRule) { r.Disabled = nil }), 0, 1},
	} {
		got := rulesWith(func(x *exportedServer) { x.rules = append(x.rules, c.rule) })
		if got.DeleteOnDisable != c.deleting || got.DeleteUnclear != c.unclear {
			t.Errorf("%s: %d deleting, %d unclear; want %d, %d", c.claim, got.DeleteOnDisable, got.DeleteUnclear, c.deleting, c.unclear)
		}
	}
}

func TestGuardAgainstReadingBackWhatWasWritten(t *testing.T) {
	inbound := func(change ...func(*snapshot.ConnectRule)) snapshot.ConnectRule {
		return rule("c1", "Ours", "Inbound", forestConnector, append([]func(*snapshot.ConnectRule){ownRule, joining}, change...)...)
	}
	group := func(n int32) func(*snapshot.ConnectRule) {
		return func(r *snapshot.ConnectRule) { r.Scope[len(r.Scope)-1].Group = n }
	}
	for _, c := range []struct {
		claim string
		rule  snapshot.ConnectRule
		want  GuardFacts
	}{
		{"no scope takes everything", inbound(), GuardFacts{2, 1, 0}},
		{"another condition does, too", inbound(scoped("mail", "ISNOTNULL", "")), GuardFacts{2, 1, 0}},
		{"the default condition keeps copies out", inbound(scoped("adminDescription", "NOTSTARTSWITH", "group_")), GuardFacts{2, 0, 0}},
		{"a shorter prefix does, too", inbound(scoped("adminDescription", "NOTSTARTSWITH", "Gro")), GuardFacts{2, 0, 0}},
		{"that of people does not", inbound(scoped("adminDescription", "NOTSTARTSWITH", "User_")), GuardFacts{2, 1, 0}},
		{"every group of conditions needs one", inbound(scoped("adminDescription", "NOTSTARTSWITH", "Group_"), scoped("mail", "ISNULL", ""), group(1)), GuardFacts{2, 1, 0}},
		{"an operator that cannot be told", inbound(scoped("adminDescription", "", "Group_")), GuardFacts{2, 0, 1}},
		{"a value that was not exported", inbound(scoped("adminDescription", "NOTSTARTSWITH", "")), GuardFacts{2, 0, 1}},
		{"joins that were not exported", inbound(func(r *snapshot.ConnectRule) { r.Joins = nil }), GuardFacts{2, 0, 1}},
		{"a rule that only adds attributes follows the others", inbound(func(r *snapshot.ConnectRule) { r.Joins = []snapshot.ConnectJoin{} }), GuardFacts{1, 0, 0}},
		{"a rule that makes groups without joining", inbound(func(r *snapshot.ConnectRule) {
			r.Joins, r.Body = []snapshot.ConnectJoin{}, []byte(`{"LinkType":"Provision"}`)
		}), GuardFacts{2, 1, 0}},
		{"the way from the cloud is none of it", inbound(func(r *snapshot.ConnectRule) { r.Connector = snapshot.EntraConnector }), GuardFacts{1, 0, 0}},
		{"nor under another identifier", inbound(func(r *snapshot.ConnectRule) { r.Connector = "e2" }), GuardFacts{1, 0, 0}},
		{"a rule that is off does nothing", inbound(switchedOff), GuardFacts{1, 0, 0}},
	} {
		got := rulesWith(func(x *exportedServer) { x.rules = append(x.rules, c.rule) }).Guard
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.claim, got, c.want)
		}
	}
}
