package changes

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// look is what is known of where one snapshot looked.
type look struct {
	// facts are those of the directory, empty where they were not read; wholeFacts is true where no part of them is known
	// to be missing.
	facts      *snapshot.DirectoryFacts
	wholeFacts bool
	// groups tells where was looked for groups, units where for every organizational unit.
	groups snapshot.StreamState
	units  []snapshot.Searched
	// homes are the folded DNs of the containers in which groups were read, and domains the DNS names of those of which
	// a group came that every domain has.
	homes, domains map[string]bool
	// inhabited are those containers and heads of domains that the other snapshot alone has read in which this one has
	// objects: they are there.
	inhabited map[string]bool
	// servers are the Connect servers whose exports the snapshot holds.
	servers map[string]bool
	// other is what is known of the other snapshot.
	other *look
}

// looksOf reads what is known of both sides.
func looksOf(before, after *snapshot.Reader) (looks [2]*look, err error) {
	for side, r := range [...]*snapshot.Reader{before, after} {
		l := &look{}
		looks[side] = l
		if l.facts, err = r.DirectoryFacts(); err != nil {
			return looks, err
		}
		if l.facts == nil {
			l.facts = &snapshot.DirectoryFacts{}
		}
		facts := r.State(snapshot.StreamDirectoryFacts)
		l.groups, l.units, l.wholeFacts = r.State(snapshot.StreamDirectoryGroups), facts.Searched, facts.Status == snapshot.Complete
		if err = l.readServers(r); err != nil {
			return looks, err
		}
		if err = l.readHomes(r); err != nil {
			return looks, err
		}
	}
	looks[earlier].other, looks[later].other = looks[later], looks[earlier]
	return looks, cmp.Or(looks[earlier].readInhabited(before), looks[later].readInhabited(after))
}

// readInhabited looks for objects in what the other snapshot alone has read.
func (l *look) readInhabited(r *snapshot.Reader) error {
	l.inhabited = map[string]bool{}
	for _, dn := range l.other.facts.Containers {
		if !l.holds(dn) {
			l.inhabited[dn] = false
		}
	}
	for _, d := range l.other.facts.Domains {
		if folded, err := snapshot.FoldDN(d.DN); err == nil && !l.knowsDomain(d.DN) {
			l.inhabited[folded] = false
		}
	}
	if len(l.inhabited) == 0 {
		return nil
	}
	for _, dn := range l.facts.Containers {
		l.inhabit(dn)
	}
	for g, err := range r.DirectoryGroups() {
		if err != nil {
			return err
		}
		if folded, err := snapshot.FoldDN(g.DN); err == nil {
			l.inhabit(folded)
		}
	}
	for p, err := range r.DirectoryPrincipals() {
		if err != nil {
			return err
		}
		l.inhabit(p.FoldedDN)
	}
	return nil
}

// inhabit notes what an object lies in.
func (l *look) inhabit(folded string) {
	for at := snapshot.ParentDN(folded); at != ""; at = snapshot.ParentDN(at) {
		if _, asked := l.inhabited[at]; asked {
			l.inhabited[at] = true
		}
	}
}

// readServers notes the servers of which anything was read.
func (l *look) readServers(r *snapshot.Reader) error {
	l.servers = map[string]bool{}
	return cmp.Or(
		noteServers(l.servers, r.ConnectServers(), func(s *snapshot.ConnectServer) string { return s.Server }),
		noteServers(l.servers, r.ConnectSchedulers(), func(s *snapshot.ConnectScheduler) string { return s.Server }),
		noteServers(l.servers, r.ConnectConnectors(), func(c *snapshot.ConnectConnector) string { return c.Server }))
}

func noteServers[T any](servers map[string]bool, list iter.Seq2[T, error], server func(*T) string) error {
	for one, err := range list {
		if err != nil {
			return err
		}
		servers[server(&one)] = true
	}
	return nil
}

// missedServer says why what a Connect server told may be missing: each server is exported by itself, and nothing
// says how many there are.
func missedServer(server string, by *look) string {
	if by.servers[server] {
		return ""
	}
	return "holds nothing of its server"
}

// missedGroup says why a list of directory groups may lack one: nobody looked where it lies.
func missedGroup(g *snapshot.DirectoryGroup, by *look) string {
	folded, err := snapshot.FoldDN(g.DN)
	if err != nil {
		return "did not search where it lies"
	}
	parent, anchored := snapshot.ParentDN(folded), deref(g.AdminDescription) != "" || deref(g.ExternalDirectoryObjectID) != ""
	sought := slices.ContainsFunc(by.groups.Searched, func(in snapshot.Searched) bool { return in.Covers(parent) && (anchored || !in.Anchored) })
	if sought || by.groups.Searched == nil && !by.smaller(parent) && !by.narrower(folded) {
		return ""
	}
	return "did not search where it lies"
}

// readHomes notes where groups were read, for a source that does not say where it looked.
func (l *look) readHomes(r *snapshot.Reader) error {
	l.homes, l.domains = map[string]bool{}, map[string]bool{}
	if l.groups.Searched != nil {
		return nil
	}
	for g, err := range r.DirectoryGroups() {
		if err != nil {
			return err
		}
		folded, err := snapshot.FoldDN(g.DN)
		if err != nil {
			continue
		}
		l.homes[snapshot.ParentDN(folded)] = true
		if g.SID != nil && diff.IsOfEveryDomain(*g.SID) {
			l.domains[snapshot.DomainOf(folded)] = true
		}
	}
	return nil
}

// smaller reports whether the other snapshot looked into a container, as it says or since a group came that every domain
// has, and this one shows neither such a group nor any of the container.
func (l *look) smaller(container string) bool {
	domain := snapshot.DomainOf(container)
	sought := l.other.domains[domain] || slices.ContainsFunc(l.other.groups.Searched, func(in snapshot.Searched) bool { return in.Covers(container) })
	return sought && !l.groups.ToEnd && !l.domains[domain] && !l.homes[container]
}

// narrower reports whether the other snapshot saw containers above an object, and this one saw none of them: it looked
// elsewhere.
func (l *look) narrower(folded string) bool {
	met := false
	for at := snapshot.ParentDN(folded); at != ""; at = snapshot.ParentDN(at) {
		if l.holds(at) {
			return false
		}
		met = met || l.other.holds(at)
	}
	return met
}

func (l *look) holds(container string) bool {
	_, found := slices.BinarySearch(l.facts.Containers, container)
	return found
}

// missedDeleted says why a list of deleted groups may lack one: the Deleted Objects of its domain were not read.
func missedDeleted(g *snapshot.DirectoryDeletedGroup, by *look) string {
	domain := snapshot.DomainOf(g.DN)
	if by.facts.DeletedDomains == nil || slices.ContainsFunc(by.facts.DeletedDomains, func(d string) bool { return strings.EqualFold(d, domain) }) {
		return ""
	}
	return "did not read the deleted objects of its domain"
}
