package plan

import (
	"maps"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// aggregate is one finding about many groups, and the steps that answer it.
type aggregate struct {
	finding *report.Finding
	steps   []Step
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
