package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// syncScope is what the connectors of one server, or the operator's choice, put in scope.
type syncScope struct {
	// containers by folded DN; an object follows the one nearest above it.
	containers map[string]bool
	// heads are the partitions by folded DN.
	heads map[string]syncHead
}

// syncHead is a partition: whether it is selected, and whether it told its containers.
type syncHead struct {
	selected Answer
	told     bool
}

// holds says whether a container is in scope whose nearest mention among the containers is given.
func (h syncHead) holds(included bool) Answer {
	switch {
	case h.selected == No:
		return No
	case !h.told:
		return Unknown
	}
	return all(h.selected, answer(included))
}

// scope reads the connectors of a server.
func (v *connectView) scope() syncScope {
	s := syncScope{containers: map[string]bool{}, heads: map[string]syncHead{}}
	for _, c := range v.connectors {
		if c.Entra() {
			continue
		}
		for _, p := range c.Partitions {
			folded, err := snapshot.FoldDN(p.DN)
			if err != nil || folded == "" {
				continue
			}
			s.heads[folded] = syncHead{selected: answerOf(p.Selected), told: p.Scoped}
		}
		for _, x := range c.Containers {
			if folded, err := snapshot.FoldDN(x.DN); err == nil && folded != "" {
				s.containers[folded] = x.Included
			}
		}
	}
	return s
}

// SplitDNs divides a list of DNs at its semicolons; one within a DN is escaped by a backslash.
func SplitDNs(list string) []string {
	var dns []string
	from := 0
	for i := 0; i <= len(list); i++ {
		switch {
		case i == len(list) || list[i] == ';':
			if dn := strings.TrimSpace(list[from:i]); dn != "" {
				dns = append(dns, dn)
			}
			from = i + 1
		case list[i] == '\\' && i+1 < len(list):
			i++
		}
	}
	return dns
}

// forestsOf counts the forests that servers that may write synchronise: each has a connector of its own, of which a
// partition is selected.
func forestsOf(views []*connectView) Count {
	synced := map[string]Answer{}
	for _, v := range views {
		if !v.facts.mayWrite() {
			continue
		}
		for i := range v.connectors {
			c := &v.connectors[i]
			if name := forestName(c); name != "" {
				synced[name] = anyYes([]Answer{cmp.Or(synced[name], No), anySelected(c)})
			}
		}
	}
	forests, exact := 0, true
	for _, is := range synced {
		forests += count(is == Yes)
		exact = exact && is != Unknown
	}
	return counted(forests, exact)
}

// forestName is the forest that a connector leads to, "" where it leads to none.
func forestName(c *snapshot.ConnectConnector) string {
	if c.Entra() || !set(c.Forest) && !strings.EqualFold(deref(c.Type), "AD") {
		return ""
	}
	return strings.ToLower(cmp.Or(strings.TrimSpace(deref(c.Forest)), c.Name))
}

func anySelected(c *snapshot.ConnectConnector) Answer {
	var selected []Answer
	for _, p := range c.Partitions {
		selected = append(selected, answerOf(p.Selected))
	}
	return anyYes(selected)
}

// chosenScope is the scope that the operator gives: these OUs and nothing else.
func chosenScope(list string) (syncScope, error) {
	s := syncScope{containers: map[string]bool{}, heads: map[string]syncHead{"": {selected: Yes, told: true}}}
	for _, ou := range SplitDNs(list) {
		folded, err := snapshot.FoldDN(ou)
		if err != nil || folded == "" {
			return s, fmt.Errorf("reading the sync OU %q: expected a DN such as OU=People,DC=contoso,DC=com", ou)
		}
		s.containers[folded] = true
	}
	return s, nil
}

// holds says whether what lies in or below the container is in scope. A selected partition whose
// containers were told has in scope what they include, and one that is not selected nothing; of a
// container in no partition nothing is known.
func (s *syncScope) holds(folded string) Answer {
	if folded == "" {
		return Unknown
	}
	included, found := false, false
	for dn := folded; dn != ""; dn = snapshot.ParentDN(dn) {
		if in, ok := s.containers[dn]; ok && !found {
			included, found = in, true
		}
		if head, ok := s.heads[dn]; ok {
			return head.holds(found && included)
		}
	}
	if everything, ok := s.heads[""]; ok {
		return everything.holds(found && included)
	}
	return Unknown
}

// placeConnect says what of the directory the servers read; it comes once the OU is known.
func (f *Facts) placeConnect(views []*connectView) error {
	c := &f.tenant.Connect
	var said []Answer
	for i, v := range views {
		scope := v.scope()
		c.Servers[i].OUInScope = scope.holds(f.ou)
		if f.otherOU != "" {
			c.Servers[i].OUInScope = agreed([]Answer{scope.holds(f.ou), scope.holds(f.otherOU)})
		}
		if v.facts.mayWrite() {
			said = append(said, c.Servers[i].OUInScope)
		}
	}
	c.OUInScope = agreed(said)
	if f.choices.SyncOUs != "" {
		scope, err := chosenScope(f.choices.SyncOUs)
		f.estate.scope = &scope
		return err
	}
	if current := currentView(views); current != nil && len(current.connectors) > 0 {
		scope := current.scope()
		f.estate.scope = &scope
	}
	return nil
}

// agreed is the one answer that all give, else unknown.
func agreed(answers []Answer) Answer {
	if len(answers) == 0 || slices.ContainsFunc(answers, func(a Answer) bool { return a != answers[0] }) {
		return Unknown
	}
	return answers[0]
}

// currentView is the server that writes: the active one, or the only one that may be; nil when
// there is none or several.
func currentView(views []*connectView) *connectView {
	var current *connectView
	for _, role := range [...]string{RoleActive, RoleUnknown} {
		for _, v := range views {
			if v.facts.Role != role {
				continue
			}
			if current != nil {
				return nil
			}
			current = v
		}
		if current != nil && role == RoleActive {
			return current
		}
	}
	return current
}

// scopeOfParents says of every container whether Connect reads what lies in it.
func (f *Facts) scopeOfParents() {
	f.estate.outOfScope = false
	for i := range f.parents.list {
		p := &f.parents.list[i]
		p.place.scope = Unknown
		if f.estate.scope == nil {
			continue
		}
		p.place.scope = f.estate.scope.holds(p.folded)
		f.estate.outOfScope = f.estate.outOfScope || p.place.scope == No
	}
}
