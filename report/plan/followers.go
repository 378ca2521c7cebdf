package plan

import (
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// followers are the Microsoft 365 groups that V2 writes, or not, by the tenant's default alone: their isEnabled is
// not set. Whether the default reaches groups that exist is a conflict of documents, so none may be left when it changes.
//
// Source: conflict C3 of the design.
type followers struct {
	// ids are lower case.
	ids []string
	// unread counts groups of which it is not known whether they are such.
	unread int
}

func (f *followers) count(g *report.Group) {
	c := g.Cloud
	switch {
	case followsDefault(c):
		f.ids = append(f.ids, strings.ToLower(c.ID))
	case c != nil && c.IsEnabled == nil && (c.Kind == "unknown" || c.Kind == "m365"):
		f.unread++
	}
}

// followsDefault reports whether the tenant's default alone decides about a group.
func followsDefault(c *report.CloudSide) bool {
	return c != nil && c.Kind == "m365" && c.Collected && c.IsEnabled == nil
}

// leftToDefault says which groups would be left to another default; "" where every one was read and a step of this plan
// settles it.
func (p *Planner) leftToDefault() string {
	if n := p.followers.unread; n > 0 {
		return "of " + report.Several(n, "group") + " it is not known whether the default alone writes it as a Microsoft 365 group: collect their settings, then audit again"
	}
	if !whole(p.run, "cloud_groups") {
		return "not every cloud group was read: the default alone may write others; collect all, then audit again"
	}
	settled := map[string]bool{}
	for i := range p.plan.Steps {
		if s := &p.plan.Steps[i]; s.Kind == SetCloud && s.Attribute == isEnabled {
			settled[s.ID] = true
		}
	}
	left := 0
	for _, id := range p.followers.ids {
		if !settled[id] {
			left++
		}
	}
	if left == 0 {
		return ""
	}
	return "nobody set isEnabled on " + report.Several(left, "Microsoft 365 group") + ", which the default decides about, and the documents disagree on whether another default reaches them: set isEnabled on each first (CFG-04)"
}
