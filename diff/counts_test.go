package diff

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func created(g *snapshot.CloudGroup) { g.Created = new(sceneStart.Add(-24 * time.Hour)) }

func ofType(value int32) func(*snapshot.DirectoryGroup) {
	return func(g *snapshot.DirectoryGroup) { g.GroupType = &value }
}

// collect makes the properties of cloud groups known.
func (s *scene) collect(names ...string) {
	s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Properties = append(e.Properties, names...) })
}

// least is a count of which only the least is known.
func least(n int) Count { return Count{AtLeast: n} }

func configuredTotals(of func(int) Count, unset, enabled, other, mail int) ConfiguredTotals {
	return ConfiguredTotals{M365Unset: of(unset), M365Enabled: of(enabled), OtherEnabled: of(other), SecondaryMail: of(mail)}
}

func portalTotals(of func(int) Count, hidden, promised, mistyped, uncounted, listed, written int) PortalTotals {
	return PortalTotals{Hidden: of(hidden), Promised: of(promised), Mistyped: of(mistyped), Uncounted: of(uncounted), Listed: of(listed), Written: of(written)}
}

func TestConfiguredAndPortal(t *testing.T) {
	secondary := func(g *snapshot.CloudGroup) { g.ProxyAddresses = []string{"smtp:b@fabrikam.com"} }
	build := func(s *scene) {
		s.collect("proxyAddresses")
		s.cloud(1, m365)
		s.cloud(2, m365, enabled("universalDistributionGroup"), secondary)
		s.cloud(3, m365, disabled, secondary)
		s.cloud(4, security)
		s.cloud(5, security, enabled("universalSecurityGroup"))
		s.cloud(6, distribution, enabled(""))
		s.cloud(7, synced, enabled("universalSecurityGroup"))
	}
	for _, c := range []struct {
		name       string
		change     func(*scene)
		configured ConfiguredTotals
		portal     PortalTotals
	}{
		{"V2", func(*scene) {}, configuredTotals(Exactly, 1, 1, 2, 1), portalTotals(Exactly, 1, 1, 0, 0, 3, 3)},
		{"V1 writes what is disabled, as distribution groups", func(s *scene) {
			s.sync.Features["groupWriteBackEnabled"] = new(false)
			s.cloud(8, m365, enabled("universalSecurityGroup"))
		}, configuredTotals(Exactly, 1, 2, 2, 2), portalTotals(Exactly, 2, 2, 1, 0, 4, 4)},
		{"a group of unknown kind may be any", func(s *scene) { s.cloud(8, unreadKind) }, configuredTotals(least, 1, 1, 2, 1), PortalTotals{
			Hidden: least(1), Promised: least(1), Mistyped: least(0), Uncounted: Exactly(0), Listed: Exactly(3), Written: least(3),
		}},
		{"a group whose members were not counted may be too large", func(s *scene) {
			s.cloud(8, m365, enabled("universalSecurityGroup"), func(g *snapshot.CloudGroup) { g.Members = snapshot.Coverage{Status: snapshot.Absent} })
		}, configuredTotals(Exactly, 1, 2, 2, 1), portalTotals(Exactly, 1, 1, 0, 1, 4, 4)},
		{"a group that was not read", func(s *scene) { s.cloud(8, unreadKind, makeUnreadable) }, configuredTotals(least, 1, 1, 2, 1), portalTotals(least, 1, 1, 0, 0, 3, 3)},
		{"a configuration that was not read is none of them", func(s *scene) {
			s.cloud(8, m365, func(g *snapshot.CloudGroup) { g.WritebackMissing = true })
		}, ConfiguredTotals{M365Unset: least(1), M365Enabled: least(1), OtherEnabled: least(2), SecondaryMail: Exactly(1)}, portalTotals(least, 1, 1, 0, 0, 3, 3)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			build(s)
			c.change(s)
			totals := s.load().Totals()
			if d := cmp.Diff(c.configured, totals.Configured); d != "" {
				t.Errorf("configured (-want +got)\n%s", d)
			}
			if d := cmp.Diff(c.portal, totals.Portal); d != "" {
				t.Errorf("portal (-want +got)\n%s", d)
			}
		})
	}
}

func TestCopyTotals(t *testing.T) {
	const distributionType = typeUniversalDistribution
	build := func(s *scene) {
		s.copyOf(101, s.cloud(1, m365, disabled), ofType(distributionType))
		s.copyOf(102, s.cloud(2, m365, disabled))
		s.copyOf(103, s.cloud(3, m365, enabled("universalSecurityGroup")))
		s.put(s.copyOf(104, s.cloud(4, security, enabled("")), func(g *snapshot.DirectoryGroup) { g.MemberOf = []string{"CN=Files"} }), s.account(11))
		s.put(s.group(105, "Gone", externalAnchor(guid(99))), s.account(12))
		s.cloud(5, m365, disabled)
	}
	whole := CopyTotals{
		LeftByV1: Exactly(1), M365Security: Exactly(1), Connect: Exactly(4), ConnectSecurity: Exactly(3), ConnectFilled: Exactly(1),
		ConnectNested: Exactly(1), SecurityFilled: Exactly(2),
	}
	with := func(change func(*CopyTotals)) CopyTotals {
		c := whole
		change(&c)
		return c
	}
	for _, c := range []struct {
		name   string
		change func(*scene)
		want   CopyTotals
	}{
		{"everything read", func(*scene) {}, whole},
		{"the directory cut, where an unread group may claim the same cloud group", func(s *scene) {
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}, CopyTotals{Connect: least(4), ConnectSecurity: least(3), ConnectFilled: least(1), ConnectNested: least(1), SecurityFilled: least(2)}},
		{"a cloud group that was not read", func(s *scene) { s.cloud(8, unreadKind, makeUnreadable) },
			with(func(c *CopyTotals) { c.LeftByV1, c.M365Security = least(1), least(1) })},
		{"a groupType that was not read", func(s *scene) { s.directory[0].GroupType = nil },
			with(func(c *CopyTotals) { c.LeftByV1, c.ConnectSecurity = least(0), least(3) })},
		{"another groupType that was not read", func(s *scene) { s.directory[2].GroupType = nil },
			with(func(c *CopyTotals) { c.M365Security, c.ConnectSecurity = least(0), least(2) })},
		{"members that were not read of a security group", func(s *scene) { s.directory[2].Members.Status = snapshot.Absent },
			// Such a record came by the way, without memberOf.
			with(func(c *CopyTotals) { c.ConnectFilled, c.ConnectNested, c.SecurityFilled = least(1), least(1), least(2) })},
		{"memberOf not collected", func(s *scene) {
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = []string{"admindescription", "objectsid", "grouptype"} })
		}, with(func(c *CopyTotals) { c.ConnectNested = least(1) })},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sceneInForest(t)
			build(s)
			c.change(s)
			if d := cmp.Diff(c.want, s.load().Totals().Copies); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestCopiesOfCloudSyncAreNotThoseOfConnect(t *testing.T) {
	count := func(v2 bool, scope ScopeMode) CopyTotals {
		s := newScene(t)
		s.sync.Features = map[string]*bool{"unifiedGroupWritebackEnabled": new(true), "groupWriteBackEnabled": new(v2)}
		s.jobs = []snapshot.SyncJob{{ID: snapshot.GroupProvisioning + ".1", StatusCode: new("Active"), Schema: everyGroup}}
		s.choices.CloudSyncScope = scope
		s.copyOf(101, s.cloud(1, m365, enabled("")), ofType(typeUniversalDistribution))
		s.put(s.copyOf(102, s.cloud(2, security, enabled(""))), s.account(11))
		s.group(103, "Gone", adminAnchor(guid(99)))
		return s.load().Totals().Copies
	}
	for _, c := range []struct {
		claim                         string
		v2                            bool
		scope                         ScopeMode
		connect, cloudSync, undecided int
	}{
		{"cloud sync writes security groups, and nobody knows who wrote a copy without its cloud group", false, ScopeAll, 1, 1, 1},
		{"V2 writes them as well", true, ScopeAll, 1, 0, 2},
		{"which groups cloud sync writes is not known", false, "", 1, 0, 2},
	} {
		got := count(c.v2, c.scope)
		if !cmp.Equal(got.Connect, least(c.connect)) || !cmp.Equal(got.ConnectSecurity, least(0)) || !cmp.Equal(got.ConnectFilled, least(0)) || got.CloudSync != c.cloudSync || got.Undecided != c.undecided {
			t.Errorf("%s: %+v", c.claim, got)
		}
	}
}

func TestCloudSyncTotals(t *testing.T) {
	s := newScene(t)
	s.sync.Features = map[string]*bool{"unifiedGroupWritebackEnabled": new(false), "groupWriteBackEnabled": new(false)}
	s.jobs = []snapshot.SyncJob{{ID: snapshot.GroupProvisioning + ".1", StatusCode: new("Active"), ServicePrincipalID: new(guid(500).String())}}
	s.choices.CloudSyncScope = ScopeAll
	s.jobs[0].Schema = everyGroup
	old := func(g *snapshot.DirectoryGroup) {
		g.WhenCreated, g.WhenChanged = new(sceneStart.Add(-24*time.Hour)), new(sceneStart.Add(-24*time.Hour))
	}
	s.copyOf(101, s.cloud(1, security, created), externalAnchor(guid(1)), old)
	s.copyOf(102, s.cloud(2, security, created), externalAnchor(guid(2)), old, func(g *snapshot.DirectoryGroup) { g.DisplayName = new("Changed") })
	s.put(s.copyOf(103, s.cloud(3, security, created), externalAnchor(guid(3)), old), s.account(11))
	s.copyOf(104, s.cloud(4, security, created, func(g *snapshot.CloudGroup) { g.Members.Status = snapshot.Absent }), externalAnchor(guid(4)), old)
	s.copyOf(105, s.cloud(5, security, created), externalAnchor(guid(5)), func(g *snapshot.DirectoryGroup) {
		g.DisplayName, g.WhenChanged = new("Just changed"), &sceneStart
	})
	s.put(s.copyOf(107, s.cloud(7, security, created), externalAnchor(guid(7)), old), s.bare(12))
	s.join(guid(7), s.person(13, onPremises(13)))
	s.person(6, func(p *snapshot.CloudPrincipal) { p.ID, p.Type = guid(1), "group" })
	s.join(guid(2), guid(1))
	s.cloud(6, m365, created)
	got := s.load().Totals().CloudSync
	if d := cmp.Diff(CloudSyncTotals{Written: Exactly(6), Nested: 1, NestedUnread: 1, Drifted: 1, Foreign: 1, Differing: 2, Uncompared: 2}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	s.cloud(8, security, created)
	if got := s.load().Totals().CloudSync; got.Uncompared != 2 {
		t.Errorf("%d not compared, where a copy is known to be missing", got.Uncompared)
	}
	s.searched(snapshot.Searched{Base: foldedOU, Subtree: true})
	if got := s.load().Totals().CloudSync; got.Uncompared != 3 {
		t.Errorf("%d not compared, where a copy may lie outside the OU", got.Uncompared)
	}
	s.searched(snapshot.Searched{Base: "dc=contoso,dc=com", Subtree: true})
	s.choices.CloudSyncScope = ""
	if got := s.load().Totals().CloudSync; got.ScopeUndecided != 7 || got.Written != (Count{}) {
		t.Errorf("without a mode nothing is known of the scope: %+v", got)
	}
}

// everyGroup is the schema of a job that provisions groups without a filter.
var everyGroup = []byte(`{"synchronizationRules":[{"objectMappings":[{"sourceObjectName":"Group","targetObjectName":"group",
	"enabled":true,"flowTypes":"Add, Update, Delete","scope":null}]}]}`)

func TestObservation(t *testing.T) {
	fill := func(s *scene, from, n, copies int, base func() *snapshot.CloudGroup, change ...func(*snapshot.CloudGroup)) {
		for i := range n {
			id := s.cloud(from+i, base, append(change, created)...)
			if i < copies {
				s.copyOf(10_000+from+i, id)
			}
		}
	}
	for _, c := range []struct {
		name       string
		build      func(*scene)
		want       Observation
		confidence Confidence
	}{
		{"20 groups that agree settle the reading", func(s *scene) {
			fill(s, 1, 20, 19, m365)
			fill(s, 100, 25, 1, security)
		}, Observation{Read: true, M365: 20, M365Copies: 19, Security: 25, SecurityCopies: 1}, Observed},
		{"19 do not", func(s *scene) { fill(s, 1, 19, 19, m365) }, Observation{Read: true, M365: 19, M365Copies: 19}, High},
		{"nor do groups that disagree", func(s *scene) { fill(s, 1, 20, 10, m365) }, Observation{Read: true, M365: 20, M365Copies: 10, Divided: true}, High},
		{"another reading is not taken over", func(s *scene) { fill(s, 1, 20, 0, m365) }, Observation{Read: true, M365: 20, Contradicted: true}, High},
		{"groups of today do not count, nor those without a date", func(s *scene) {
			fill(s, 1, 19, 19, m365)
			s.cloud(50, m365, created, func(g *snapshot.CloudGroup) { g.Created = &sceneStart })
			s.cloud(51, m365)
		}, Observation{Read: true, M365: 19, M365Copies: 19, Unread: 1}, High},
		{"groups of which too little was read may be among them", func(s *scene) {
			fill(s, 1, 19, 19, m365)
			s.cloud(50, unreadKind, created)
			s.cloud(51, unreadKind, created, enabled(""))
		}, Observation{Read: true, M365: 19, M365Copies: 19, Unread: 1}, High},
		{"a group that could not be read takes nothing back that 20 others show", func(s *scene) {
			fill(s, 1, 20, 20, m365)
			s.cloud(50, unreadKind, makeUnreadable)
		}, Observation{Read: true, M365: 20, M365Copies: 20, Unread: 1}, Observed},
		{"but a share that it could push below settles nothing", func(s *scene) {
			fill(s, 1, 20, 19, m365)
			s.cloud(50, unreadKind, makeUnreadable)
		}, Observation{Read: true, M365: 20, M365Copies: 19, Unread: 1}, High},
		{"nor does it make groups disagree that it may bring to agree", func(s *scene) {
			fill(s, 1, 20, 18, m365)
			for n := range 20 {
				s.cloud(50+n, unreadKind, makeUnreadable)
			}
		}, Observation{Read: true, M365: 20, M365Copies: 18, Unread: 20}, High},
		{"a side that was cut shows nothing", func(s *scene) {
			fill(s, 1, 20, 20, m365)
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}, Observation{}, High},
		{"explicit groups settle nothing", func(s *scene) {
			fill(s, 1, 1, 1, m365)
			fill(s, 100, 30, 30, m365, enabled(""))
		}, Observation{Read: true, M365: 1, M365Copies: 1}, High},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			c.build(s)
			f := s.load()
			if d := cmp.Diff(c.want, f.Totals().Observation); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			w := subjectOf(t, f, ofCloud(guid(1))).Writeback
			if w.Confidence != c.confidence || w.V2.Confidence != c.confidence || w.Expected != Yes {
				t.Errorf("written %s with confidence %s, by V2 %s; want %s", w.Expected, w.Confidence, w.V2.Confidence, c.confidence)
			}
		})
	}
}

func TestSecurityAsDistributionIsUnknownWhereUnreadCopiesMayTellOtherwise(t *testing.T) {
	kindless := func(g *snapshot.CloudGroup) { g.SecurityEnabled = nil }
	typeless := func(g *snapshot.DirectoryGroup) { g.GroupType = nil }
	distribution := ofType(typeUniversalDistribution)
	for _, c := range []struct {
		claim string
		cloud func(*snapshot.CloudGroup)
		copy  func(*snapshot.DirectoryGroup)
		n     int
		want  Answer
	}{
		{"distribution copies of groups of unknown kind", kindless, distribution, 3, Unknown},
		{"copies of unknown type", func(*snapshot.CloudGroup) {}, typeless, 3, Unknown},
		{"too few of them", kindless, distribution, 2, No},
		{"security copies of groups of unknown kind", kindless, func(*snapshot.DirectoryGroup) {}, 5, No},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			for i := range c.n {
				s.copyOf(101+i, s.cloud(1+i, security, enabled("universalSecurityGroup"), c.cloud), c.copy)
			}
			if got := s.load().TenantSubject().Tenant.SecurityAsDistribution; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// A share is proven where the copies of groups that could not be read cannot take it back.
func TestSecurityAsDistributionDespiteGroupsThatCouldNotBeRead(t *testing.T) {
	for _, c := range []struct {
		claim               string
		distribution, right int
		unreadable, copies  int
		want                Answer
	}{
		{"one without a copy takes nothing back", 3, 3, 1, 0, Yes},
		{"the copy of one may be what it should", 3, 3, 1, 1, Unknown},
		{"beside enough others it does not matter", 4, 3, 1, 1, Yes},
		{"nor does it where there are too few", 1, 3, 1, 1, No},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			for i := range c.distribution + c.right {
				id := s.cloud(1+i, security, enabled("universalSecurityGroup"))
				if i < c.distribution {
					s.copyOf(101+i, id, ofType(typeUniversalDistribution))
				} else {
					s.copyOf(101+i, id)
				}
			}
			for i := range c.unreadable {
				id := s.cloud(50+i, unreadKind, makeUnreadable)
				if i < c.copies {
					s.copyOf(150+i, id, externalAnchor(id))
				}
			}
			f := s.load()
			if got := f.TenantSubject().Tenant.SecurityAsDistribution; got != c.want || !f.Totals().Observation.Read {
				t.Errorf("got %s, want %s; observation %+v", got, c.want, f.Totals().Observation)
			}
		})
	}
}

func TestWhatMayBeWrittenIsCountedApart(t *testing.T) {
	s := newScene(t)
	s.copyOf(101, s.cloud(1, m365, enabled("")))
	s.copyOf(102, s.cloud(2, m365, enabled(""), func(g *snapshot.CloudGroup) { g.GroupTypes, g.SecurityEnabled = nil, nil }))
	s.cloud(3, security, enabled(""))
	got := s.load().Totals()
	if got.Mailing.Expected != 1 || got.Mailing.Undecided != 1 {
		t.Errorf("mailing: %+v, want one of each", got.Mailing)
	}
	if got.Governance.Copies != 1 || got.Governance.CopiesUndecided != 1 {
		t.Errorf("governance: %+v, want one copy of each", got.Governance)
	}
	if got.Naming.CopiesRead {
		t.Error("copies were read though the kind of a group was not")
	}
}

func TestSecurityAsDistribution(t *testing.T) {
	for _, c := range []struct {
		distribution, security int
		m365                   bool
		want                   Answer
		documented             int
	}{
		{3, 3, false, Yes, 3}, {3, 4, false, No, 3}, {2, 0, false, No, 2}, {3, 0, true, Yes, 0}, {0, 0, false, No, 0},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			s := newScene(t)
			base := security
			if c.m365 {
				base = m365
			}
			for i := range c.distribution + c.security {
				id := s.cloud(1+i, base, enabled("universalSecurityGroup"))
				if i < c.distribution {
					s.copyOf(101+i, id, ofType(typeUniversalDistribution))
				} else {
					s.copyOf(101+i, id)
				}
			}
			f := s.load()
			o := Observation{Read: true, V2Security: c.distribution + c.security, V2Distribution: c.distribution, V2Documented: c.documented}
			if d := cmp.Diff(o, f.Totals().Observation, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			if got := f.TenantSubject().Tenant.SecurityAsDistribution; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
