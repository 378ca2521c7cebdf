package plan

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// aggregate is one finding about groups that live by the tenant's default, and the steps that answer it.
type aggregate struct {
	finding *report.Finding
	steps   []Step
	// left are the names of groups that no step can be made for.
	left []string
}

// see makes the step for a group. Only CFG-05 counts groups that nobody writes.
func (a *aggregate) see(g *report.Group) {
	step, ok := explicit(g)
	switch {
	case ok:
		a.steps = append(a.steps, step)
	case followsDefault(g.Cloud) && (g.Writeback.Expected != "no" || a.finding.Control == "CFG-05"):
		a.left = append(a.left, g.Target.Name)
	}
}

// namedLeft is how many groups without a step are named.
const namedLeft = 5

// verdict says what becomes of the finding. The stream does not list every group that CFG-05 counts.
func (a *aggregate) verdict() verdict {
	left := max(number(a.finding, "groups")-len(a.steps), len(a.left))
	switch {
	case len(a.steps) == 0:
		return byHand("None of the groups has a copy yet, so that either answer changes something. ")
	case left == 0:
		return verdict{steps: a.steps}
	}
	names := a.left[:min(len(a.left), namedLeft)]
	if more := left - len(names); more > 0 {
		names = append(slices.Clone(names), strconv.Itoa(more)+" more")
	}
	text := fmt.Sprintf("Steps answer %d of %s. The others have no copy, so that either answer changes something: %s. ",
		len(a.steps), report.Several(left+len(a.steps), "group"), strings.Join(names, ", "))
	return verdict{steps: a.steps, manual: text}
}

// tenant makes steps of a finding about the tenant.
func (p *Planner) tenant(f *report.Finding) {
	switch f.Control {
	case "CFG-04", "CFG-05":
		p.implicit = append(p.implicit, &aggregate{finding: f})
	case "ENG-01":
		p.v2 = f
	case "ENG-17":
		p.setting = f
	case "STR-09":
		p.bin = f
	default:
		p.decide(f, verdict{})
	}
}

// automatic makes new Microsoft 365 groups stay in the cloud unless told otherwise, once no group that exists is left
// to the default.
func (p *Planner) automatic(f *report.Finding) verdict {
	left := p.leftToDefault()
	if exists, _ := f.Evidence["settings_object"].(bool); !exists {
		text := "The tenant has no Group.Unified settings object yet. "
		if left != "" {
			text += "Before one is made: " + left + ". "
		}
		return byHand(text)
	}
	if left != "" {
		return refuse(left)
	}
	step := Step{Kind: SetSetting, Attribute: "NewUnifiedGroupWritebackDefault", Old: null, New: "false", rank: rankSetting}
	if explicit, _ := f.Evidence["explicit"].(bool); explicit {
		step.Old = "true"
	}
	// No document says that a value of the settings can be taken out again.
	step.Irreversible = step.Old == null
	return verdict{steps: []Step{step}}
}

// recycleBin switches the Recycle Bin on, in the forest that has the domains of the directory groups.
func (p *Planner) recycleBin() verdict {
	domains := slices.Sorted(maps.Keys(p.domains))
	if len(domains) == 0 {
		return refuse("the stream holds no directory group, so that nothing tells which forest it means: enable the Recycle Bin by hand, in the forest that was read")
	}
	return verdict{steps: []Step{{
		Kind: EnableRecycleBin, Domains: domains, Attribute: "Recycle Bin Feature", Old: "off", New: "on", Irreversible: true, rank: rankProtect,
	}}}
}
