package report

import "fmt"

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
	if disputed == 0 && claiming > 1 && g.Apart {
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
