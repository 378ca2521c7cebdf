package plan

import (
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// childNotEnabled is the control about children that are not written although their parent is.
const childNotEnabled = "CFG-19"

// childrenOf is a finding about the children of a group, which wait for the end of the stream.
type childrenOf struct {
	finding  *report.Finding
	engine   string
	children []report.Child
}

// see keeps what later findings need of a group.
func (p *Planner) see(g *report.Group) {
	for _, a := range p.implicit {
		a.see(g)
	}
	if g.Cloud != nil && g.Writeback.Expected == "no" && g.Cloud.Collected {
		p.idle[g.Cloud.ID] = g.Cloud
	}
	p.reach.count(g)
	p.followers.count(g)
	if g.Directory != nil {
		if name := domain(g.Directory.DN); name != "" {
			p.domains[name] = true
		}
	}
}

// settle decides what could not be decided before the end of the stream.
func (p *Planner) settle() {
	for _, c := range p.parents {
		p.decide(c.finding, p.enable(&c))
	}
	for _, a := range p.implicit {
		p.decide(a.finding, a.verdict())
	}
	if p.setting != nil {
		p.decide(p.setting, p.automatic(p.setting))
	}
	if p.bin != nil {
		p.decide(p.bin, p.recycleBin())
	}
	if p.v2 != nil {
		p.decide(p.v2, p.switchV2Off())
	}
	p.deepen()
}

// enable switches writeback on for children that nobody writes.
func (p *Planner) enable(c *childrenOf) verdict {
	if c.engine != "v2" {
		return byHand("The scope of a cloud sync job is changed in the job. ")
	}
	var steps []Step
	for _, child := range c.children {
		if child.Problem != "not_written" {
			continue
		}
		side := p.idle[child.ID]
		if side == nil || side.Kind != "security" && side.Kind != "m365" {
			return byHand("The stream does not hold the settings of every child. ")
		}
		step, ok := cloudStep(side, isEnabled, setting(side.IsEnabled), "true")
		if !ok || step.Old == step.New {
			return byHand("A child is not written although it is enabled. ")
		}
		// Connect writes a new copy, which stays when writeback is switched off again.
		step.Irreversible = true
		steps = append(steps, step)
	}
	return verdict{steps: steps}
}

// deepen orders the children that are switched on: a group comes after every group inside it that is
// switched on too. In a loop any order is as good.
func (p *Planner) deepen() {
	inside := map[string][]string{}
	for _, c := range p.parents {
		for _, child := range c.children {
			inside[c.finding.Target.ID] = append(inside[c.finding.Target.ID], child.ID)
		}
	}
	depths := map[string]int{}
	var depth func(id string, path []string) int
	depth = func(id string, path []string) int {
		if d, known := depths[id]; known {
			return d
		}
		deepest := 0
		for _, child := range inside[id] {
			if !slices.Contains(path, child) {
				deepest = max(deepest, 1+depth(child, append(path, child)))
			}
		}
		depths[id] = deepest
		return deepest
	}
	for i := range p.plan.Steps {
		if s := &p.plan.Steps[i]; s.Kind == SetCloud {
			s.depth = depth(s.ID, []string{s.ID})
		}
	}
}
