package changes

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// directoryFacts compares the directory itself. Its lists are read object by object: what one snapshot alone has, the
// other may not have looked for. Which domains were searched is how it was read and no change.
func directoryFacts(looks [2]*look) listing[snapshot.DirectoryFacts] {
	type facts = snapshot.DirectoryFacts
	return listing[facts]{
		stream: snapshot.StreamDirectoryFacts, order: single[facts],
		attributes: attributesOf[facts](nil, "domains", "containers", "descriptors", "primary_groups", "primary_group_domains", "deleted_domains"),
		id:         func(*facts) string { return "directory" }, name: func(*facts) string { return "the directory itself" },
		more: func(a, b *facts) (found []Attribute, gaps []Gap) {
			for _, list := range [...]byDN{
				{"domains", domainNames(a), domainNames(b), (*look).knowsDomains},
				{"containers", containersOf(a), containersOf(b), (*look).lacksUnit},
				{"nTSecurityDescriptor", descriptorsOf(a), descriptorsOf(b), (*look).lacksDescriptor},
				{"primaryGroupID", primaryGroupsOf(a), primaryGroupsOf(b), (*look).soughtPrimaryGroups},
			} {
				differences, unread := list.compare(looks)
				found, gaps = append(found, differences...), append(gaps, unread...)
			}
			return found, gaps
		},
	}
}

// byDN compares values that the directory has by folded DN.
type byDN struct {
	attribute     string
	before, after map[string]string
	// knows reports whether a snapshot without a value of an object shows that there is none.
	knows func(by *look, folded string) bool
}

// compare lists the differences. The DN stands before the value, since the name of an attribute holds nothing of a
// tenant.
func (c byDN) compare(looks [2]*look) (found []Attribute, gaps []Gap) {
	texts := func(m map[string]string) map[string]*string {
		all := make(map[string]*string, len(m))
		for dn, v := range m {
			all[dn] = text(strings.TrimSuffix(dn+": "+v, ": "))
		}
		return all
	}
	var lacks [2]bool
	before, after := texts(c.before), texts(c.after)
	for _, dn := range mapKeys(before, after) {
		x, y := before[dn], after[dn]
		switch {
		case x == nil && !c.knows(looks[earlier], dn):
			lacks[earlier] = true
		case y == nil && !c.knows(looks[later], dn):
			lacks[later] = true
		case x == nil || y == nil || *x != *y:
			found = append(found, Attribute{c.attribute, clip(x), clip(y)})
		}
	}
	for side, lacking := range lacks {
		if lacking {
			gaps = append(gaps, Gap{c.attribute, "not read of every object in the " + sides[side] + " snapshot"})
		}
	}
	return found, gaps
}

// domainNames are the names of each domain, each under its own key: either may not have been read.
func domainNames(f *snapshot.DirectoryFacts) map[string]string {
	names := map[string]string{}
	for _, d := range f.Domains {
		for _, name := range [...]struct{ what, value string }{{"", d.DN}, {" (DNS)", d.DNSName}, {" (NetBIOS)", d.NetBIOSName}} {
			if name.value != "" {
				names[d.DN+name.what] = name.value
			}
		}
	}
	return names
}

// knowsDomains reports whether a snapshot holds all domains: a name that it does not have of one of them was not read,
// nor was a domain in which it has objects.
func (l *look) knowsDomains(key string) bool {
	dn, _, isName := strings.Cut(key, " (")
	folded, err := snapshot.FoldDN(dn)
	return l.wholeFacts && len(l.facts.Domains) > 0 && (!isName || !l.knowsDomain(dn)) && err == nil && !l.inhabited[folded]
}

func (l *look) knowsDomain(dn string) bool {
	return slices.ContainsFunc(l.facts.Domains, func(d snapshot.Domain) bool { return d.DN == dn })
}

func containersOf(f *snapshot.DirectoryFacts) map[string]string {
	all := make(map[string]string, len(f.Containers))
	for _, dn := range f.Containers {
		// Deleted Objects is none that a group lies in, and is known by an attribute that a search may not ask for.
		if !strings.HasPrefix(dn, "cn=deleted objects,") {
			all[dn] = ""
		}
	}
	return all
}

// lacksUnit reports whether a snapshot shows that there is no such organizational unit: its search for all of them
// looked there, and nothing lies in it. Who may not read a container, or did not ask for it, still sees what is in it.
// Of other containers nobody can tell: those of the configuration neither come nor go, the heads of domains do with
// their domains, and no search is known to bring all of the rest.
func (l *look) lacksUnit(folded string) bool {
	parent := snapshot.ParentDN(folded)
	return l.wholeFacts && strings.HasPrefix(folded, "ou=") && !l.inhabited[folded] &&
		slices.ContainsFunc(l.units, func(in snapshot.Searched) bool { return in.Covers(parent) })
}

func descriptorsOf(f *snapshot.DirectoryFacts) map[string]string {
	all := make(map[string]string, len(f.Descriptors))
	for dn, octets := range f.Descriptors {
		all[dn] = hex.EncodeToString(octets)
	}
	return all
}

// lacksDescriptor reports whether a snapshot shows that there is no such container, so that there is no descriptor of it
// either: every object has one, and that the container came or went is told of the containers.
func (l *look) lacksDescriptor(folded string) bool { return !l.holds(folded) && l.lacksUnit(folded) }

func primaryGroupsOf(f *snapshot.DirectoryFacts) map[string]string {
	all := make(map[string]string, len(f.PrimaryGroups))
	for dn, rid := range f.PrimaryGroups {
		all[dn] = fmt.Sprint(rid)
	}
	return all
}

// soughtPrimaryGroups reports whether every account of the domain with an unusual primary group was looked for.
func (l *look) soughtPrimaryGroups(folded string) bool {
	domain := snapshot.DomainOf(folded)
	return domain != "" && slices.Contains(l.facts.PrimaryGroupDomains, domain)
}
