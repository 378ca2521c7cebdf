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
	lostAsStranger
	lostOtherwise
)

// lossControls are the controls of each way of losing access. The first is its cause, by which a count of people
// is told and accepted; accepting any of them signs for the way.
var lossControls = []struct {
	way      losses
	controls []string
}{
	{lostByType, []string{controlRetypes}},
	{lostByUsers, []string{controlUsers}},
	{lostByIdentity, []string{controlIdentity}},
	{lostAsStranger, []string{"DIF-23", "CS-31", controlHeld, controlChild}},
	{lostOtherwise, []string{controlHeld, "CS-31", controlChild}},
}

// controlHeld and controlChild are the controls of members that cloud sync does not write.
const (
	controlHeld  = "CS-28"
	controlChild = "CS-11"
)

func lossOf(reason string) losses {
	switch reason {
	case diff.ReasonUsersOff:
		return lostByUsers
	case lossRetyped:
		return lostByType
	case diff.ReasonUnidentified:
		return lostByIdentity
	case diff.ReasonNoMember:
		return lostAsStranger
	}
	return lostOtherwise
}

// unsigned notes the people of a group that lose access in a way that nobody accepted for the group, nor for the one
// inside it whose list they are lost from: it is there that controls judge that edge.
func (c *Counter) unsigned(g *Group) {
	if g.Move == nil {
		return
	}
	signed := c.plan.signedAt(g.at)
	for i := range g.Move.PeopleLosses {
		l := &g.Move.PeopleLosses[i]
		if way := lossOf(l.Reason); way&(signed|c.plan.signedAt(l.At)) == 0 {
			c.open[l.Key] |= way
		}
	}
}

// signedAt are the ways of losing access that were accepted for group i.
func (p *Plan) signedAt(i int) losses {
	signed := p.signed[i]
	for _, r := range p.told[i] {
		if r.Kind == ReasonAccepted {
			signed |= signedBy(r.Control)
		}
	}
	return signed
}

func signedBy(control string) (signed losses) {
	for _, l := range lossControls {
		if slices.Contains(l.controls, control) {
			signed |= l.way
		}
	}
	return signed
}

// Losing returns what stands against the move while people lose access and nobody signed for it, in any group
// or for the tenant: a reason for each way of losing it, which counts the people and names the control behind it.
func (c *Counter) Losing(tenant []VerdictReason) []VerdictReason {
	var signed losses
	for _, r := range tenant {
		if r.Kind == ReasonAccepted && r.Severity != "" {
			signed |= signedBy(r.Control)
		}
	}
	var list []VerdictReason
	for _, l := range lossControls {
		people := 0
		for _, ways := range c.open {
			people += count(ways&l.way&^signed != 0)
		}
		if people > 0 {
			list = append(list, VerdictReason{Kind: ReasonBlocker, Control: l.controls[0], Severity: "high",
				Text: fmt.Sprintf("people who lose access and for whom nobody signed: %d (SO-11)", people)})
		}
	}
	return list
}
