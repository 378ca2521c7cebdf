package report

import (
	"fmt"
	"strings"
)

// Disputed reports whether the two anchors of the directory group name different cloud groups, which is DIF-13.
func (d *DirectorySide) Disputed() bool { return d.AnchorState == "disagree" }

// Claims says in a few words which directory groups may be the copy of the group where none is known to be; "" without any.
func (g *Group) Claims() string {
	disputed := 0
	for i := range g.Candidates {
		if g.Candidates[i].Disputed() {
			disputed++
		}
	}
	claiming := len(g.Candidates) - disputed
	if disputed == 0 && claiming > 1 && g.oneInEachDomain() {
		return fmt.Sprintf("one in each of %s domains", Thousands(claiming))
	}
	disputes := fmt.Sprintf("%s disputed (DIF-13)", Thousands(disputed))
	switch {
	case len(g.Candidates) == 0:
		return ""
	case disputed == 0:
		return Thousands(claiming) + " claim it (DIF-14)"
	case claiming == 0:
		return disputes
	}
	return Thousands(claiming) + " claim it (DIF-14), " + disputes
}

// oneInEachDomain reports whether no two candidates lie in one domain.
func (g *Group) oneInEachDomain() bool {
	seen := map[string]bool{}
	for i := range g.Candidates {
		domain := domainOf(g.Candidates[i].DN)
		if seen[domain] {
			return false
		}
		seen[domain] = true
	}
	return true
}

// domainOf is the end of a DN that names its domain, in lower case.
func domainOf(dn string) string {
	parts := strings.Split(strings.ToLower(dn), ",")
	first := len(parts)
	for first > 0 && strings.HasPrefix(strings.TrimSpace(parts[first-1]), "dc=") {
		first--
	}
	return strings.Join(parts[first:], ",")
}
