package directory

import (
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Totals is what a Recorder wrote, for whoever ends the streams.
type Totals struct {
	// Groups, Principals and Deleted count records of objects; member names without a record of
	// their own are not among Principals.
	Groups, Principals, Deleted int
	// Uncovered counts the groups whose members are absent: member was not exported.
	Uncovered int
	// Classless counts the objects that may be groups, since their objectClass did not come.
	Classless int
	// Whole says that groups came from a search for all attributes, so that what none of them has
	// was collected all the same.
	Whole bool
	// Hidden counts the objects without an attribute that each of their kind has: the account may not read it.
	Hidden int
	// DeletedSeen says that anything of the Deleted Objects container was read, and Facts that
	// anything of the forest was.
	DeletedSeen, Facts bool
	// The attribute names seen on each kind of object, lower case, sorted.
	GroupProperties, PrincipalProperties, DeletedProperties, FactProperties []string
	// UnknownOfGroups and UnknownOfPrincipals are the attributes, lower case, that records tell of and that
	// are unknown of every one; nil where there is no record.
	UnknownOfGroups, UnknownOfPrincipals []string
	// Defects are those of objects whose announced records did not all come.
	Defects []*Defect
}

func (t *Totals) group(g *snapshot.DirectoryGroup) {
	t.Groups++
	if g.Members.Status == snapshot.Absent {
		t.Uncovered++
	}
}

// Finish writes what had to wait for the end: a principal that was not seen for every member
// name without a record of its own, and the facts. Its error is the writer's.
func (r *Recorder) Finish() (Totals, error) {
	if err := r.drain(); err != nil {
		return r.total, err
	}
	if err := r.unseen(); err != nil {
		return r.total, err
	}
	if r.facts.read {
		if err := r.w.Put(snapshot.StreamDirectoryFacts, r.facts.sorted()); err != nil {
			return r.total, err
		}
	}
	r.describe()
	r.remarkUnanchored()
	r.remarkBuried()
	r.notes.flush()
	t := r.total
	t.Facts = r.facts.read
	t.GroupProperties, t.PrincipalProperties = r.seenOn(kindGroup), r.seenOn(kindPrincipal)
	t.DeletedProperties, t.FactProperties = r.seenOn(kindDeleted), r.seenOn(kindFact)
	if t.Groups > 0 {
		t.UnknownOfGroups = lowered(r.judged.groups &^ r.known[kindGroup])
	}
	if t.Principals > t.Groups {
		t.UnknownOfPrincipals = lowered(r.judged.accounts &^ r.known[kindPrincipal])
	}
	return t, nil
}

func lowered(s attributeSet) []string {
	list := s.names()
	for i := range list {
		list[i] = strings.ToLower(list[i])
	}
	return list
}

// drain writes objects of which fewer records came than were expected.
func (r *Recorder) drain() error {
	for _, folded := range slices.Sorted(maps.Keys(r.pending)) {
		err := r.write(r.pending[folded])
		if defect, ok := asDefect(err); ok {
			r.total.Defects = append(r.total.Defects, defect)
		} else if err != nil {
			return err
		}
	}
	clear(r.pending)
	return nil
}

func (r *Recorder) unseen() error {
	for number := range r.names.all {
		n := &r.names.all[number]
		if n.written {
			continue
		}
		added := n.identity()
		record := &r.principalRecord
		*record = snapshot.DirectoryPrincipal{FoldedDN: n.Folded, DN: n.dn(), GUID: added.guid, SID: added.sid}
		if n.broken {
			record.Unreadable = brokenName
		}
		if err := r.w.Add(record); err != nil {
			return err
		}
	}
	return nil
}

// describe names the domain controllers. One for each domain is right: USNs of two cannot be
// compared, nor do they hold the same at the same time.
func (r *Recorder) describe() {
	r.w.Describe(func(m *snapshot.Manifest) {
		for _, dc := range r.facts.servers {
			same := func(other snapshot.DomainController) bool { return other.Domain == dc.Domain }
			if i := slices.IndexFunc(m.DomainControllers, same); i < 0 {
				m.DomainControllers = append(m.DomainControllers, dc)
			} else if !slices.ContainsFunc(m.DomainControllers, func(other snapshot.DomainController) bool { return same(other) && other.Name == dc.Name }) {
				m.DomainControllers = append(m.DomainControllers, dc)
				r.notes.add("server", "domain "+dc.Domain+" was read from a second domain controller, "+clip(dc.Name))
			}
		}
	})
}

func (r *Recorder) seenOn(k kind) []string {
	var list []string
	for name, p := range r.properties {
		if p.on[k] {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}
