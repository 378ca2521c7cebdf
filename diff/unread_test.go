package diff

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// lacks says that the search that brought a group did not ask for attributes.
func lacks(names ...string) func(*snapshot.DirectoryGroup) {
	return func(g *snapshot.DirectoryGroup) { g.Missing = names }
}

// own is what is told of one group's attributes.
type own struct {
	Anchors, Mail, SID, Admins, Managed bool
	AnchorsRead                         Answer
	State                               AnchorState
	NotCompared                         []string
}

func ownOf(s Subject) own {
	o := own{Anchors: s.Tenant.DirectoryRead.Anchors, Mail: s.Tenant.DirectoryRead.Mail, SID: s.Tenant.DirectoryRead.ObjectSID,
		Admins: s.Tenant.DirectoryRead.AccountAdminCount, Managed: s.Tenant.Governance.ManagedBy}
	if d := s.Directory; d != nil {
		o.AnchorsRead, o.State, o.NotCompared = d.AnchorsRead, d.AnchorState, d.NotCompared
	}
	return o
}

func TestWhatASearchDidNotAskForIsUnknownOfItsGroupsAlone(t *testing.T) {
	read := own{Anchors: true, Mail: true, SID: true, Admins: true, Managed: true, AnchorsRead: Yes, State: AnchorLive, NotCompared: []string{}}
	with := func(change func(*own)) own { o := read; change(&o); return o }
	for claim, tt := range map[string]struct {
		missing []string
		want    own
	}{
		"nothing missing leaves nothing open": {nil, read},
		"one anchor missing leaves the other standing": {[]string{"msDS-ExternalDirectoryObjectId"}, with(func(o *own) {
			o.Anchors, o.AnchorsRead = false, No
		})},
		"mail missing is neither set nor unset":        {[]string{"mail"}, with(func(o *own) { o.Mail, o.NotCompared = false, []string{"mail"} })},
		"a description missing is not compared":        {[]string{"description"}, with(func(o *own) { o.NotCompared = []string{"description"} })},
		"a SID missing is not one of no primary group": {[]string{"objectSid"}, with(func(o *own) { o.SID = false })},
		"managedBy missing is not nobody":              {[]string{"managedBy"}, with(func(o *own) { o.Managed = false })},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newScene(t)
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "managedby") })
			s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "admincount") })
			id, other := s.cloud(1, security, enabled("")), s.cloud(2, security, enabled(""))
			s.group(101, "x", adminAnchor(id), lacks(tt.missing...))
			s.group(102, "y", adminAnchor(other), func(g *snapshot.DirectoryGroup) { g.Mail = new("y@contoso.com") })
			f := s.load()
			if diff := cmp.Diff(tt.want, ownOf(subjectOf(t, f, ofCloud(id)))); diff != "" {
				t.Errorf("the group (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(read, ownOf(subjectOf(t, f, ofCloud(other)))); diff != "" {
				t.Errorf("the other group (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAGroupWhoseAnchorWasNotReadMayBeTheCopyOfAny(t *testing.T) {
	for claim, tt := range map[string]struct {
		missing []string
		absent  Answer
		read    Answer
	}{
		"where every anchor was read a copy that was not found does not exist": {nil, Yes, Yes},
		"without adminDescription of one group no copy is known to be absent":  {[]string{"adminDescription"}, Unknown, No},
		"nor without the other anchor":                                         {[]string{"msDS-ExternalDirectoryObjectId"}, Unknown, No},
		"another attribute says nothing of it":                                 {[]string{"mail"}, Yes, Yes},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.group(101, "x", lacks(tt.missing...))
			f := s.load()
			got := subjectOf(t, f, ofCloud(id))
			if got.DirectoryAbsent != tt.absent || got.Tenant.AnchorsRead != tt.read {
				t.Errorf("absent %s, anchors read %s", got.DirectoryAbsent, got.Tenant.AnchorsRead)
			}
			if stray := subjectOf(t, f, ofDirectory(guid(101))); tt.absent == Unknown && stray.Directory.AnchorState != AnchorUndecided {
				t.Errorf("the anchor of the group is %s", stray.Directory.AnchorState)
			}
		})
	}
}

func TestAnAccountWhoseAttributesWereNotReadIsNoPlainOne(t *testing.T) {
	s := newScene(t)
	s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) {
		e.Properties = append(e.Properties, "admincount", "useraccountcontrol", "accountexpires")
	})
	id, other := s.cloud(1, security, enabled("")), s.cloud(2, security, enabled(""))
	x, y := s.group(101, "x", adminAnchor(id)), s.group(102, "y", adminAnchor(other))
	missing := s.account(11, func(p *snapshot.DirectoryPrincipal) { p.Missing = []string{"adminCount", "accountExpires"} })
	whole := s.account(12)
	s.put(x, missing)
	s.put(y, whole)
	f := s.load()
	if subjectOf(t, f, ofCloud(id)).Tenant.DirectoryRead.AccountAdminCount || subjectOf(t, f, ofCloud(id)).Tenant.Governance.AdminCount {
		t.Error("adminCount of a member that was not asked for counts as read")
	}
	if got := subjectOf(t, f, ofCloud(other)).Tenant; !got.DirectoryRead.AccountAdminCount || !got.Governance.AdminCount {
		t.Error("what is missing of one account is missing of the members of another group")
	}
}

func TestEveryUnreadAttributeHasABitOfItsOwn(t *testing.T) {
	seen := unreadAttributes(0)
	for _, name := range unreadNames {
		bit := unreadOf(&snapshot.DirectoryGroup{Missing: []string{name}})
		if bit == 0 || seen&bit != 0 {
			t.Errorf("%s has the bits %b after %b", name, bit, seen)
		}
		seen |= bit
	}
	if seen != unreadEverything {
		t.Errorf("all are %b, want %b", seen, unreadEverything)
	}
}

func TestAnAnchorThatNobodyHasIsUnsetWhereItWasAskedFor(t *testing.T) {
	for claim, tt := range map[string]struct {
		query string
		want  Answer
	}{
		"a search that asked for both":             {"groups.ldif (requesting: adminDescription msDS-ExternalDirectoryObjectId)", Yes},
		"a search that asked for every attribute":  {"groups.ldif (requesting: * memberOf)", Yes},
		"one whose head says ALL":                  {"groups.ldif (requesting: ALL)", Yes},
		"a search that asked for one of them":      {"groups.ldif (requesting: cn adminDescription)", No},
		"a source that does not say what it asked": {"groups.ldif", Unknown},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.group(101, "x", adminAnchor(id))
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) {
				e.Query = tt.query
				e.Properties = slices.DeleteFunc(e.Properties, func(p string) bool { return p == "msds-externaldirectoryobjectid" })
			})
			if got := subjectOf(t, s.load(), ofCloud(id)).Tenant.AnchorsRead; got != tt.want {
				t.Errorf("anchors read: %s, want %s", got, tt.want)
			}
		})
	}
}
