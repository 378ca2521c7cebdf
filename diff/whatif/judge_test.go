package whatif

import (
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// tenant has the three engines in the states given: on, off or anything else for unknown.
func tenant(v1, v2, cloudSync diff.Switch) diff.Tenant {
	return diff.Tenant{V1: v1, V2: v2, CloudSync: cloudSync, SettingRead: true, BelowFloor: diff.No, CloudSyncRunning: diff.Yes}
}

const (
	on  = diff.On
	off = diff.Off
)

// group is a cloud group of one kind, with a copy unless said otherwise.
func group(kind diff.GroupKind, change ...func(*snapshot.CloudGroup)) *snapshot.CloudGroup {
	g := &snapshot.CloudGroup{}
	g.GroupTypes, g.MailEnabled, g.SecurityEnabled = []string{}, new(false), new(true)
	switch kind {
	case diff.KindM365:
		g.GroupTypes, g.MailEnabled, g.SecurityEnabled = []string{"Unified"}, new(true), new(false)
	case diff.KindDistribution:
		g.MailEnabled, g.SecurityEnabled = new(true), new(false)
	}
	for _, c := range change {
		c(g)
	}
	return g
}

func set(enabled *bool, raw string) func(*snapshot.CloudGroup) {
	return func(g *snapshot.CloudGroup) {
		g.Writeback = &snapshot.WritebackConfiguration{IsEnabled: enabled}
		if raw != "" {
			g.Writeback.OnPremisesGroupType = &raw
		}
	}
}

// claim is one row: what becomes of a group between two tenants, or when it changes itself.
type claim struct {
	claim         string
	before, after diff.Tenant
	kind          diff.GroupKind
	// was and becomes are the group's configuration; becomes is nil where only the tenant changes.
	was, becomes func(*snapshot.CloudGroup)
	copy         diff.Answer
	category     diff.Category
	scope        diff.Answer
	deleteRule   diff.Answer
	members      int64

	want       Outcome
	confidence diff.Confidence
	rule       string
}

// decide takes a claim through the tables of package diff and the rules of this one.
func (c *claim) decide() verdict {
	side := func(t diff.Tenant, configure func(*snapshot.CloudGroup)) diff.Writeback {
		in := diff.Considered{Collected: diff.Collected{Sync: true, Configuration: true}, HasCopy: c.copy, InScope: c.scope, Members: c.members, MembersExact: true}
		g := group(c.kind)
		if configure != nil {
			configure(g)
		}
		return diff.Effective(&t, g, in, diff.DefaultChoices(), nil)
	}
	s := subject{Footing: diff.Footing{CloudID: snapshot.GUID{1}, Kind: c.kind, HasCopy: c.copy, Category: c.category}}
	s.before = side(c.before, c.was)
	s.after = side(c.after, c.was)
	if c.becomes != nil {
		s.after = side(c.after, c.becomes)
		g := group(c.kind, c.becomes)
		s.assumed.IsEnabled = g.Writeback.IsEnabled
	}
	j := judge{c.before, c.after, c.deleteRule}
	return j.decide(&s)
}

func TestWhatBecomesOfACopyFollowsTheDomainRule(t *testing.T) {
	both, v1, v2, gpad := tenant(on, on, off), tenant(on, off, off), tenant(off, on, off), tenant(off, off, on)
	none, v1gpad, v2gpad := tenant(off, off, off), tenant(on, off, on), tenant(off, on, on)
	enabled, disabled, unset := set(new(true), ""), set(new(false), ""), set(nil, "")
	security, m365 := diff.KindSecurity, diff.KindM365
	const unknown = diff.SwitchUnknown
	unread := tenant(unknown, unknown, off)
	setting := func(t diff.Tenant, value bool) diff.Tenant { t.Setting = &value; return t }
	limited := func(t diff.Tenant, n int64) diff.Tenant { t.Limits.V1 = diff.Limit{Low: n, High: n}; return t }
	for _, c := range []claim{
		{claim: "1.6/disable: V2, isEnabled true to false freezes", before: both, after: both, kind: security, was: enabled, becomes: disabled, copy: diff.Yes,
			deleteRule: diff.No, want: Freezes, confidence: diff.High, rule: "1.6/disable"},
		{"1.6/disable: and freezes with less certainty while Connect's rules were not read", both, both, m365, unset, disabled, diff.Yes, "", "", diff.Unknown, 0, Freezes, diff.Medium, "1.6/disable"},
		{"1.6/deleteRule: the custom rule deletes instead (ENG-30)", both, both, security, enabled, disabled, diff.Yes, "", "", diff.Yes, 0, Deleted, diff.High, "1.6/deleteRule"},
		{"1.6/disable: without a copy there is nothing to freeze", both, both, security, enabled, disabled, diff.No, "", "", diff.No, 0, Pending, diff.High, "1.3/17"},
		{"1.6/disable: while the directory was not read it is open", both, both, security, enabled, disabled, diff.Unknown, "", "", diff.No, 0, Undecided, diff.None, "1.6"},
		{"1.4: V1 ignores isEnabled", v1, v1, m365, enabled, disabled, diff.Yes, "", "", diff.No, 0, Unchanged, diff.High, "1.4/m365"},
		{"1.5: cloud sync ignores isEnabled", gpad, gpad, security, enabled, disabled, diff.Yes, "", diff.Yes, diff.No, 0, Unchanged, diff.High, "1.5/security"},
		{"1.3/11: a security group that is enabled appears", both, both, security, disabled, enabled, diff.No, "", "", diff.No, 0, Appears, diff.High, "1.3/11"},
		{"1.3/11: one with a frozen copy is updated again", both, both, security, disabled, enabled, diff.Yes, diff.CategorySecurity, "", diff.No, 0, Resumes, diff.High, "1.3/11"},
		{"1.3/3: a type that changes the category retypes the copy", both, both, m365, set(new(true), "universalDistributionGroup"), set(new(true), "universalSecurityGroup"), diff.Yes, diff.CategoryDistribution, "", diff.No, 0, Retypes, diff.High, "1.3/3"},
		{"1.3/3: while the directory was not read it is open whether anything is retyped", both, both, m365, set(new(true), "universalDistributionGroup"), set(new(true), "universalSecurityGroup"), diff.Unknown, "", "", diff.No, 0, Undecided, diff.None, "1.6"},
		{"1.3/3: without a copy only what should be changes", both, both, m365, set(new(true), "universalDistributionGroup"), set(new(true), "universalSecurityGroup"), diff.No, "", "", diff.No, 0, Pending, diff.High, "1.3/3"},
		{"1.3/13: a type that security groups cannot have leaves it open", both, both, security, enabled, set(new(true), "universalDistributionGroup"), diff.Yes, diff.CategorySecurity, "", diff.No, 0, Undecided, diff.None, "1.3/13"},

		{"1.6/v1Off: V1 off deletes what Connect wrote", v1, none, m365, unset, nil, diff.Yes, "", "", diff.No, 0, Deleted, diff.High, "1.6/v1Off"},
		{"1.6/v1Off: V1 and V2 off delete frozen copies, too", both, none, m365, disabled, nil, diff.Yes, "", "", diff.No, 0, Deleted, diff.High, "1.6/v1Off"},
		{"1.6/v1Off: cloud sync's groups are not affected (CS-FAQ)", v1gpad, gpad, security, unset, nil, diff.Yes, "", diff.Yes, diff.No, 0, Unchanged, diff.High, "1.5/security"},
		{"1.6/v1Off: V1 off under V2 is a conflict of documents (C17)", both, v2, m365, enabled, nil, diff.Yes, "", "", diff.No, 0, Undecided, diff.None, "1.6/v1Off"},
		{"1.2: while no engine was read it is open what V2 off does", unread, tenant(unknown, off, off), m365, enabled, nil, diff.No, "", "", diff.No, 0, Undecided, diff.None, "1.2/unknown"},
		{"1.2: and of a disabled group, which V1 may begin to write", unread, tenant(unknown, off, off), m365, disabled, nil, diff.No, "", "", diff.No, 0, Undecided, diff.None, "1.2/unknown"},
		{"1.2: and what V1 on does", unread, tenant(on, unknown, off), m365, disabled, nil, diff.No, "", "", diff.No, 0, Undecided, diff.None, "1.2/unknown"},
		{"1.2: and what a group's own switch does", unread, unread, m365, enabled, disabled, diff.Yes, "", "", diff.No, 0, Undecided, diff.None, "1.2/unknown"},
		{"1.5: a security group that no engine of Connect writes stays as unknown as it was", tenant(unknown, unknown, on), tenant(unknown, off, on), security, disabled, nil, diff.No, "", diff.Unknown, diff.No, 0, Unchanged, diff.None, "1.5/security"},
		{"1.6/v1Off: whether V1 was on must have been read", tenant("unknown", off, off), none, m365, unset, nil, diff.Yes, "", "", diff.No, 0, Undecided, diff.None, "1.6/v1Off"},
		{"1.6/v1Off: while the directory was not read it is open, although the group is written as before", both, v2, m365, enabled, nil, diff.Unknown, "", "", diff.No, 0, Undecided, diff.None, "1.6/v1Off"},
		{"1.6/v1Off: and whether a frozen copy is deleted", both, none, m365, disabled, nil, diff.Unknown, "", "", diff.No, 0, Undecided, diff.None, "1.6/v1Off"},
		{"1.6/v1Off: and of a security group that was switched off", both, none, security, disabled, nil, diff.Unknown, "", "", diff.No, 0, Undecided, diff.None, "1.6/v1Off"},
		{"1.6/v1Off: but no engine of Connect ever wrote a distribution group", both, none, diff.KindDistribution, nil, nil, diff.Unknown, "", "", diff.No, 0, Unchanged, diff.High, "1.2/none"},
		{"1.6/v1Off: nor a security group that only cloud sync writes", v1gpad, gpad, security, unset, nil, diff.Unknown, "", diff.Yes, diff.No, 0, Unchanged, diff.High, "1.5/security"},
		{"1.6/v1Off: without a copy nothing is deleted", v1, none, m365, unset, nil, diff.No, "", "", diff.No, 0, Pending, diff.High, "1.2/none"},
		{"1.6/v2Off: V2 alone off deletes with less certainty (C7)", v2, none, security, enabled, nil, diff.Yes, "", "", diff.No, 0, Deleted, diff.Medium, "1.6/v2Off"},
		{"1.6/v2Off: which engine owns the copy must be known", v2gpad, gpad, security, enabled, nil, diff.Yes, "", diff.No, diff.No, 0, Undecided, diff.None, "1.6/v1Off"},
		{"1.6/v2Off: a security group that V2 wrote is at risk (MIG)", both, v1, security, enabled, nil, diff.Yes, "", "", diff.No, 0, Undecided, diff.None, "1.6/v2Off"},
		{"1.6/v2Off: so is one that cloud sync writes as well and nobody prepared (CS-17)", tenant(on, on, on), v1gpad, security, enabled, nil, diff.Yes, "", diff.Yes, diff.No, 0, Undecided, diff.None, "1.6/v2Off"},
		{"1.6/v2Off: one that only cloud sync writes is not affected", tenant(on, on, on), v1gpad, security, disabled, nil, diff.Yes, "", diff.Yes, diff.No, 0, Unchanged, diff.High, "1.5/security"},
		{"1.4/m365: V2 off writes what was switched off (ENG-03)", both, v1, m365, disabled, nil, diff.No, "", "", diff.No, 0, Appears, diff.High, "1.4/m365"},
		{"1.4/m365: V2 off updates the frozen copy again", both, v1, m365, disabled, nil, diff.Yes, diff.CategoryDistribution, "", diff.No, 0, Resumes, diff.High, "1.4/m365"},
		{"1.4/m365-type: V2 off makes security copies distribution groups (ENG-25)", both, v1, m365, set(new(true), "universalSecurityGroup"), nil, diff.Yes, diff.CategorySecurity, "", diff.No, 0, Retypes, diff.Medium, "1.4/m365-type"},
		{"1.4/m365-type: a copy that is a distribution group already stays as it is", both, v1, m365, set(new(true), "universalSecurityGroup"), nil, diff.Yes, diff.CategoryDistribution, "", diff.No, 0, Unchanged, diff.Medium, "1.4/m365-type"},
		{"1.6/v2On: V2 over V1 leaves switched-off copies frozen (az#97275)", v1, both, m365, disabled, nil, diff.Yes, "", "", diff.No, 0, Freezes, diff.Medium, "1.6/v2On"},
		{"1.6/cloudSync: what cloud sync leaves behind is not documented", gpad, none, security, unset, nil, diff.Yes, "", diff.Yes, diff.No, 0, Undecided, diff.None, "1.6/cloudSync"},
		{"1.3/6: the setting leaves groups that exist (GSET)", setting(both, true), setting(both, false), m365, unset, nil, diff.Yes, "", "", diff.No, 0, Unchanged, diff.Medium, "1.3/6"},
		{"0: over the member limit no copy is made", limited(v1, 9), limited(v1, 5), m365, unset, nil, diff.No, "", "", diff.No, 7, Pending, diff.Medium, "0"},
		{"0: what becomes of a copy over the limit is not documented", limited(v1, 9), limited(v1, 5), m365, unset, nil, diff.Yes, "", "", diff.No, 7, Undecided, diff.None, "0"},
		{"0: a raised limit lets a group appear", limited(v1, 5), limited(v1, 9), m365, unset, nil, diff.No, "", "", diff.No, 7, Appears, diff.High, "1.4/m365"},
	} {
		v := c.decide()
		if v.outcome != c.want || v.confidence != c.confidence || v.rule != c.rule {
			t.Errorf("%s: %s %s by %s, want %s %s by %s", c.claim, v.outcome, v.confidence, v.rule, c.want, c.confidence, c.rule)
		}
	}
}

func TestACopyWithoutACloudGroupIsOpenOnceConnectIsOff(t *testing.T) {
	j := judge{before: tenant(on, off, off), after: tenant(off, off, off)}
	for anchor, want := range map[diff.Anchor]Outcome{diff.AnchorAdminDescription: Undecided, diff.AnchorNone: Unchanged} {
		s := subject{Footing: diff.Footing{HasCopy: diff.Yes, Anchor: anchor}, before: diff.Writeback{Expected: diff.Unknown}, after: diff.Writeback{Expected: diff.Unknown}}
		if v := j.decide(&s); v.outcome != want {
			t.Errorf("anchor %s: %s, want %s", anchor, v.outcome, want)
		}
	}
}

func TestACopyPassesToCloudSyncOnlyWhereBothSidesWerePrepared(t *testing.T) {
	server := func(role string, inbound, outbound diff.Answer) diff.ConnectServer {
		return diff.ConnectServer{Role: role, Rules: diff.ServerRules{Read: true, Coexistence: diff.CoexistenceFacts{Inbound: inbound, Outbound: outbound}}}
	}
	prepared := server(diff.RoleActive, diff.Yes, diff.Yes)
	for _, c := range []struct {
		claim   string
		servers []diff.ConnectServer
		anchor  diff.Anchor
		want    Outcome
	}{
		{"both rules and the anchor", []diff.ConnectServer{prepared}, diff.AnchorExternalID, Unchanged},
		{"a staging server is looked at when it is made active", []diff.ConnectServer{prepared, server(diff.RoleStaging, diff.No, diff.No)}, diff.AnchorExternalID, Unchanged},
		{"the anchor of Connect only", []diff.ConnectServer{prepared}, diff.AnchorAdminDescription, Undecided},
		{"one rule is missing", []diff.ConnectServer{server(diff.RoleActive, diff.Yes, diff.No)}, diff.AnchorExternalID, Undecided},
		{"what a rule does was not read", []diff.ConnectServer{server(diff.RoleActive, diff.Unknown, diff.Yes)}, diff.AnchorExternalID, Undecided},
		{"another server that may write lacks them", []diff.ConnectServer{prepared, server(diff.RoleUnknown, diff.No, diff.Yes)}, diff.AnchorExternalID, Undecided},
		{"a staging server alone tells nothing of the one that writes", []diff.ConnectServer{server(diff.RoleStaging, diff.Yes, diff.Yes)}, diff.AnchorExternalID, Undecided},
		{"no export of Connect", nil, diff.AnchorExternalID, Undecided},
	} {
		before, after := tenant(on, on, on), tenant(on, off, on)
		before.Connect.Servers = c.servers
		j := newJudge(before, after)
		written := diff.Writeback{Expected: diff.Yes, Engine: diff.V2, Type: diff.UniversalSecurity}
		taken := written
		taken.Engine = diff.CloudSync
		s := subject{Footing: diff.Footing{CloudID: snapshot.GUID{1}, Kind: diff.KindSecurity, HasCopy: diff.Yes, Anchor: c.anchor}, before: written, after: taken}
		if v := j.decide(&s); v.outcome != c.want {
			t.Errorf("%s: %s, want %s", c.claim, v.outcome, c.want)
		}
	}
}

func TestTheDeleteRuleIsReadFromServersThatMayWrite(t *testing.T) {
	server := func(role string, rules diff.ServerRules) diff.ConnectServer {
		return diff.ConnectServer{Role: role, Rules: rules}
	}
	read, deletes, unclear := diff.ServerRules{Read: true}, diff.ServerRules{Read: true, DeleteOnDisable: 1}, diff.ServerRules{Read: true, DeleteUnclear: 1}
	for _, c := range []struct {
		claim   string
		servers []diff.ConnectServer
		want    diff.Answer
	}{
		{"no export leaves it open", nil, diff.Unknown},
		{"an active server without it", []diff.ConnectServer{server(diff.RoleActive, read)}, diff.No},
		{"an active server with it", []diff.ConnectServer{server(diff.RoleActive, deletes)}, diff.Yes},
		{"a staging server does not count", []diff.ConnectServer{server(diff.RoleActive, read), server(diff.RoleStaging, deletes)}, diff.No},
		{"a rule that is not clear", []diff.ConnectServer{server(diff.RoleActive, unclear)}, diff.Unknown},
		{"a staging server alone tells nothing of the one that writes", []diff.ConnectServer{server(diff.RoleStaging, read)}, diff.Unknown},
		{"a server of unknown role", []diff.ConnectServer{server(diff.RoleUnknown, deletes)}, diff.Unknown},
		{"rules that were not read", []diff.ConnectServer{server(diff.RoleActive, diff.ServerRules{})}, diff.Unknown},
	} {
		if got := deleteRule(diff.ConnectFacts{Servers: c.servers}); got != c.want {
			t.Errorf("%s: %s, want %s", c.claim, got, c.want)
		}
	}
}
