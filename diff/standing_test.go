package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestSAMForm(t *testing.T) {
	for sam, want := range map[string]string{
		"": SAMUnknown, "$A1B2C3-0123456789AB": SAMGenerated, "$a1b2c3-0123456789ab": SAMGenerated,
		"Sales": SAMCustom, "$A1B2C3-0123456789A": SAMCustom, "$A1B2C3_0123456789AB": SAMCustom, "$A1B2-3-0123456789AB": SAMCustom,
		"xA1B2C3-0123456789AB": SAMCustom, "$A1B2C3-0123456789Aé": SAMCustom,
	} {
		if got := samForm(sam); got != want {
			t.Errorf("%q is %s, want %s", sam, got, want)
		}
	}
}

func TestStanding(t *testing.T) {
	s := newScene(t)
	sam := func(name string) func(*snapshot.DirectoryGroup) {
		return func(g *snapshot.DirectoryGroup) { g.SAMAccountName = &name }
	}
	sid := func(n int) func(*snapshot.DirectoryGroup) {
		return func(g *snapshot.DirectoryGroup) { g.SID = new(sidText(n)) }
	}
	looped := s.cloud(1, security, enabled(""))
	s.copyOf(101, looped, sid(5001), sam("Sales"))
	s.cloud(2, synced, func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(5001)) })
	s.group(102, "Sales again", in("OU=Other,DC=contoso,DC=com"), sam("SALES"))
	s.group(103, "Sales of another domain", in("OU=Other,DC=fabrikam,DC=com"), sam("sales"))
	s.group(104, "Generated twice", sam("$A1B2C3-0123456789AB"))
	s.group(105, "Generated too", sam("$A1B2C3-0123456789AB"), sid(5002))
	s.group(106, "Group_"+looped.String(), sid(5003))
	s.group(107, "Sales_"+looped.String()[24:])
	s.group(108, "Gone_ffffffffffff")
	lost := s.cloud(3, security, enabled(""))
	s.group(109, "Group_"+lost.String(), in("OU=Below,"+writebackOU))
	f := s.load()
	plain := Standing{SAM: SAMUnknown, SAMTwinsRead: true, SyncedBack: No, NamesCloudGroup: No}
	with := func(change func(*Standing)) Standing {
		own := plain
		change(&own)
		return own
	}
	for key, want := range map[string]Standing{
		ofCloud(looped):        with(func(s *Standing) { s.SAM, s.SAMTwins, s.SyncedBack = SAMCustom, 1, Yes }),
		ofDirectory(guid(104)): with(func(s *Standing) { s.SAM, s.SAMTwins = SAMGenerated, 1 }),
		ofDirectory(guid(105)): with(func(s *Standing) { s.SAM, s.SAMTwins = SAMGenerated, 1 }),
		ofDirectory(guid(106)): with(func(s *Standing) { s.NamesCloudGroup = Yes }),
		ofDirectory(guid(107)): with(func(s *Standing) { s.NamesCloudGroup = Yes }),
		ofDirectory(guid(108)): plain,
		ofCloud(lost):          with(func(s *Standing) { s.NamesCloudGroup = Yes }),
	} {
		if d := cmp.Diff(want, subjectOf(t, f, key).Directory.Standing); d != "" {
			t.Errorf("%s (-want +got)\n%s", key, d)
		}
	}
}

func TestWhatLiesOutsideThePartThatWasRead(t *testing.T) {
	s := newScene(t)
	here, absent := s.cloud(1, security, enabled("")), s.cloud(2, security, enabled(""))
	s.copyOf(101, here)
	s.searched(snapshot.Searched{Base: "ou=writeback,dc=contoso,dc=com", Subtree: true})
	f := s.load()
	if of := subjectOf(t, f, ofCloud(here)).Directory.Standing; of.SAMTwinsRead {
		t.Error("a group elsewhere may have the same account name")
	}
	if of := subjectOf(t, f, ofCloud(absent)).Tenant.DirectoryRead; of.Every {
		t.Error("a copy may lie elsewhere")
	}
	if got := f.Totals().Naming.Unread; got != 1 {
		t.Errorf("%d copies have a name that was not read, want the one that may lie elsewhere", got)
	}
}

func TestGroupsOfTwoOUsThatMayBothBeIt(t *testing.T) {
	s := newScene(t)
	s.choices.WritebackOU = "OU=Chosen,DC=contoso,DC=com"
	s.group(101, "in the one that the sync configuration names")
	s.group(102, "in the chosen one", in(s.choices.WritebackOU))
	s.group(103, "in neither", in("OU=Other,DC=contoso,DC=com"))
	f := s.load()
	for _, n := range []int{101, 102} {
		if got := subjectOf(t, f, ofDirectory(guid(n))).Directory.InOU; got != Unknown {
			t.Errorf("group %d: in the writeback OU %s, want unknown", n, got)
		}
	}
	if _, isSubject := f.Position(ofDirectory(guid(103))); isSubject {
		t.Error("a group in neither is of no concern")
	}
}

func TestStandingThatIsNotKnown(t *testing.T) {
	s := newScene(t)
	id := s.cloud(1, security, enabled(""))
	s.copyOf(101, id)
	s.group(102, "Gone_ffffffffffff")
	s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
	f := s.load()
	if got := subjectOf(t, f, ofCloud(id)).Directory.Standing.SyncedBack; got != Unknown {
		t.Errorf("a copy without SID is synced back: %s", got)
	}
	if got := subjectOf(t, f, ofDirectory(guid(102))).Directory.Standing.NamesCloudGroup; got != Unknown {
		t.Errorf("a name while cloud groups are cut names one: %s", got)
	}
}

func TestSplitOUsAreMarked(t *testing.T) {
	s := newScene(t)
	place := func(n int, container string) snapshot.GUID {
		id := s.cloud(n, security, enabled(""))
		s.copyOf(100+n, id, in(container))
		return id
	}
	for n := range 3 {
		place(n, writebackOU)
	}
	var away snapshot.GUID
	for n := range 3 {
		away = place(10+n, "OU=Other,DC=contoso,DC=com")
	}
	below, stray := place(20, "OU=Sub,OU=Other,DC=contoso,DC=com"), place(21, "OU=Third,DC=contoso,DC=com")
	f := s.load()
	for id, want := range map[snapshot.GUID]bool{guid(0): true, away: true, below: true, stray: false} {
		if got := subjectOf(t, f, ofCloud(id)).Directory.Standing.InSplitOU; got != want {
			t.Errorf("%s lies in one of several OUs: %v, want %v", id, got, want)
		}
	}
}

func TestHoldersOfThePrimaryGroupAreNotMissing(t *testing.T) {
	s, id, g := pairScene(t)
	g.SID = new(sidText(7001))
	s.join(id, s.person(11, onPremises(11)), s.person(12, onPremises(12)))
	s.put(g, s.account(11))
	s.facts.PrimaryGroups = map[string]int32{s.account(12): 7001, s.account(13): 7001, s.account(14): 7002}
	got := s.subject(ofCloud(id))
	if got.Directory.Standing.PrimaryHolders != 2 {
		t.Errorf("holders: %d, want 2", got.Directory.Standing.PrimaryHolders)
	}
	m := got.Members
	if d := cmp.Diff([]int{1, 1, 1, 0, 0}, []int{m.Expected, m.Matched, m.Excluded, m.Missing, m.Undecided}); d != "" {
		t.Errorf("expected, matched, excluded, missing, undecided (-want +got)\n%s", d)
	}
	if len(got.Details.Differences) != 1 || got.Details.Differences[0].Difference != DifferenceExcluded {
		t.Errorf("differences: %+v", got.Details.Differences)
	}
}

func TestPeopleOfAnotherForestAreExcluded(t *testing.T) {
	for claim, c := range map[string]struct {
		domains           []snapshot.Domain
		excluded, missing int
	}{
		"domains of the forest not read": {nil, 0, 1},
		"domains of the forest read":     {ours(), 1, 0},
	} {
		s, id, _ := pairScene(t)
		s.facts.Domains = c.domains
		s.join(id, s.person(11, onPremises(11), func(p *snapshot.CloudPrincipal) { p.DomainName = new("fabrikam.com") }))
		m := s.subject(ofCloud(id)).Members
		if m.Excluded != c.excluded || m.Missing != c.missing || m.Classes.OtherForest != c.excluded {
			t.Errorf("%s: excluded %d, missing %d, of another forest %d", claim, m.Excluded, m.Missing, m.Classes.OtherForest)
		}
	}
}

// A group cannot hold an account of another forest, so that a copy which does shows that crossRef objects
// are missing.
func TestAKnownMemberOfAnUnlistedDomainPutsTheListInDoubt(t *testing.T) {
	const dn = "CN=Someone,OU=People,DC=emea,DC=contoso,DC=com"
	elsewhere := func(p *snapshot.CloudPrincipal) { p.DomainName = new("emea.contoso.com") }
	for claim, c := range map[string]struct {
		held                bool
		excluded, undecided int
	}{
		"nobody of it in a copy":                 {false, 2, 0},
		"one of it in a copy, who may be either": {true, 0, 2},
	} {
		s, id, g := pairScene(t)
		s.facts.Domains = ours()
		s.join(id, s.person(11, onPremises(11), elsewhere), s.person(12, elsewhere, onPremises(12)))
		if account := s.object(dn); c.held {
			s.put(g, account)
		}
		f := s.load()
		m := s.subject(ofCloud(id)).Members
		if m.Excluded != c.excluded || m.Undecided != c.undecided || m.ForeignClasses.OtherForest != 0 {
			t.Errorf("%s: excluded %d, undecided %d, of another forest %d", claim, m.Excluded, m.Undecided, m.ForeignClasses.OtherForest)
		}
		if read := f.tenant.Forest.DomainsRead; read == c.held {
			t.Errorf("%s: domains read: %v", claim, read)
		}
	}
}

func TestForeignMembersAreDivided(t *testing.T) {
	class := func(name string) func(*snapshot.DirectoryPrincipal) {
		return func(p *snapshot.DirectoryPrincipal) { p.Seen, p.Class = true, name }
	}
	foreign := func(s *scene, sid string) string {
		return s.object("CN="+sid+",CN=ForeignSecurityPrincipals,DC=contoso,DC=com", class("foreignsecurityprincipal"))
	}
	abroad := "CN=Someone,OU=People,DC=fabrikam,DC=com"
	for _, c := range []struct {
		claim   string
		domains []snapshot.Domain
		member  func(*scene) string
		want    ForeignClasses
	}{
		{"a person", ours(), func(s *scene) string { return s.account(21) }, ForeignClasses{Plain: 1}},
		{"a person known to the cloud", ours(), func(s *scene) string { s.person(21, onPremises(21)); return s.account(21) }, ForeignClasses{Plain: 1, Known: 1}},
		{"a group", ours(), func(s *scene) string { return s.account(21, class("group")) }, ForeignClasses{Dangerous: 1}},
		{"a computer", ours(), func(s *scene) string { return s.account(21, class("computer")) }, ForeignClasses{Dangerous: 1}},
		{"a service account", ours(), func(s *scene) string { return s.account(21, class("msds-groupmanagedserviceaccount")) }, ForeignClasses{Dangerous: 1}},
		{"a protected person", ours(), func(s *scene) string {
			return s.account(21, func(p *snapshot.DirectoryPrincipal) { p.AdminCount = new(int32(1)) })
		}, ForeignClasses{Dangerous: 1}},
		{"an account of another forest", ours(), func(s *scene) string { return s.object(abroad, class("user")) }, ForeignClasses{OtherForest: 1}},
		{"another forest comes before danger", ours(), func(s *scene) string { return s.object(abroad, class("group")) }, ForeignClasses{OtherForest: 1}},
		{"another domain while the forest is not known", nil, func(s *scene) string { return s.object(abroad, class("user")) }, ForeignClasses{Plain: 1, ForestUnknown: 1}},
		{"the own domain is known without the forest", nil, func(s *scene) string { return s.account(21) }, ForeignClasses{Plain: 1}},
		{"what stands for an account elsewhere", nil, func(s *scene) string { return foreign(s, sidText(9)) }, ForeignClasses{OtherForest: 1}},
		{"no record was read", ours(), func(*scene) string { return "cn=ghost,ou=people,dc=contoso,dc=com" }, ForeignClasses{Plain: 1, Unread: 1}},
		{"a record without the class", ours(), func(s *scene) string { return s.account(21, class("")) }, ForeignClasses{Plain: 1, Unread: 1}},
		{"a damaged record", ours(), func(s *scene) string {
			return s.account(21, func(p *snapshot.DirectoryPrincipal) { p.Unreadable = "broken" })
		}, ForeignClasses{Plain: 1, Unread: 1}},
		{"no record, but known to be of another forest", ours(), func(*scene) string { return "cn=ghost,ou=people,dc=fabrikam,dc=com" }, ForeignClasses{OtherForest: 1}},
		{"what stands for everybody", nil, func(s *scene) string { return foreign(s, "S-1-5-11") }, ForeignClasses{Dangerous: 1}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s, id, g := pairScene(t)
			s.facts.Domains = c.domains
			s.put(g, c.member(s))
			m := s.subject(ofCloud(id)).Members
			if d := cmp.Diff(c.want, m.ForeignClasses); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			if m.Foreign != 1 {
				t.Errorf("foreign: %d, want 1", m.Foreign)
			}
		})
	}
}
