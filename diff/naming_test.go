package diff

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestNamingTotals(t *testing.T) {
	s := newScene(t)
	copyNamed := func(n int, cn string, change ...func(*snapshot.DirectoryGroup)) {
		id := s.cloud(n, security, enabled(""), func(g *snapshot.CloudGroup) { g.DisplayName = new("Sales") })
		s.group(100+n, cn+"_"+id.String()[24:], append([]func(*snapshot.DirectoryGroup){adminAnchor(id)}, change...)...)
	}
	s.copyOf(101, s.cloud(1, security, enabled("")))
	copyNamed(2, "sales")
	copyNamed(3, "Marketing")
	copyNamed(4, "Marketing", func(g *snapshot.DirectoryGroup) { g.WhenChanged = new(sceneStart.Add(-time.Minute)) })
	copyNamed(5, "Sales", func(g *snapshot.DirectoryGroup) { g.CN, g.DN = nil, "OU=Sales,"+writebackOU })
	s.group(106, "Group_"+s.cloud(6, security, enabled("")).String())
	s.copyOf(107, s.cloud(7, security, disabled), func(g *snapshot.DirectoryGroup) { g.CN = new("Old_" + guid(7).String()[24:]) })
	want := NamingTotals{GroupID: 1, DisplayName: 4, Stale: 1, StaleSettling: 1, Unread: 1, CopiesRead: true}
	if d := cmp.Diff(want, s.load().Totals().Naming); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestCopiesThatCloudSyncMayHaveWrittenAreNotCounted(t *testing.T) {
	s := newScene(t)
	s.jobs = []snapshot.SyncJob{{ID: snapshot.GroupProvisioning + ".1"}}
	id := s.cloud(1, security, enabled(""))
	s.copyOf(101, id, externalAnchor(id))
	if got := s.load().Totals().Naming; got != (NamingTotals{CopiesRead: true}) {
		t.Errorf("naming: %+v", got)
	}
}

func TestMailingTotals(t *testing.T) {
	s := newScene(t)
	s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) {
		e.Properties = append(e.Properties, "msexchrecipientdisplaytype", "showinaddressbook")
	})
	known := func(lists ...string) func(*snapshot.DirectoryGroup) {
		return func(g *snapshot.DirectoryGroup) {
			g.RecipientDisplayType, g.ShowInAddressBook = new(RecipientDisplayTypeM365), lists
		}
	}
	s.copyOf(101, s.cloud(1, m365, enabled("")), known("CN=All"))
	s.copyOf(102, s.cloud(2, m365, enabled("universalMailEnabledSecurityGroup")), known())
	s.copyOf(103, s.cloud(3, m365, enabled("")))
	s.copyOf(104, s.cloud(4, m365, enabled("")), func(g *snapshot.DirectoryGroup) { g.WhenCreated = new(sceneStart.Add(-time.Minute)) })
	s.copyOf(105, s.cloud(5, m365, enabled("universalSecurityGroup")))
	s.copyOf(106, s.cloud(6, security, enabled("")))
	s.cloud(7, m365, enabled(""))
	f := s.load()
	want := MailingTotals{Expected: 5, Bare: new(1), Recipients: new(2), Invisible: new(1)}
	if d := cmp.Diff(want, f.Totals().Mailing); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got := f.TenantSubject().Tenant.Mailing; got != (Mailing{RecipientsWritten: true, OnPremMailboxes: Unknown}) {
		t.Errorf("mailing: %+v", got)
	}
}

func TestMailAttributesThatWereNotReadCountNothing(t *testing.T) {
	s := newScene(t)
	s.copyOf(101, s.cloud(1, m365, enabled("")))
	if d := cmp.Diff(MailingTotals{Expected: 1}, s.load().Totals().Mailing); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestMailAttributesAreCountedWhereTheyWereReadOfEveryCopy(t *testing.T) {
	unread := func(names ...string) func(*snapshot.DirectoryGroup) {
		return func(g *snapshot.DirectoryGroup) { g.Missing = names }
	}
	counted, open := MailingTotals{Expected: 1, Bare: new(1), Recipients: new(0), Invisible: new(0)}, MailingTotals{Expected: 1}
	for _, c := range []struct {
		claim  string
		change func(*scene)
		want   MailingTotals
	}{
		{"of a group that is no copy they are not asked", func(s *scene) { s.group(201, "Printers", unread("msExchRecipientDisplayType", "showInAddressBook")) }, counted},
		{"a group whose anchor was not read may be a copy", func(s *scene) { s.group(201, "Printers", unread("msExchRecipientDisplayType", "adminDescription")) }, open},
		{"of another copy they were not read", func(s *scene) {
			s.copyOf(102, s.cloud(2, security, enabled("")), unread("msExchRecipientDisplayType"))
		}, open},
		{"the address lists alone leave open who is seen", func(s *scene) {
			s.copyOf(102, s.cloud(2, security, enabled("")), unread("showInAddressBook"))
		}, MailingTotals{Expected: 1, Bare: new(1), Recipients: new(0)}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) {
				e.Properties = append(e.Properties, "msexchrecipientdisplaytype", "showinaddressbook")
			})
			s.copyOf(101, s.cloud(1, m365, enabled("")))
			c.change(s)
			if d := cmp.Diff(c.want, s.load().Totals().Mailing); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestMailboxesOnPremises(t *testing.T) {
	for claim, c := range map[string]struct {
		details *int64
		asked   bool
		class   string
		want    Answer
	}{
		"a mailbox": {new(int64(1)), true, "user", Yes}, "a remote mailbox": {new(int64(2147483648)), true, "user", No},
		"none asked for": {nil, false, "user", Unknown}, "no account read": {nil, true, "group", Unknown},
	} {
		s := newScene(t)
		s.account(1, func(p *snapshot.DirectoryPrincipal) { p.RecipientTypeDetails, p.Class = c.details, c.class })
		if c.asked {
			s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "msexchrecipienttypedetails") })
		}
		if got := s.load().TenantSubject().Tenant.Mailing.OnPremMailboxes; got != c.want {
			t.Errorf("%s: %s, want %s", claim, got, c.want)
		}
		g := s.group(101, "Sales", in("OU=Groups,DC=contoso,DC=com"))
		s.put(g, s.account(2, func(p *snapshot.DirectoryPrincipal) { p.Seen, p.Class = false, "" }))
		if got := s.load().TenantSubject().Tenant.Mailing.OnPremMailboxes; c.want != Yes && got != Unknown {
			t.Errorf("%s, beside a member without a record: %s", claim, got)
		}
	}
}

func TestReferenceTotals(t *testing.T) {
	s, id, g := pairScene(t)
	g.SID = new(sidText(7001))
	for n := range 5 {
		s.join(id, s.person(20+n, onPremises(20+n)))
	}
	s.join(id, s.person(30))
	s.put(g, s.account(20))
	s.facts.PrimaryGroups = map[string]int32{s.account(21): 7001}
	unread := s.cloud(50, security, enabled(""), func(g *snapshot.CloudGroup) { g.Members.Status = snapshot.Partial })
	s.join(unread, s.person(31, onPremises(31)))
	s.copyOf(150, unread)
	s.jobs = []snapshot.SyncJob{{ID: "1", TemplateID: new("ad2aadProvisioning")}}
	want := ReferenceTotals{Expected: 5, Undecided: 1, Missing: 3, PeopleByCloudSync: Yes}
	if d := cmp.Diff(want, s.load().Totals().References); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	s.group(151, "Disputed", adminAnchor(unread))
	if got := s.load().Totals().References; got.Undecided != 1 {
		t.Errorf("a group whose copy is disputed is left out: %+v", got)
	}
	s.cloud(51, security, enabled(""))
	s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
	if got := s.load().Totals().References; got.Undecided != 2 {
		t.Errorf("a group whose copy may not have been read is left out: %+v", got)
	}
	s.jobs = nil
	s.end(snapshot.StreamSyncJobs, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
	if got := s.load().Totals().References.PeopleByCloudSync; got != Unknown {
		t.Errorf("a cut list of jobs says %s", got)
	}
}
