package diff

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

var sceneBefore = sceneStart.AddDate(0, 0, -7)

// sceneOfLastWeek is a scene that was collected a week before the others.
func sceneOfLastWeek(t testing.TB) *scene {
	s := newScene(t)
	s.describe = func(m *snapshot.Manifest) {
		m.CollectedAt, m.Cloud.Started, m.Directory.Started = &sceneBefore, &sceneBefore, &sceneBefore
	}
	s.readMore()
	return s
}

// readMore counts visibility and membership rules as read.
func (s *scene) readMore() {
	s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) {
		e.Properties = append(e.Properties, AttributeVisibility, AttributeMembershipRule)
	})
}

// since loads now and compares it with then.
func since(t testing.TB, then, now *scene, tickets ...Ticket) *Facts {
	t.Helper()
	r := then.write()
	before, err := Load(context.Background(), r, then.choices)
	then.must(err)
	f, err := LoadSince(context.Background(), now.write(), now.choices, before.Earlier(r, tickets))
	now.must(err)
	return f
}

func TestChangesOfAGroup(t *testing.T) {
	plain := func(*snapshot.CloudGroup) {}
	visible := func(v string) func(*snapshot.CloudGroup) {
		return func(g *snapshot.CloudGroup) { g.Visibility = &v }
	}
	rule := func(r string) func(*snapshot.CloudGroup) {
		return func(g *snapshot.CloudGroup) { g.MembershipRule = &r }
	}
	one := func(attribute, from, to string) []Change {
		return []Change{{Attribute: attribute, From: from, To: to, By: ByUnknown}}
	}
	for _, c := range []struct {
		claim     string
		then, now func(*snapshot.CloudGroup)
		want      []Change
	}{
		{"nothing", plain, plain, []Change{}},
		{"writeback was switched off", enabled(""), disabled, one(AttributeIsEnabled, "true", "false")},
		{"a decision that was not there", plain, enabled(""), one(AttributeIsEnabled, "unset", "true")},
		{"another type", enabled("universalSecurityGroup"), enabled("universalDistributionGroup"),
			one(AttributeGroupType, "universalSecurityGroup", "universalDistributionGroup")},
		{"a type in another case is the same", enabled("universalSecurityGroup"), enabled("UniversalSecurityGroup"), []Change{}},
		{"a type that Graph does not define shows as such", enabled(""), enabled("galactic"), one(AttributeGroupType, "unset", "other")},
		{"opened to everybody", visible("Private"), visible("Public"), one(AttributeVisibility, "Private", "Public")},
		{"a visibility that is no word of the enumeration is not repeated", visible("Private"), visible("<b>x</b>"), one(AttributeVisibility, "Private", "other")},
		{"a rule that was not there", plain, rule("user.city -eq 1"), one(AttributeMembershipRule, "unset", "set")},
		{"another rule", rule("user.city -eq 1"), rule("user.city -eq 2"), one(AttributeMembershipRule, "set", "changed")},
	} {
		t.Run(c.claim, func(t *testing.T) {
			then, now := sceneOfLastWeek(t), newScene(t)
			now.readMore()
			then.cloud(1, m365, c.then)
			id := now.cloud(1, m365, c.now)
			want := GroupHistory{Known: Yes, Expected: Yes, Members: "complete", Changes: c.want, Uncompared: []string{}}
			got := subjectOf(t, since(t, then, now), ofCloud(id)).History
			got.Expected = Yes
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestWhatOneSnapshotDidNotReadIsNotCompared(t *testing.T) {
	then, now := sceneOfLastWeek(t), newScene(t)
	then.cloud(1, m365, enabled(""), func(g *snapshot.CloudGroup) { g.Visibility = new("Private") })
	id := now.cloud(1, m365, enabled(""))
	got := subjectOf(t, since(t, then, now), ofCloud(id)).History
	if d := cmp.Diff([]string{AttributeVisibility, AttributeMembershipRule}, got.Uncompared); d != "" || len(got.Changes) > 0 {
		t.Errorf("(-want +got)\n%schanges %+v", d, got.Changes)
	}
}

func TestTicketsApproveChanges(t *testing.T) {
	day := sceneStart.AddDate(0, 0, -2)
	for _, c := range []struct {
		claim  string
		ticket Ticket
		want   bool
	}{
		{"of the group", Ticket{ID: "CHG-1", Group: guid(1), Day: day}, true},
		{"of the attribute", Ticket{ID: "CHG-1", Group: guid(1), Attributes: []string{AttributeIsEnabled}, Day: day}, true},
		{"of another attribute", Ticket{ID: "CHG-1", Group: guid(1), Attributes: []string{AttributeVisibility}, Day: day}, false},
		{"of another group", Ticket{ID: "CHG-1", Group: guid(2), Day: day}, false},
		{"of the tenant", Ticket{ID: "CHG-1", Day: day}, false},
		{"of the day of the earlier snapshot", Ticket{ID: "CHG-1", Group: guid(1), Day: sceneBefore}, true},
		{"of the day before it", Ticket{ID: "CHG-1", Group: guid(1), Day: sceneBefore.AddDate(0, 0, -1)}, false},
		{"of tomorrow", Ticket{ID: "CHG-1", Group: guid(1), Day: sceneStart.AddDate(0, 0, 1)}, false},
	} {
		then, now := sceneOfLastWeek(t), newScene(t)
		then.cloud(1, security, enabled(""))
		id := now.cloud(1, security, disabled)
		changes := subjectOf(t, since(t, then, now, c.ticket), ofCloud(id)).History.Changes
		if len(changes) != 1 || changes[0].Approved != c.want {
			t.Errorf("%s: %+v", c.claim, changes)
		}
	}
}

// audited is the body of a directory audit of group n.
func audited(n int, at time.Time, by, modified string) string {
	return `{"activityDateTime":"` + at.Format(time.RFC3339) + `","initiatedBy":` + by +
		`,"targetResources":[{"id":"` + guid(n).String() + `","modifiedProperties":[{"displayName":"` + modified + `"}]}]}`
}

func TestActorsOfChanges(t *testing.T) {
	const ada, grace = `{"user":{"userPrincipalName":"ada@contoso.com"}}`, `{"user":{"id":"7","displayName":"Grace"}}`
	const tool = `{"app":{"displayName":"Provisioning","appId":"8"}}`
	day := sceneStart.AddDate(0, 0, -2)
	for _, c := range []struct {
		claim     string
		audits    []string
		by, actor string
	}{
		{"nothing was audited", nil, ByUnknown, ""},
		{"a person", []string{audited(1, day, ada, "WritebackConfiguration.isEnabled")}, ByUser, "ada@contoso.com"},
		{"an application", []string{audited(1, day, tool, "isEnabled")}, ByApplication, "Provisioning"},
		{"a person without a name to sign in with", []string{audited(1, day, grace, "isEnabled")}, ByUser, "Grace"},
		{"who changed the attribute comes before who changed the group", []string{audited(1, day, ada, "isEnabled"), audited(1, day, grace, "description")},
			ByUser, "ada@contoso.com"},
		{"who changed the group, where no audit names the attribute", []string{audited(1, day, ada, "")}, ByUser, "ada@contoso.com"},
		{"two people", []string{audited(1, day, ada, "isEnabled"), audited(1, day, grace, "isEnabled")}, BySeveral, ""},
		{"another group", []string{audited(2, day, ada, "isEnabled")}, ByUnknown, ""},
		{"before the earlier snapshot", []string{audited(1, sceneBefore.Add(-time.Hour), ada, "isEnabled")}, ByUnknown, ""},
		{"after this one", []string{audited(1, sceneStart.Add(time.Hour), ada, "isEnabled")}, ByUnknown, ""},
		{"nobody is named", []string{audited(1, day, `{}`, "isEnabled")}, ByUnknown, ""},
		{"what is not understood names nobody", []string{`{"activityDateTime":7}`}, ByUnknown, ""},
	} {
		t.Run(c.claim, func(t *testing.T) {
			then, now := sceneOfLastWeek(t), newScene(t)
			then.cloud(1, security, enabled(""))
			id := now.cloud(1, security, disabled)
			now.document(snapshot.StreamDirectoryAudits, c.audits...)
			changes := subjectOf(t, since(t, then, now), ofCloud(id)).History.Changes
			if len(changes) != 1 || changes[0].By != c.by || changes[0].Actor != c.actor {
				t.Errorf("%+v, want %s %q", changes, c.by, c.actor)
			}
		})
	}
}

func TestMembersWhoLeftSinceTheEarlierSnapshot(t *testing.T) {
	for _, c := range []struct {
		claim  string
		change func(then, now *scene, g *snapshot.DirectoryGroup)
		want   ForeignClasses
	}{
		{"a former member who is still in the copy", func(then, now *scene, g *snapshot.DirectoryGroup) {
			then.join(guid(1), then.person(11, onPremises(11)))
		}, ForeignClasses{Leavers: 1}},
		{"one whose person is gone from the cloud", func(then, now *scene, g *snapshot.DirectoryGroup) {
			then.join(guid(1), then.person(11, bySIDOnly(11)))
		}, ForeignClasses{Leavers: 1}},
		{"a stranger who never was a member", func(then, now *scene, g *snapshot.DirectoryGroup) {
			then.person(11, onPremises(11))
		}, ForeignClasses{Plain: 1}},
		{"who is a member still, with another account now", func(then, now *scene, g *snapshot.DirectoryGroup) {
			then.join(guid(1), then.person(11, onPremises(11)))
			now.join(guid(1), now.person(11, onPremises(12)))
		}, ForeignClasses{Plain: 1}},
		{"who is a member still, with nothing left that names the account", func(then, now *scene, g *snapshot.DirectoryGroup) {
			then.join(guid(1), then.person(11, onPremises(11)))
			now.join(guid(1), now.person(11, func(p *snapshot.CloudPrincipal) { p.SyncEnabled, p.DistinguishedName = new(true), new(userDN(12)) }))
		}, ForeignClasses{Doubtful: 1}},
		{"a former member of another group", func(then, now *scene, g *snapshot.DirectoryGroup) {
			then.join(then.cloud(2, security, enabled("")), then.person(11, onPremises(11)))
		}, ForeignClasses{Plain: 1}},
		{"a list that was cut then finds nobody", func(then, now *scene, g *snapshot.DirectoryGroup) {
			then.join(guid(1), then.person(11, onPremises(11)))
			then.end(snapshot.StreamCloudMemberships, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}, ForeignClasses{Plain: 1}},
		{"danger comes before", func(then, now *scene, g *snapshot.DirectoryGroup) {
			then.join(guid(1), then.person(11, onPremises(11)))
			now.accounts[0].AdminCount = new(int32(1))
		}, ForeignClasses{Dangerous: 1}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			then := sceneOfLastWeek(t)
			then.cloud(1, security, enabled(""))
			now, id, g := pairScene(t)
			now.facts.Domains = ours()
			now.put(g, now.account(11))
			c.change(then, now, g)
			got := subjectOf(t, since(t, then, now), ofCloud(id)).Members.ForeignClasses
			got.Known = 0
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// FuzzAudit holds that no body of a directory audit breaks reading, and that an actor has a name and is
// of a group that was read.
func FuzzAudit(f *testing.F) {
	f.Add([]byte(audited(1, sceneStart, `{"user":{"userPrincipalName":"ada@contoso.com"}}`, "isEnabled")))
	f.Add([]byte(audited(1, sceneStart, `{"app":{}}`, "")))
	f.Add([]byte(`{"targetResources":[null]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		facts := &Facts{}
		facts.cloud, facts.actors = []cloudRow{{id: guid(1)}}, map[snapshot.GUID][]actor{}
		facts.audit(body, sceneBefore, sceneStart)
		for id, actors := range facts.actors {
			for _, a := range actors {
				if id != guid(1) || a.name == "" || a.by == ByUnknown {
					t.Errorf("%q: %+v of %s", body, a, id)
				}
			}
		}
	})
}

func TestWhatTheBodyOfAGroupLacksIsUnknownOfThatGroup(t *testing.T) {
	lacks := func(g *snapshot.CloudGroup) {
		g.Missing = []string{"membershipRule", "groupTypes", "isManagementRestricted"}
	}
	ruled := func(g *snapshot.CloudGroup) {
		g.MembershipRule, g.IsManagementRestricted = new("user.city -eq 1"), new(true)
	}
	then, now := sceneOfLastWeek(t), newScene(t)
	now.readMore()
	now.collect("isManagementRestricted")
	then.cloud(1, security, ruled)
	then.cloud(2, security, ruled)
	lacking, other := now.cloud(1, security, lacks), now.cloud(2, security)
	f := since(t, then, now)
	for _, c := range []struct {
		claim string
		id    snapshot.GUID
		read  bool
	}{{"the body lacks them", lacking, false}, {"the body has them as null", other, true}} {
		s := subjectOf(t, f, ofCloud(c.id))
		changed := cmp.Equal(s.History.Changes, []Change{{Attribute: AttributeMembershipRule, From: "set", To: "unset", By: ByUnknown}})
		uncompared := cmp.Equal(s.History.Uncompared, []string{AttributeMembershipRule})
		if s.Cloud.RuleRead != c.read || s.Tenant.Governance.Restricted != c.read || changed != c.read || uncompared == c.read {
			t.Errorf("%s: rule read %v, restricted read %v, changes %v, not compared %v", c.claim, s.Cloud.RuleRead, s.Tenant.Governance.Restricted,
				s.History.Changes, s.History.Uncompared)
		}
	}
}
