package diff

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestMarks(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*snapshot.CloudGroup)
		want   Marks
	}{
		{"an ordinary group has none", func(g *snapshot.CloudGroup) {
			g.DisplayName, g.Description = new("Sales, EMEA #1"), new(strings.Repeat("x", 448))
			g.ProxyAddresses = []string{"SMTP:sales@contoso.com", "smtp:sales@contoso.onmicrosoft.com", "SPO:SPO_1@SPO_2", "smtp:sales@contoso.mail.onmicrosoft.com"}
		}, Marks{}},
		{"449 characters of description are long", func(g *snapshot.CloudGroup) { g.Description = new(strings.Repeat("x", 449)) }, Marks{LongDescription: true}},
		{"a pair of surrogates counts twice", func(g *snapshot.CloudGroup) { g.Description = new(strings.Repeat("x", 447) + "😀") }, Marks{LongDescription: true}},
		{"51 characters of name fit, blanks at the ends apart", func(g *snapshot.CloudGroup) { g.DisplayName = new(strings.Repeat("é", 51)) }, Marks{}},
		{"52 do not", func(g *snapshot.CloudGroup) { g.DisplayName = new(strings.Repeat("é", 52)) }, Marks{LongName: true}},
		{"a blank at an end", func(g *snapshot.CloudGroup) { g.DisplayName = new("Sales ") }, Marks{OddName: true}},
		{"a leading #", func(g *snapshot.CloudGroup) { g.DisplayName = new("#sales") }, Marks{OddName: true}},
		{"a line feed", func(g *snapshot.CloudGroup) { g.DisplayName = new("Sales\nEMEA") }, Marks{OddName: true}},
		{"a mark that turns text round", func(g *snapshot.CloudGroup) { g.DisplayName = new("Sales\u202egpj") }, Marks{OddName: true}},
		{"no name is no odd name", func(g *snapshot.CloudGroup) { g.DisplayName = nil }, Marks{}},
		{"a secondary address", func(g *snapshot.CloudGroup) { g.ProxyAddresses = []string{"SMTP:a@contoso.com", "smtp:b@fabrikam.com"} }, Marks{SecondaryMail: true}},
		{"a domain that only ends alike", func(g *snapshot.CloudGroup) { g.ProxyAddresses = []string{"smtp:b@notonmicrosoft.com"} }, Marks{SecondaryMail: true}},
		{"a paused rule in any case", func(g *snapshot.CloudGroup) { g.MembershipRuleProcessingState = new("paused") }, Marks{RulePaused: true}},
		{"a rule that runs", func(g *snapshot.CloudGroup) { g.MembershipRuleProcessingState = new("On") }, Marks{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, m365, enabled(""), c.change)
			if d := cmp.Diff(c.want, s.subject(ofCloud(id)).Cloud.Marks); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestSharedNamesAreThoseOfTwoWrittenGroups(t *testing.T) {
	called := func(name string) func(*snapshot.CloudGroup) {
		return func(g *snapshot.CloudGroup) { g.DisplayName = &name }
	}
	s := newScene(t)
	shared := []snapshot.GUID{
		s.cloud(1, m365, enabled(""), called("Straße")), s.cloud(2, security, enabled(""), called(" STRAßE ")),
		s.cloud(3, m365, enabled(""), called("straße")),
	}
	single := []snapshot.GUID{
		s.cloud(4, m365, enabled(""), called("Sales")), s.cloud(5, security, disabled, called("Sales")),
		s.cloud(6, m365, enabled(""), called("")), s.cloud(7, m365, enabled(""), called("")),
	}
	f := s.load()
	for _, id := range shared {
		if !subjectOf(t, f, ofCloud(id)).Cloud.Marks.SharedName {
			t.Errorf("%s shares its name", id)
		}
	}
	for _, id := range single {
		if subjectOf(t, f, ofCloud(id)).Cloud.Marks.SharedName {
			t.Errorf("%s shares its name with no written group", id)
		}
	}
	if d := cmp.Diff(NameTotals{Long: Exactly(0), Odd: Exactly(1), Shared: Exactly(3)}, f.Totals().Names); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestNamesThatWereNotReadAreNotCounted(t *testing.T) {
	s := newScene(t)
	s.cloud(1, m365, enabled(""))
	s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Properties = []string{"id"} })
	if d := cmp.Diff(NameTotals{}, s.load().Totals().Names); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestOwners(t *testing.T) {
	guest := func(p *snapshot.CloudPrincipal) { p.UserType = new("Guest") }
	read := func(g *snapshot.CloudGroup) { g.Owners = snapshot.Coverage{Status: snapshot.Complete} }
	s := newScene(t)
	s.ended[snapshot.StreamCloudOwners] = snapshot.Ended{Status: snapshot.Complete}
	owned := s.cloud(1, m365, read)
	empty := s.cloud(2, m365, read)
	cut := s.cloud(3, m365, func(g *snapshot.CloudGroup) { g.Owners = snapshot.Coverage{Status: snapshot.Partial} })
	s.own(owned, s.person(11), s.person(12, guest), guid(13))
	s.own(cut, s.person(14))
	enabledPerson := func(p *snapshot.CloudPrincipal) { p.AccountEnabled = new(true) }
	untyped := func(p *snapshot.CloudPrincipal) { p.UserType = nil }
	unsure := s.cloud(4, m365, read)
	s.own(unsure, s.person(16, enabledPerson), s.person(17, enabledPerson, untyped), s.person(18, untyped, func(p *snapshot.CloudPrincipal) { p.AccountEnabled = new(false) }))
	s.own(guid(99), s.person(15))
	f := s.load()
	for id, want := range map[snapshot.GUID]OwnerFacts{
		owned: {Read: "complete", Count: 3, Guests: 1, Unread: 1, Unsure: 2, Others: 3}, empty: {Read: "complete"}, cut: {Read: "partial", Count: 1, Unsure: 1, Others: 1},
		unsure: {Read: "complete", Count: 3, Unread: 2, Active: 1, Unsure: 1, Others: 3},
	} {
		if d := cmp.Diff(want, subjectOf(t, f, ofCloud(id)).Cloud.Owners); d != "" {
			t.Errorf("%s (-want +got)\n%s", id, d)
		}
	}
	delete(s.ended, snapshot.StreamCloudOwners)
	s.owners = nil
	if got := s.subject(ofCloud(empty)).Cloud.Owners.Read; got != "absent" {
		t.Errorf("owners that were not collected are %s", got)
	}
}

func TestOwnersWhomAdminsNamesAreNoOthersUnlessTheyAreGuests(t *testing.T) {
	s := newScene(t)
	s.ended[snapshot.StreamCloudOwners] = snapshot.Ended{Status: snapshot.Complete}
	owned := s.cloud(1, m365, func(g *snapshot.CloudGroup) { g.Owners = snapshot.Coverage{Status: snapshot.Complete} })
	admin, guest := s.person(11), s.person(12, func(p *snapshot.CloudPrincipal) { p.UserType = new("Guest") })
	s.own(owned, admin, guest, guid(13), s.person(14))
	s.choices.Governance.Admins = []snapshot.GUID{admin, guest, guid(13)}
	if got := s.subject(ofCloud(owned)).Cloud.Owners; got.Count != 4 || got.Others != 2 {
		t.Errorf("%d owners, %d others: want 4, and of them the guest and the one whom nobody named", got.Count, got.Others)
	}
}

func TestLoopsOfWrittenGroups(t *testing.T) {
	s := newScene(t)
	a, b := s.cloud(1, security, enabled("")), s.cloud(2, security, enabled(""))
	c, d := s.cloud(3, security, enabled("")), s.cloud(4, security, disabled)
	self, beside := s.cloud(5, security, enabled("")), s.cloud(6, security, enabled(""))
	for n, id := range map[int]snapshot.GUID{1: a, 2: b, 3: c, 4: d, 5: self, 6: beside} {
		s.person(n, func(p *snapshot.CloudPrincipal) { p.ID, p.Type = id, "group" })
	}
	s.join(a, b)
	s.join(b, a)
	s.join(c, d)
	s.join(d, c)
	s.join(self, self, beside)
	f := s.load()
	for id, want := range map[snapshot.GUID][2]bool{
		a: {true, true}, b: {true, true}, c: {true, false}, d: {true, false}, self: {true, true}, beside: {false, false},
	} {
		n := subjectOf(t, f, ofCloud(id)).Nesting
		if got := [2]bool{n.InCycle, n.InWrittenLoop}; got != want {
			t.Errorf("%s is in a cycle, and in one of written groups: %v, want %v", id, got, want)
		}
	}
}

func TestLoopsThatNobodyCanRuleOut(t *testing.T) {
	halved := func(g *snapshot.CloudGroup) { g.Members.Status = snapshot.Partial }
	hidden := func(g *snapshot.CloudGroup) { g.Unreadable, g.Members.Status = "defect", snapshot.Absent }
	for _, c := range []struct {
		name string
		// top contains middle, which contains bottom; bottom contains nothing known.
		middle, bottom func(*snapshot.CloudGroup)
		closed         bool
		want           bool
	}{
		{"read whole and open at the end there is none", enabled(""), enabled(""), false, false},
		{"of a nested group read in part the rest may close it", enabled(""), halved, false, true},
		{"a group that is not written stands between", disabled, halved, false, false},
		{"a group that may be written may close it", enabled(""), hidden, true, true},
		{"a group that is not written closes none", enabled(""), disabled, true, false},
		{"closed by written groups it is known", enabled(""), enabled(""), true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			top, middle := s.cloud(1, security, enabled("")), s.cloud(2, security, c.middle)
			bottom := s.cloud(3, security, enabled(""), c.bottom)
			for n, id := range map[int]snapshot.GUID{1: top, 2: middle, 3: bottom} {
				s.person(n, func(p *snapshot.CloudPrincipal) { p.ID, p.Type = id, "group" })
			}
			s.join(top, middle)
			s.join(middle, bottom)
			if c.closed {
				s.join(bottom, top)
			}
			got := s.subject(ofCloud(top)).Nesting
			if got.MayLoop != c.want {
				t.Errorf("may loop %v, want %v (in a loop %v)", got.MayLoop, c.want, got.InWrittenLoop)
			}
		})
	}
}

func TestMembersThatCannotArrive(t *testing.T) {
	kind := func(name string, change ...func(*snapshot.CloudPrincipal)) func(*snapshot.CloudPrincipal) {
		return func(p *snapshot.CloudPrincipal) {
			p.Type = name
			for _, c := range change {
				c(p)
			}
		}
	}
	s := newScene(t)
	s.end(snapshot.StreamCloudPrincipals, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "userType") })
	full := s.cloud(1, security, enabled(""))
	s.join(full, s.person(11, onPremises(11)), s.person(12, kind("servicePrincipal")), s.person(13, kind("orgContact")))
	s.join(full, s.person(14, kind("orgContact", onPremises(14))))
	nobody := s.cloud(2, security, enabled(""))
	s.join(nobody, s.person(15), s.person(16, kind("servicePrincipal")))
	unread := s.cloud(3, security, enabled(""), func(g *snapshot.CloudGroup) { g.Members.Status = snapshot.Absent })
	cut := s.cloud(5, security, enabled(""), func(g *snapshot.CloudGroup) {
		g.Members = snapshot.Coverage{Status: snapshot.Partial, Reason: "the last page was not read", SourceCount: new(int64(6)), Received: 1}
	})
	s.join(cut, s.person(18, kind("servicePrincipal")))
	s.choices.MemberLimits.V2Security = 8
	found := s.cloud(4, security, enabled(""))
	s.person(17, func(p *snapshot.CloudPrincipal) {
		p.ID, p.Type, p.SyncEnabled, p.SecurityIdentifier = guid(17), "group", new(true), new(sidText(17))
	})
	s.join(found, guid(17))
	s.put(s.copyOf(104, found), s.account(17, func(p *snapshot.DirectoryPrincipal) { p.Class = "group" }))
	type want struct {
		Others, Percent int
		Known           int64
		Nobody          Answer
	}
	f := s.load()
	for id, expected := range map[snapshot.GUID]want{
		full: {2, 50, 4, No}, nobody: {1, 25, 2, Yes}, unread: {0, 0, 0, Unknown}, found: {0, 12, 1, No}, cut: {1, 75, 6, Unknown},
	} {
		m := subjectOf(t, f, ofCloud(id)).Members
		if d := cmp.Diff(expected, want{m.ExcludedOthers, m.LimitPercent, m.KnownCount, m.Nobody}); d != "" {
			t.Errorf("%s (-want +got)\n%s", id, d)
		}
	}
}
