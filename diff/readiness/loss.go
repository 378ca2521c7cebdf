package readiness

import (
	"fmt"
	"slices"

	"github.com/wbaudit/wbaudit/diff"
)

// losses are ways of losing access, a set: each is signed for by accepting one of its controls.
type losses uint8

const (
	lostByUsers losses = 1 << iota
	lostByType
	lostByIdentity
	lostOtherwise
)

// controlLost is the control by which a count of people is accepted.
const controlLost = "CS-28"

// lossControls are the controls whose acceptance signs for a way of losing access.
var lossControls = map[losses][]string{
	lostByUsers: {controlUsers}, lostByType: {controlRetypes}, lostByIdentity: {controlIdentity},
	lostOtherwise: {controlLost, "CS-31", "CS-11"},
}

func lossOf(reason string) losses {
	switch reason {
	case diff.ReasonUsersOff:
		return lostByUsers
	case lossRetyped:
		return lostByType
	case diff.ReasonUnidentified:
		return lostByIdentity
	}
	return lostOtherwise
}

// unsigned notes the people of a group that lose access in a way that nobody accepted for the group.
func (c *Counter) unsigned(g *Group) {
	if g.Move == nil {
		return
	}
	var signed losses
	for _, r := range g.Reasons {
		if r.Kind == ReasonAccepted {
			signed |= signedBy(r.Control)
		}
	}
	for i := range g.Move.PeopleLosses {
		l := &g.Move.PeopleLosses[i]
		if way := lossOf(l.Reason); way&signed == 0 {
			c.open[l.Key] |= way
		}
	}
}

func signedBy(control string) (signed losses) {
	for way, controls := range lossControls {
		if slices.Contains(controls, control) {
			signed |= way
		}
	}
	return signed
}

// Losing returns what stands against the move while people lose access and nobody signed for it, in any group
// or for the tenant; false when there is no such person.
func (c *Counter) Losing(tenant []VerdictReason) (VerdictReason, bool) {
	var signed losses
	for _, r := range tenant {
		if r.Kind == ReasonAccepted && r.Severity != "" {
			signed |= signedBy(r.Control)
		}
	}
	people := 0
	for _, ways := range c.open {
		people += count(ways&^signed != 0)
	}
	if people == 0 {
		return VerdictReason{}, false
	}
	return VerdictReason{Kind: ReasonBlocker, Control: controlLost, Severity: "high",
		Text: fmt.Sprintf("people who lose access and for whom nobody signed: %d (SO-11)", people)}, true
}
