package diff

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestACopyIsMissedOnlyWhereItWasLookedFor(t *testing.T) {
	const ou, domain = "ou=writeback,dc=contoso,dc=com", "dc=contoso,dc=com"
	every := func(base string) snapshot.Searched { return snapshot.Searched{Base: base, Subtree: true} }
	anchored := snapshot.Searched{Base: domain, Subtree: true, Anchored: true}
	noOU := func(s *scene) { s.sync.UnifiedGroupContainer = nil }
	untold := func(s *scene) { s.searched() }
	admins := func(s *scene) {
		s.group(91, "Domain Admins", in("CN=Users,DC=contoso,DC=com"), func(g *snapshot.DirectoryGroup) { g.SID = new("S-1-5-21-1-2-3-512") })
	}
	nothing := func(s *scene) { s.directory = nil }
	elsewhere := func(s *scene) {
		s.directory = nil
		s.group(90, "Sales", in("OU=Groups,DC=contoso,DC=com"))
	}
	for _, c := range []struct {
		claim  string
		change []func(*scene)
		// whole says that the list is, absent that the copy is known not to be there.
		whole  bool
		absent Answer
	}{
		{"the whole domain was searched", nil, true, Yes},
		{"the OU, and the domain for anchors", []func(*scene){func(s *scene) { s.searched(every(ou), anchored) }}, true, Yes},
		{"only the OU: a copy may lie elsewhere", []func(*scene){func(s *scene) { s.searched(every(ou)) }}, true, Unknown},
		{"only for anchors: a copy in the OU may have none", []func(*scene){func(s *scene) { s.searched(anchored) }}, false, Unknown},
		{"another OU", []func(*scene){func(s *scene) { s.searched(every("ou=groups,"+domain), anchored) }}, false, Unknown},
		{"one level above the OU", []func(*scene){func(s *scene) { s.searched(snapshot.Searched{Base: domain}, anchored) }}, false, Unknown},
		{"another domain", []func(*scene){func(s *scene) { s.searched(every("dc=fabrikam,dc=com")) }}, false, Unknown},
		{"a source that does not tell, with something of the OU", []func(*scene){untold}, true, Unknown},
		{"and with a group that every domain has", []func(*scene){untold, admins}, true, Yes},
		{"a source that does not tell, with nothing of the OU", []func(*scene){untold, elsewhere, admins}, false, Unknown},
		{"nobody names the OU, and the whole domain was searched", []func(*scene){noOU}, true, Yes},
		{"nobody names the OU, and what was searched holds a copy", []func(*scene){noOU, func(s *scene) { s.searched(every(ou), anchored) }}, true, Yes},
		{"nobody names the OU, and what was searched holds none", []func(*scene){noOU, elsewhere, func(s *scene) { s.searched(every("ou=groups,"+domain), anchored) }}, false, Unknown},
		{"nothing came of the whole domain", []func(*scene){nothing}, true, Yes},
		{"nothing came of the OU", []func(*scene){nothing, func(s *scene) { s.searched(every(ou), anchored) }}, true, Yes},
		{"nothing came of another OU", []func(*scene){nothing, func(s *scene) { s.searched(every("ou=groups,"+domain), anchored) }}, false, Unknown},
		{"nothing came, and the source does not tell", []func(*scene){nothing, untold}, true, Yes},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.copyOf(10, s.cloud(1, m365))
			s.cloud(2, m365)
			for _, change := range c.change {
				change(s)
			}
			f := s.load()
			state := f.State(snapshot.StreamDirectoryGroups)
			if whole := state.Status == snapshot.Complete; whole != c.whole || !whole && !strings.Contains(state.Reason, "writeback OU") {
				t.Errorf("the list is %s: %s", state.Status, state.Reason)
			}
			if got := s.subject("c:" + guid(2).String()).DirectoryAbsent; got != c.absent {
				t.Errorf("absent: %s, want %s", got, c.absent)
			}
		})
	}
}
