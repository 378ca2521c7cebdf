package diff

import (
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Mail is compared where the copy carries it, which is not known of a group that is written as nobody
// knows what.
func TestMailOfAGroupOfUnknownTypeIsNotCompared(t *testing.T) {
	mailed := func(g *snapshot.CloudGroup) { g.Mail = new("sales@contoso.com") }
	s := newScene(t)
	s.collect("mail")
	read, open := s.cloud(1, m365, enabled("universalDistributionGroup"), mailed), s.cloud(2, m365, enabled("something else"), mailed)
	for n, id := range []snapshot.GUID{read, open} {
		s.copyOf(101+n, id, func(g *snapshot.DirectoryGroup) { g.Mail = new("other@contoso.com") })
	}
	f := s.load()
	for id, want := range map[snapshot.GUID]bool{read: false, open: true} {
		if got := slices.Contains(subjectOf(t, f, ofCloud(id)).Directory.NotCompared, "mail"); got != want {
			t.Errorf("%s: mail left open: %v, want %v", id, got, want)
		}
	}
}

// What a cloud group is called and says of itself is not known when its record could not be read: its
// copy then differs in nothing, gives the name that is shown, and the remark says which groups those are.
func TestAGroupThatCouldNotBeReadDiffersInNothing(t *testing.T) {
	s := newScene(t)
	for n := 1; n <= 7; n++ {
		s.copyOf(100+n, s.cloud(n, unreadKind, makeUnreadable), externalAnchor(guid(n)))
	}
	f := s.load()
	subject, known := f.Subject("c:" + guid(1).String())
	if !known || subject.Directory == nil {
		t.Fatal("the group has no copy")
	}
	if want := []string{"description", "displayName", "mail"}; len(subject.Directory.Drift) != 0 || !slices.Equal(subject.Directory.NotCompared, want) {
		t.Errorf("it differs in %v and leaves %v open, want nothing and %v", subject.Directory.Drift, subject.Directory.NotCompared, want)
	}
	if subject.Identity.Name == "" {
		t.Error("it has no name, though its copy has one")
	}
	if f.Assembler().Detail(&subject); subject.Details.Cloud.Unreadable != "a member record is cut" {
		t.Errorf("the group itself says %q", subject.Details.Cloud.Unreadable)
	}
	notes := strings.Join(f.Unreadable(), "\n")
	for _, want := range []string{"7 cloud groups could not be read", guid(5).String() + " (a member record is cut)", guid(2).String(), " and 2 more"} {
		if !strings.Contains(notes, want) {
			t.Errorf("the remarks do not say %q:\n%s", want, notes)
		}
	}
}
