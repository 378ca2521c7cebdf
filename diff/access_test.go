package diff

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// nullList is a descriptor with a list that is null: it is present and has no place.
var nullList = []byte{1, 0, controlDACL, controlRelative >> 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

const foldedOU = "ou=writeback,dc=contoso,dc=com"

// loginSID gives an account the SID of a number, logsInAs its name.
func loginSID(n int) func(*snapshot.DirectoryPrincipal) {
	return func(p *snapshot.DirectoryPrincipal) { p.SID = new(sidText(n)) }
}

func logsInAs(sam string) func(*snapshot.DirectoryPrincipal) {
	return func(p *snapshot.DirectoryPrincipal) { p.SAMAccountName = &sam }
}

func TestTrusteesAreKnownBySID(t *testing.T) {
	s := newScene(t)
	s.account(1, loginSID(2001))
	s.account(2, loginSID(2002), logsInAs("MSOL_0123456789ab"))
	s.account(3, loginSID(2003), logsInAs("pGMSA_0a1b2c3d$"))
	s.account(4, loginSID(2004), logsInAs("MSOL_backup"))
	has := func(sid string) func(*snapshot.DirectoryGroup) {
		return func(g *snapshot.DirectoryGroup) { g.SID = &sid }
	}
	s.group(11, "Help desk", in("OU=Groups,DC=contoso,DC=com"), has(sidText(3001)))
	s.group(12, "Exchange Windows Permissions", in("OU=Elsewhere,DC=contoso,DC=com"), has(sidText(3002)))
	s.group(13, "Anything", in("OU=Microsoft Exchange Security Groups,DC=contoso,DC=com"), has(sidText(3003)))
	operators := s.group(14, "Account Operators", in("CN=Builtin,DC=contoso,DC=com"), has("S-1-5-32-548"))
	s.put(operators, s.account(5))
	want := map[string]string{
		sidText(512): TrusteeAdmins, sidText(519): TrusteeAdmins, "S-1-5-32-544": TrusteeAdmins, "S-1-5-18": TrusteeSystem,
		sidText(516): TrusteeSystem, "S-1-5-10": TrusteeSelf, "S-1-3-0": TrusteeSelf, "S-1-1-0": TrusteeEveryone, "S-1-5-11": TrusteeEveryone,
		sidText(513): TrusteeEveryone, "S-1-5-32-548": TrusteeActiveOperators, "S-1-5-32-549": TrusteeGroup,
		sidText(2001): TrusteeAccount, sidText(2002): TrusteeConnector, sidText(2003): TrusteeConnector, sidText(2004): TrusteeAccount,
		sidText(3001): TrusteeGroup, sidText(3002): TrusteeExchange, sidText(3003): TrusteeExchange, sidText(4001): TrusteeUnresolved,
		"S-1-5-80-1": TrusteeUnresolved,
	}
	var entries [][]byte
	for sid := range want {
		entries = append(entries, allow(t, snapshot.AccessEntry{Trustee: sid, Mask: snapshot.RightGenericAll, Flags: snapshot.AceContainerInherit}))
	}
	s.facts.Descriptors = map[string][]byte{foldedOU: descriptor(t, "", entries...)}
	access := s.load().TenantSubject().Access
	got := map[string]string{}
	for _, trustee := range access.OU.Trustees {
		got[trustee.SID] = trustee.Kind
		if like := trustee.Kind == TrusteeAccount || trustee.Kind == TrusteeUnresolved; trustee.LikeEngine != like {
			t.Errorf("%s %s is like an engine: %v", trustee.Kind, trustee.SID, trustee.LikeEngine)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if !slices.IsSortedFunc(access.OU.Trustees, func(a, b Trustee) int { return strings.Compare(a.SID, b.SID) }) {
		t.Error("trustees are in no order")
	}
	if access.Head.Read != No {
		t.Errorf("a head that was not supplied is read: %s", access.Head.Read)
	}
}

func TestOperatorsAreKnownToBeIdleOnlyWhereTheirMembersWereRead(t *testing.T) {
	operators := func(members snapshot.Status, n ...int) func(*scene) {
		return func(s *scene) {
			g := s.group(14, "Account Operators", func(g *snapshot.DirectoryGroup) {
				g.SID, g.Members.Status = new("S-1-5-32-548"), members
			})
			for _, account := range n {
				s.put(g, s.account(account))
			}
		}
	}
	for _, c := range []struct {
		claim   string
		change  func(*scene)
		kind    string
		members *int
	}{
		{"no record", func(*scene) {}, TrusteeOperators, nil},
		{"members read, and none", operators(snapshot.Complete), TrusteeOperators, new(0)},
		{"members not read", operators(snapshot.Absent), TrusteeOperators, nil},
		{"members read in part, and none of them", operators(snapshot.Partial), TrusteeOperators, nil},
		{"members read in part, and one of them", operators(snapshot.Partial, 1), TrusteeActiveOperators, nil},
		{"members read", operators(snapshot.Complete, 1, 2), TrusteeActiveOperators, new(2)},
		{"members read of those of another domain", func(s *scene) {
			s.group(14, "Account Operators", in("CN=Builtin,DC=emea,DC=contoso,DC=com"), func(g *snapshot.DirectoryGroup) { g.SID = new("S-1-5-32-548") })
		}, TrusteeOperators, nil},
	} {
		s := newScene(t)
		c.change(s)
		s.facts.Descriptors = map[string][]byte{foldedOU: descriptor(t, "", allow(t, snapshot.AccessEntry{Trustee: "S-1-5-32-548", Mask: snapshot.RightCreateChild}))}
		want := []Trustee{{SID: "S-1-5-32-548", Number: 1, Kind: c.kind, Members: c.members, Create: true}}
		if d := cmp.Diff(want, s.load().TenantSubject().Access.OU.Trustees); d != "" {
			t.Errorf("%s (-want +got)\n%s", c.claim, d)
		}
	}
}

func TestAccessLists(t *testing.T) {
	entry := snapshot.AccessEntry{Trustee: sidText(2001), Mask: snapshot.RightCreateChild | snapshot.RightWriteDACL}
	heir := snapshot.AccessEntry{Trustee: sidText(2002), Mask: snapshot.RightDelete | snapshot.RightWriteOwner, Flags: snapshot.AceContainerInherit | snapshot.AceInheritOnly, InheritedType: classGroup}
	here := descriptor(t, sidText(2003), allow(t, entry), allow(t, heir))
	unresolved := func(n int, change func(*Trustee)) Trustee {
		trustee := Trustee{SID: sidText(n), Kind: TrusteeUnresolved}
		change(&trustee)
		return trustee
	}
	for _, c := range []struct {
		claim  string
		change func(*scene)
		want   Access
		note   string
	}{
		{"nothing supplied", func(*scene) {}, Access{AccessList{Read: No, Trustees: []Trustee{}}, AccessList{Read: No, Trustees: []Trustee{}}, []ConnectorAccount{}, []ConnectorAccount{}, UnknownAccounts{Connect: true}}, ""},
		{"an OU that is not known", func(s *scene) { s.sync.UnifiedGroupContainer = nil },
			Access{AccessList{Read: No, Trustees: []Trustee{}}, AccessList{Read: No, Trustees: []Trustee{}}, []ConnectorAccount{}, []ConnectorAccount{}, UnknownAccounts{Connect: true}}, ""},
		{"what cannot be understood is unknown", func(s *scene) { s.facts.Descriptors = map[string][]byte{foldedOU: {1, 2, 3}} },
			Access{AccessList{Read: Unknown, Trustees: []Trustee{}}, AccessList{Read: No, Trustees: []Trustee{}}, []ConnectorAccount{}, []ConnectorAccount{}, UnknownAccounts{Connect: true}}, "the access list of " + foldedOU + " was left out"},
		{"a descriptor without its list was not read", func(s *scene) {
			s.facts.Descriptors = map[string][]byte{foldedOU: {1, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}}
		}, Access{AccessList{Read: No, Trustees: []Trustee{}}, AccessList{Read: No, Trustees: []Trustee{}}, []ConnectorAccount{}, []ConnectorAccount{}, UnknownAccounts{Connect: true}}, ""},
		{"a null list lets everyone do everything", func(s *scene) {
			s.facts.Descriptors = map[string][]byte{foldedOU: nullList}
		}, Access{
			OU: AccessList{Read: Yes, Trustees: []Trustee{{SID: everyoneSID, Number: 1, Kind: TrusteeEveryone, Create: true, Delete: true,
				WriteMember: true, WriteAll: true, WriteDACL: true, WriteOwner: true}}, Anyone: Rights{Create: true, Delete: true, Write: true}},
			Head:       AccessList{Read: No, Trustees: []Trustee{}},
			Connectors: []ConnectorAccount{}, Agents: []ConnectorAccount{}, Unknown: UnknownAccounts{Connect: true},
		}, "trustee 1 on the access lists of the writeback OU and its domain is " + everyoneSID + " (everyone)"},
		{"the owner of the OU counts, that of the head does not, and only heirs reach down from the head", func(s *scene) {
			s.facts.Descriptors = map[string][]byte{foldedOU: here, "dc=contoso,dc=com": here}
		}, Access{
			OU: AccessList{Read: Yes, Trustees: []Trustee{
				unresolved(2001, func(t *Trustee) { t.Number, t.Create, t.WriteDACL = 1, true, true }),
				unresolved(2002, func(t *Trustee) { t.Number, t.Delete, t.WriteOwner = 2, true, true }),
				unresolved(2003, func(t *Trustee) { t.Number, t.WriteDACL = 3, true }),
			}},
			Head:       AccessList{Read: Yes, Trustees: []Trustee{unresolved(2002, func(t *Trustee) { t.Number, t.Delete, t.WriteOwner = 2, true, true })}},
			Connectors: []ConnectorAccount{}, Agents: []ConnectorAccount{}, Unknown: UnknownAccounts{Connect: true},
		}, "trustee 2 on the access lists of the writeback OU and its domain is " + sidText(2002) + " (unresolved)"},
		{"administrators have no number", func(s *scene) {
			admins := snapshot.AccessEntry{Trustee: "S-1-5-32-544", Mask: snapshot.RightCreateChild}
			s.facts.Descriptors = map[string][]byte{foldedOU: descriptor(t, "S-1-5-18", allow(t, admins), allow(t, entry))}
		}, Access{
			OU: AccessList{Read: Yes, Trustees: []Trustee{
				{SID: "S-1-5-18", Kind: TrusteeSystem, WriteDACL: true},
				unresolved(2001, func(t *Trustee) { t.Number, t.Create, t.WriteDACL = 1, true, true }),
				{SID: "S-1-5-32-544", Kind: TrusteeAdmins, Create: true},
			}},
			Head:       AccessList{Read: No, Trustees: []Trustee{}},
			Connectors: []ConnectorAccount{}, Agents: []ConnectorAccount{}, Unknown: UnknownAccounts{Connect: true},
		}, "trustee 1 on the access lists of the writeback OU and its domain is " + sidText(2001) + " (unresolved)"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			c.change(s)
			f := s.load()
			if d := cmp.Diff(c.want, f.TenantSubject().Access); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			if notes := strings.Join(f.Notes(), "\n"); !strings.Contains(notes, c.note) {
				t.Errorf("notes %q lack %q", notes, c.note)
			}
		})
	}
}

func TestStatedAgentOfCloudSync(t *testing.T) {
	entry := snapshot.AccessEntry{Trustee: sidText(2001), Mask: snapshot.RightGenericAll, Flags: snapshot.AceContainerInherit}
	for _, c := range []struct {
		claim  string
		on     Switch
		anchor func(snapshot.GUID) func(*snapshot.DirectoryGroup)
		want   []ConnectorAccount
		kind   string
	}{
		{"is judged where copies of cloud sync lie in the OU", On, externalAnchor, []ConnectorAccount{{sidText(2001)}}, TrusteeConnector},
		{"is known elsewhere, too", On, adminAnchor, []ConnectorAccount{}, TrusteeConnector},
		{"is anybody while cloud sync is off", Off, externalAnchor, []ConnectorAccount{}, TrusteeUnresolved},
	} {
		s := newScene(t)
		s.choices.Agent, s.choices.Engines.CloudSync = sidText(2001), c.on
		s.end(snapshot.StreamSyncJobs, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Absent, "not exported" })
		id := s.cloud(1, security, enabled(""))
		s.group(101, "Group_"+id.String(), in(writebackOU), c.anchor(id))
		s.facts.Descriptors = map[string][]byte{foldedOU: descriptor(t, "", allow(t, entry))}
		access := s.load().TenantSubject().Access
		if d := cmp.Diff(c.want, access.Agents); d != "" {
			t.Errorf("it %s (-want +got)\n%s", c.claim, d)
		}
		if got := access.OU.Trustees[0]; got.Kind != c.kind || got.LikeEngine != (c.kind != TrusteeConnector) {
			t.Errorf("it %s: %s, like an engine %t", c.claim, got.Kind, got.LikeEngine)
		}
	}
}

func TestEnginesWhoseAccountIsNotKnown(t *testing.T) {
	entry := func(n int) snapshot.AccessEntry {
		return snapshot.AccessEntry{Trustee: sidText(n), Mask: snapshot.RightGenericAll, Flags: snapshot.AceContainerInherit}
	}
	alone := func(s *scene) {
		s.sync.Features["groupWriteBackEnabled"], s.sync.Features["unifiedGroupWritebackEnabled"] = new(false), new(false)
	}
	beside := func(s *scene) {
		id := s.cloud(1, security, enabled(""))
		s.group(101, "Group_"+id.String(), in(writebackOU), externalAnchor(id))
	}
	for _, c := range []struct {
		claim    string
		engines  func(*scene)
		accounts []string
		stated   string
		want     UnknownAccounts
	}{
		{"cloud sync alone, nobody named", alone, nil, "", UnknownAccounts{Agent: true}},
		{"cloud sync alone, Connect's account on the list", alone, []string{"MSOL_0123456789ab"}, "", UnknownAccounts{Agent: true}},
		{"cloud sync alone, its account on the list", alone, []string{"pGMSA_0123abcd$"}, "", UnknownAccounts{}},
		{"cloud sync alone, its account stated", alone, nil, sidText(2009), UnknownAccounts{}},
		{"both write, Connect's account on the list", beside, []string{"MSOL_0123456789ab"}, "", UnknownAccounts{Agent: true}},
		{"both write, the agent's account on the list", beside, []string{"provAgentgMSA$"}, "", UnknownAccounts{Connect: true}},
		{"both write, both on the list", beside, []string{"MSOL_0123456789ab", "provAgentgMSA$"}, "", UnknownAccounts{}},
		{"both are on and cloud sync has no copy in the OU", func(*scene) {},
			[]string{"MSOL_0123456789ab"}, "", UnknownAccounts{}},
	} {
		s := newScene(t)
		s.choices.Engines.CloudSync, s.choices.Agent = On, c.stated
		s.end(snapshot.StreamSyncJobs, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Absent, "not exported" })
		c.engines(s)
		entries := [][]byte{allow(t, entry(2000))}
		for i, name := range c.accounts {
			s.account(300+i, loginSID(2001+i), logsInAs(name))
			entries = append(entries, allow(t, entry(2001+i)))
		}
		s.facts.Descriptors = map[string][]byte{foldedOU: descriptor(t, "", entries...)}
		if got := s.load().TenantSubject().Access.Unknown; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.claim, got, c.want)
		}
	}
}
