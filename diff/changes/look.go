package changes

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// look is what is known of where one snapshot looked.
type look struct {
	// state is that of the list that is compared.
	state snapshot.StreamState
	// facts are those of the directory, others those of the other snapshot; empty where they were not read.
	facts, others *snapshot.DirectoryFacts
	// wholeFacts is true where no part of them is known to be missing; groups tells where was looked for groups.
	wholeFacts bool
	groups     snapshot.StreamState
	// homes are the folded DNs of the containers in which groups were read, and domains the DNS names of those of which
	// a group came that every domain has, otherDomains of the other snapshot, which searched otherSearched.
	homes, domains, otherDomains map[string]bool
	otherSearched                []snapshot.Searched
	// servers are the Connect servers whose exports the snapshot holds.
	servers map[string]bool
}

// looksOf reads what is known of both sides.
func looksOf(before, after *snapshot.Reader) (looks [2]look, err error) {
	for side, r := range [...]*snapshot.Reader{before, after} {
		l := &looks[side]
		if l.facts, err = r.DirectoryFacts(); err != nil {
			return looks, err
		}
		if l.facts == nil {
			l.facts = &snapshot.DirectoryFacts{}
		}
		l.groups, l.wholeFacts = r.State(snapshot.StreamDirectoryGroups), r.State(snapshot.StreamDirectoryFacts).Status == snapshot.Complete
		if l.servers, err = serversOf(r); err != nil {
			return looks, err
		}
		if err = l.readHomes(r); err != nil {
			return looks, err
		}
	}
	looks[earlier].others, looks[later].others = looks[later].facts, looks[earlier].facts
	looks[earlier].otherDomains, looks[later].otherDomains = looks[later].domains, looks[earlier].domains
	looks[earlier].otherSearched, looks[later].otherSearched = looks[later].groups.Searched, looks[earlier].groups.Searched
	return looks, nil
}

// serversOf returns the servers of which anything was read.
func serversOf(r *snapshot.Reader) (map[string]bool, error) {
	servers := map[string]bool{}
	for s, err := range r.ConnectServers() {
		if err != nil {
			return nil, err
		}
		servers[s.Server] = true
	}
	for s, err := range r.ConnectSchedulers() {
		if err != nil {
			return nil, err
		}
		servers[s.Server] = true
	}
	for c, err := range r.ConnectConnectors() {
		if err != nil {
			return nil, err
		}
		servers[c.Server] = true
	}
	return servers, nil
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
	sought := slices.ContainsFunc(by.state.Searched, func(in snapshot.Searched) bool { return in.Covers(parent) && (anchored || !in.Anchored) })
	if sought || by.state.Searched == nil && !by.smaller(parent) && !by.narrower(folded) {
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
	sought := l.otherDomains[domain] || slices.ContainsFunc(l.otherSearched, func(in snapshot.Searched) bool { return in.Covers(container) })
	return sought && !l.state.ToEnd && !l.domains[domain] && !l.homes[container]
}

// narrower reports whether the other snapshot saw containers above an object, and this one saw none of them: it looked
// elsewhere.
func (l *look) narrower(folded string) bool {
	met := false
	for at := snapshot.ParentDN(folded); at != ""; at = snapshot.ParentDN(at) {
		if l.holds(at) {
			return false
		}
		_, other := slices.BinarySearch(l.others.Containers, at)
		met = met || other
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
