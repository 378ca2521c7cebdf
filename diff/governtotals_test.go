package diff

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// agoDays is a time before that of the run.
func agoDays(days int) *time.Time { return new(sceneStart.AddDate(0, 0, -days)) }

func TestStaleCopies(t *testing.T) {
	type pair struct {
		cloud *snapshot.CloudGroup
		copy  *snapshot.DirectoryGroup
		scene *scene
	}
	for _, c := range []struct {
		claim  string
		change func(pair)
		want   Answer
	}{
		{"nobody changed it for longer than a year and nothing holds it", func(pair) {}, Yes},
		{"changed in the directory within the year", func(p pair) { p.copy.WhenChanged = agoDays(364) }, No},
		{"changed in the directory a year ago to the day", func(p pair) { p.copy.WhenChanged = agoDays(365) }, No},
		{"renewed in the cloud within the year", func(p pair) { p.cloud.Renewed = agoDays(10) }, No},
		{"a group holds it", func(p pair) { p.copy.MemberOf = []string{between} }, No},
		{"a rule changes it", func(p pair) {
			p.cloud.GroupTypes, p.cloud.MembershipRule = []string{"DynamicMembership"}, new("user.department -eq 1")
		}, No},
		{"a distribution group grants nothing", func(p pair) { p.cloud.Writeback.OnPremisesGroupType = new("universalDistributionGroup") }, No},
		{"when it was changed in the directory was not read", func(p pair) { p.copy.WhenChanged = nil }, Unknown},
		{"no date of the cloud group was read", func(p pair) { p.cloud.Created = nil }, Unknown},
		{"a group of a domain that was not read may hold it", func(p pair) {
			p.scene.facts.Domains = append(ours(), snapshot.Domain{DN: "DC=emea,DC=contoso,DC=com", DNSName: "emea.contoso.com"})
		}, Unknown},
		{"whether a group holds it was not read", func(p pair) { p.copy.MemberOfRead = new(false) }, Unknown},
		{"its copy may lie where the directory was not read", func(p pair) {
			p.copy.AdminDescription, p.copy.CN = nil, new("Other")
			p.scene.searched(snapshot.Searched{Base: "ou=writeback,dc=contoso,dc=com", Subtree: true})
		}, Unknown},
		{"the time that ages count to is not known", func(p pair) { p.scene.describe = func(*snapshot.Manifest) {} }, Unknown},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := sceneInForest(t)
			id := s.cloud(1, m365, enabled("universalSecurityGroup"), func(g *snapshot.CloudGroup) { g.Created = agoDays(800) })
			g := s.copyOf(101, id, func(g *snapshot.DirectoryGroup) { g.WhenCreated, g.WhenChanged = agoDays(800), agoDays(400) })
			c.change(pair{s.groups[0], g, s})
			f := s.load()
			if got := subjectOf(t, f, ofCloud(id)).Governance.Stale; got != c.want {
				t.Errorf("stale: %s, want %s", got, c.want)
			}
			want := countedGroups(count(c.want == Yes), count(c.want == Unknown))
			if d := cmp.Diff(want, f.Totals().Governance.Stale); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestNamesAgainstTheConvention(t *testing.T) {
	for _, c := range []struct {
		claim, name string
		naming      []string
		want        Answer
	}{
		{"without a convention every name is in it", "anything", nil, Yes},
		{"a name that matches the second expression", "grp-sales", []string{"^sg-", "^grp-"}, Yes},
		{"one that matches none", "Sales", []string{"^sg-", "^grp-"}, No},
		{"an expression without anchors matches anywhere", "All of Sales", []string{"Sales"}, Yes},
	} {
		s := newScene(t)
		s.choices.Governance.Naming = c.naming
		id := s.cloud(1, security, enabled(""), func(g *snapshot.CloudGroup) { g.DisplayName = &c.name })
		f := s.load()
		if got := subjectOf(t, f, ofCloud(id)).Governance.InConvention; got != c.want {
			t.Errorf("%s: %s, want %s", c.claim, got, c.want)
		}
		want := countedGroups(count(c.want == No), 0)
		if d := cmp.Diff(want, f.Totals().Governance.Outside); d != "" {
			t.Errorf("%s: outside (-want +got)\n%s", c.claim, d)
		}
	}
}

func TestNamesThatWereNotReadAreNotJudgedByTheConvention(t *testing.T) {
	s := newScene(t)
	s.choices.Governance.Naming = []string{"^sg-"}
	id := s.cloud(1, security, enabled(""), func(g *snapshot.CloudGroup) { g.DisplayName = nil })
	s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Properties = []string{"id", "writebackConfiguration"} })
	if got := s.subject(ofCloud(id)).Governance.InConvention; got != Unknown {
		t.Errorf("a name that was not read is in the convention: %s", got)
	}
}

func TestNamesThatImitate(t *testing.T) {
	for _, c := range []struct {
		claim, name string
		tier0       []string
		build       func(*scene)
		want        bool
	}{
		{"an ordinary name", "Sales", nil, nil, false},
		{"the name of a group of the directory", "Domain Admins", nil, nil, true},
		{"in another case, with other signs", "  domain-ADMINS!", nil, nil, true},
		{"in full width", "Ｄｏｍａｉｎ Ａｄｍｉｎｓ", nil, nil, true},
		{"with Cyrillic letters", "Dоmаin Аdmіns", nil, nil, true},
		{"a name that only contains one", "Domain Admins of Sales", nil, nil, false},
		{"a group of tier 0", "Vault keepers", []string{"vault keepers"}, nil, true},
		{"one that is named by its DN", "Vault keepers", []string{"CN=Vault Keepers,OU=Tier 0,DC=contoso,DC=com"}, nil, true},
		{"the account name of a privileged group in another language", "Organisationsadmins", nil, func(s *scene) {
			s.group(50, "Enterprise", in("CN=Users,DC=contoso,DC=com"), withSID(sidText(519)), func(g *snapshot.DirectoryGroup) {
				g.SAMAccountName = new("Organisations-Admins")
			})
		}, true},
		{"an ordinary directory group", "Help desk", nil, func(s *scene) { s.group(50, "Help desk", in(groupsOU), withSID(sidText(5000))) }, false},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.choices.Governance.Tier0Groups = c.tier0
			if c.build != nil {
				c.build(s)
			}
			id := s.cloud(1, security, enabled(""), func(g *snapshot.CloudGroup) { g.DisplayName = &c.name })
			if got := s.subject(ofCloud(id)).Governance.Imitates; got != c.want {
				t.Errorf("%q imitates: %v, want %v", c.name, got, c.want)
			}
		})
	}
}

func TestLeaversInCopies(t *testing.T) {
	const normal, disabled = 512, 514
	controlled := func(control int32, expires *time.Time) func(*snapshot.DirectoryPrincipal) {
		return func(p *snapshot.DirectoryPrincipal) { p.UserAccountControl, p.AccountExpires = &control, expires }
	}
	none := countedGroups(0, 0)
	for _, c := range []struct {
		claim   string
		account func(*snapshot.DirectoryPrincipal)
		hide    func(*scene)
		leavers int
		total   Counted
	}{
		{"an account in use", controlled(normal, nil), nil, 0, none},
		{"a disabled account", controlled(disabled, nil), nil, 1, countedGroups(1, 0)},
		{"an account that expired longer than the grace period ago", controlled(normal, agoDays(31)), nil, 1, countedGroups(1, 0)},
		{"one within the grace period", controlled(normal, agoDays(29)), nil, 0, none},
		{"an account whose state was not read", func(*snapshot.DirectoryPrincipal) {}, nil, 0, countedGroups(0, 1)},
		{"when accounts expire was not asked for", controlled(normal, nil), func(s *scene) {
			s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) { e.Properties = []string{"objectguid", "objectsid", "useraccountcontrol"} })
		}, 0, countedGroups(0, 1)},
		{"an expiry while the time is not known", controlled(normal, agoDays(31)), func(s *scene) { s.describe = func(*snapshot.Manifest) {} },
			0, countedGroups(0, 1)},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s, id, g := pairScene(t)
			s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) {
				e.Properties = append(e.Properties, "useraccountcontrol", "accountexpires")
			})
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.account(11, c.account))
			if c.hide != nil {
				c.hide(s)
			}
			f := s.load()
			if got := subjectOf(t, f, ofCloud(id)).Members.People; got.Leavers != c.leavers || got.LeaversUnread != c.total.Undecided {
				t.Errorf("%+v, want %d leavers and %d unread", got, c.leavers, c.total.Undecided)
			}
			n := f.Totals().Governance
			if d := cmp.Diff(c.total, n.Leavers); d != "" || n.LeaverPeople.AtLeast != c.leavers {
				t.Errorf("%+v people, want %d; groups (-want +got)\n%s", n.LeaverPeople, c.leavers, d)
			}
		})
	}
}

// One person is one, in however many copies.
func TestALeaverOfSeveralCopiesIsOnePerson(t *testing.T) {
	s, id, g := pairScene(t)
	other := s.cloud(2, security, enabled(""))
	s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) {
		e.Properties = append(e.Properties, "useraccountcontrol", "accountexpires")
	})
	disabled := func(p *snapshot.DirectoryPrincipal) { p.UserAccountControl = new(int32(514)) }
	first, second := s.person(11, onPremises(11)), s.person(12, onPremises(12))
	s.join(id, first, second)
	s.join(other, first)
	account := s.account(11, disabled)
	s.put(g, account, s.account(12, disabled))
	s.put(s.copyOf(102, other), account)
	n := s.load().Totals().Governance
	if n.LeaverPeople.AtLeast != 2 || n.LeaverMemberships.AtLeast != 3 || n.Leavers.Groups.AtLeast != 2 {
		t.Errorf("%d people with %d memberships in %d copies, want 2 with 3 in 2", n.LeaverPeople, n.LeaverMemberships, n.Leavers.Groups)
	}
}

func TestLeaversThatLeadIntoAPrivilegedGroup(t *testing.T) {
	s, id, g := pairScene(t)
	s.facts.Domains = ours()
	g.MemberOf = []string{builtinAdmins}
	s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) {
		e.Properties = append(e.Properties, "useraccountcontrol", "accountexpires")
	})
	s.join(id, s.person(11, onPremises(11)))
	s.put(g, s.account(11, func(p *snapshot.DirectoryPrincipal) { p.UserAccountControl = new(int32(514)) }))
	if got := s.load().Totals().Governance; got.LeaversPrivileged.AtLeast != 1 {
		t.Errorf("%+v", got)
	}
}

func TestRegisterAgainstGroups(t *testing.T) {
	for _, c := range []struct {
		claim   string
		rows    []RegisterRow
		cut     bool
		missing Counted
		stray   *int
	}{
		{"a row for the only group", []RegisterRow{{ID: guid(1)}}, false, countedGroups(0, 0), new(0)},
		{"a row for a group that is not there", []RegisterRow{{ID: guid(9)}}, false, countedGroups(1, 0), new(1)},
		{"which may be among those not read", []RegisterRow{{ID: guid(9)}}, true, Counted{Groups: least(1)}, nil},
	} {
		s := newScene(t)
		s.cloud(1, security, enabled(""))
		s.cloud(2, security, disabled)
		s.choices.Governance.Register = &Register{Rows: c.rows}
		if c.cut {
			s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}
		n := s.load().Totals().Governance
		if d := cmp.Diff([]any{c.missing, c.stray, 1}, []any{n.Unregistered, n.StrayRows, n.Rows}); d != "" {
			t.Errorf("%s (-want +got)\n%s", c.claim, d)
		}
	}
}

func TestCopiesThatNobodyManages(t *testing.T) {
	for _, c := range []struct {
		claim  string
		change func(*scene, *snapshot.DirectoryGroup)
		want   Counted
	}{
		{"managedBy names somebody", func(s *scene, g *snapshot.DirectoryGroup) { g.ManagedBy = new(userDN(1)) }, countedGroups(0, 0)},
		{"the register names an owner of the group", func(s *scene, g *snapshot.DirectoryGroup) {
			s.choices.Governance.Register = &Register{Rows: []RegisterRow{{ID: guid(1), Owner: "ann@contoso.com"}}}
		}, countedGroups(0, 0)},
		{"the register has a row without an owner", func(s *scene, g *snapshot.DirectoryGroup) {
			s.choices.Governance.Register = &Register{Rows: []RegisterRow{{ID: guid(1), Purpose: "Sales", Approver: "bob@contoso.com"}}}
		}, countedGroups(1, 0)},
		{"neither does", func(*scene, *snapshot.DirectoryGroup) {}, countedGroups(1, 0)},
		{"managedBy was not asked for", func(s *scene, g *snapshot.DirectoryGroup) {
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = []string{"admindescription"} })
		}, countedGroups(0, 1)},
	} {
		s, _, g := pairScene(t)
		s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "managedby") })
		c.change(s, g)
		got := s.load().Totals().Governance
		if d := cmp.Diff(c.want, got.Unmanaged); d != "" || got.Copies != 1 {
			t.Errorf("%s: of %d copies (-want +got)\n%s", c.claim, got.Copies, d)
		}
	}
}

// countedGroups counts groups of a cloud that was read whole.
func countedGroups(n, undecided int) Counted {
	return Counted{Groups: counted(n, undecided == 0), Undecided: undecided}
}
