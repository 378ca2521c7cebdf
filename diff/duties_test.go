package diff

import (
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestOwnersWhoMayChangeCopies(t *testing.T) {
	for _, c := range []struct {
		claim string
		// build returns the SID of the trustee of the OU.
		build func(*scene) string
		known Answer
		want  int
	}{
		{"the owner's own account", func(*scene) string { return sidText(11) }, Yes, 1},
		{"somebody else's account", func(s *scene) string { s.account(12); return sidText(12) }, Yes, 0},
		{"a group that the owner is in", func(s *scene) string {
			s.put(s.group(50, "Operators", in(groupsOU), withSID(sidText(5000))), s.account(11))
			return sidText(5000)
		}, Yes, 1},
		{"a group in the group that the owner is in", func(s *scene) string {
			inner := s.group(51, "Inner", in(groupsOU), withSID(sidText(5001)))
			s.put(s.group(50, "Operators", in(groupsOU), withSID(sidText(5000))), s.asMember(inner))
			s.put(inner, s.account(11))
			return sidText(5000)
		}, Yes, 1},
		{"groups in each other end", func(s *scene) string {
			outer, inner := s.group(50, "Operators", in(groupsOU), withSID(sidText(5000))), s.group(51, "Inner", in(groupsOU), withSID(sidText(5001)))
			s.put(outer, s.asMember(inner))
			s.put(inner, s.asMember(outer), s.account(12))
			return sidText(5000)
		}, Yes, 0},
		{"a group whose members were cut", func(s *scene) string {
			s.put(s.group(50, "Operators", in(groupsOU), withSID(sidText(5000)), func(g *snapshot.DirectoryGroup) {
				g.Members.Status = snapshot.Partial
			}), s.account(11))
			return sidText(5000)
		}, Unknown, 1},
		{"somebody of whom nothing was read may be a group", func(*scene) string { return sidText(5000) }, Unknown, 0},
		{"administrators are meant to", func(*scene) string { return "S-1-5-32-544" }, Yes, 0},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.own(id, s.person(11, onPremises(11)))
			s.end(snapshot.StreamCloudOwners, func(e *snapshot.Ended) { e.Status = snapshot.Complete })
			trustee := c.build(s)
			if trustee == sidText(11) {
				s.account(11)
			}
			s.facts.Descriptors = map[string][]byte{foldedOU: descriptor(t, "", allow(t, snapshot.AccessEntry{Trustee: trustee, Mask: snapshot.RightWriteDACL, Flags: snapshot.AceContainerInherit}))}
			f := s.load()
			if got := f.TenantSubject().Tenant.Governance.Duties; got != c.known {
				t.Errorf("duties known: %s, want %s", got, c.known)
			}
			if got := subjectOf(t, f, ofCloud(id)).Governance.DutyHolders; got != c.want {
				t.Errorf("%d owners hold a duty, want %d", got, c.want)
			}
		})
	}
}

func TestOwnersWithoutATieToTheDirectory(t *testing.T) {
	for _, c := range []struct {
		claim string
		owner func(*snapshot.CloudPrincipal)
		want  int
	}{
		{"one who is synced and has neither SID nor account may be any account", func(p *snapshot.CloudPrincipal) { p.SyncEnabled = new(true) }, 1},
		{"one whose source anchor is of no account that was read may be any", func(p *snapshot.CloudPrincipal) {
			p.SyncEnabled, p.ImmutableID = new(true), immutable(guid(77))
		}, 1},
		{"one of whom nothing but the id was read may be any", func(p *snapshot.CloudPrincipal) { p.Limited = true }, 1},
		{"one with a SID is not on the list", onPremises(11), 0},
		{"one who never came from the directory has no account", func(*snapshot.CloudPrincipal) {}, 0},
		{"an application has no account", func(p *snapshot.CloudPrincipal) { p.Type = "servicePrincipal" }, 0},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.person(11, onPremises(11))
			s.own(id, s.person(13, c.owner))
			s.account(12)
			s.end(snapshot.StreamCloudOwners, func(e *snapshot.Ended) { e.Status = snapshot.Complete })
			s.facts.Descriptors = map[string][]byte{foldedOU: descriptor(t, "", allow(t, snapshot.AccessEntry{Trustee: sidText(12), Mask: snapshot.RightWriteDACL, Flags: snapshot.AceContainerInherit}))}
			governed := subjectOf(t, s.load(), ofCloud(id)).Governance
			if governed.OwnersUnlinked != c.want || governed.DutyHolders != 0 {
				t.Errorf("%d owners are not tied to the directory, want %d; %d hold a duty", governed.OwnersUnlinked, c.want, governed.DutyHolders)
			}
		})
	}
}

func TestOwnersWhereEveryoneMayChangeCopies(t *testing.T) {
	for _, c := range []struct {
		claim, trustee string
		owner          func(*snapshot.CloudPrincipal)
		want           int
	}{
		{"an owner with an account is one of the authenticated", "S-1-5-11", onPremises(11), 1},
		{"and of the users of the domain", sidText(513), onPremises(11), 1},
		{"so is one who is synced, whichever account is his", "S-1-5-11", func(p *snapshot.CloudPrincipal) { p.SyncEnabled = new(true) }, 1},
		{"one who never came from the directory has no account", "S-1-5-11", func(*snapshot.CloudPrincipal) {}, 0},
		{"the computers of the domain are no people", sidText(515), onPremises(11), 0},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.own(id, s.person(13, c.owner))
			s.account(11)
			s.end(snapshot.StreamCloudOwners, func(e *snapshot.Ended) { e.Status = snapshot.Complete })
			s.facts.Descriptors = map[string][]byte{foldedOU: descriptor(t, "", allow(t, snapshot.AccessEntry{Trustee: c.trustee, Mask: snapshot.RightWriteDACL, Flags: snapshot.AceContainerInherit}))}
			if got := subjectOf(t, s.load(), ofCloud(id)).Governance.DutyHolders; got != c.want {
				t.Errorf("%d owners may change copies, want %d", got, c.want)
			}
		})
	}
}

func TestOwnersWithTheRightsOfAnEngine(t *testing.T) {
	type duty struct {
		known             Answer
		holders, possible int
	}
	writes := func(login string) func(*scene) {
		return func(s *scene) {
			s.exported("SYNC1", func(x *exportedServer) { x.connectors[1].Account = &login })
			s.account(12, func(p *snapshot.DirectoryPrincipal) { p.SAMAccountName = new("svc-writer") })
		}
	}
	for _, c := range []struct {
		claim string
		build func(*scene)
		want  duty
		// agent gives the agent's account the rights as well.
		agent bool
	}{
		{"nobody knows which account is the engine's", func(s *scene) { s.account(11) }, duty{Yes, 0, 1}, false},
		{"Connect names another account, of which no record was read", func(s *scene) {
			writes(`CONTOSO\ghost`)(s)
			s.account(11)
		}, duty{Yes, 0, 1}, false},
		{"Connect names another account", func(s *scene) {
			writes(`CONTOSO\svc-writer`)(s)
			s.account(11)
		}, duty{Yes, 1, 0}, false},
		{"Connect names this account", func(s *scene) {
			s.exported("SYNC1", func(x *exportedServer) { x.connectors[1].Account = new(`CONTOSO\svc-writer`) })
			s.account(11, func(p *snapshot.DirectoryPrincipal) { p.SAMAccountName = new("svc-writer") })
		}, duty{Yes, 0, 0}, false},
		{"a server in staging mode names this account", func(s *scene) {
			writes(`CONTOSO\svc-writer`)(s)
			s.exported("SYNC2", inStaging, func(x *exportedServer) { x.connectors[1].Account = new(`CONTOSO\svc-standby`) })
			s.account(11, func(p *snapshot.DirectoryPrincipal) { p.SAMAccountName = new("svc-standby") })
		}, duty{Yes, 0, 0}, false},
		{"cloud sync may write as well, with an account nobody knows", func(s *scene) {
			writes(`CONTOSO\svc-writer`)(s)
			s.account(11)
			s.jobs = append(s.jobs, gpadJob("Active", "Active"))
		}, duty{Yes, 0, 1}, false},
		{"cloud sync writes with the account that setup made", func(s *scene) {
			s.account(11)
			s.account(13, func(p *snapshot.DirectoryPrincipal) { p.SAMAccountName = new("pGMSA_0a1b2c3d$") })
			s.jobs = append(s.jobs, gpadJob("Active", "Active"))
			s.sync.Features["unifiedGroupWritebackEnabled"], s.sync.Features["groupWriteBackEnabled"] = new(false), new(false)
		}, duty{Yes, 1, 0}, true},
		{"somebody of whom nothing was read may be a group", func(*scene) {}, duty{Unknown, 0, 1}, false},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.own(id, s.person(11, onPremises(11)))
			s.end(snapshot.StreamCloudOwners, func(e *snapshot.Ended) { e.Status = snapshot.Complete })
			c.build(s)
			all := func(rid int) []byte {
				return allow(t, snapshot.AccessEntry{Trustee: sidText(rid), Mask: snapshot.RightGenericAll, Flags: snapshot.AceContainerInherit})
			}
			entries := [][]byte{all(11)}
			if c.agent {
				entries = append(entries, all(13))
			}
			s.facts.Descriptors = map[string][]byte{foldedOU: descriptor(t, "", entries...)}
			f := s.load()
			governed := subjectOf(t, f, ofCloud(id)).Governance
			got := duty{f.TenantSubject().Tenant.Governance.Duties, governed.DutyHolders, governed.EngineLike}
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestDutiesWithoutAnAccessList(t *testing.T) {
	s := newScene(t)
	if got := s.load().TenantSubject().Tenant.Governance.Duties; got != No {
		t.Errorf("without an access list duties are known: %s", got)
	}
}

func TestOnePersonInTheRegister(t *testing.T) {
	for _, c := range []struct {
		claim           string
		owner, approver string
		want            bool
	}{
		{"one name in both fields", "Ada Lovelace", "ada lovelace ", true},
		{"two names", "Ada Lovelace", "Grace Hopper", false},
		{"two empty fields name nobody", "", " ", false},
	} {
		s := newScene(t)
		id := s.cloud(1, security, enabled(""))
		s.choices.Governance.Register = &Register{Rows: []RegisterRow{{ID: id, Owner: c.owner, Approver: c.approver}}}
		if got := s.subject(ofCloud(id)).Governance; !got.Registered || got.SamePerson != c.want {
			t.Errorf("%s: registered %v, one person %v", c.claim, got.Registered, got.SamePerson)
		}
	}
}
