package plan

import "github.com/wbaudit/wbaudit/report"

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
		p.decide(f, automatic(f))
	case "STR-09":
		p.decide(f, verdict{steps: []Step{{Kind: EnableRecycleBin, Attribute: "Recycle Bin Feature", Old: "off", New: "on", Irreversible: true, rank: rankProtect}}})
	default:
		p.decide(f, verdict{})
	}
}

// automatic makes new Microsoft 365 groups stay in the cloud unless told otherwise.
func automatic(f *report.Finding) verdict {
	if exists, _ := f.Evidence["settings_object"].(bool); !exists {
		return byHand("The tenant has no Group.Unified settings object yet. ")
	}
	old := null
	if explicit, _ := f.Evidence["explicit"].(bool); explicit {
		old = "true"
	}
	return verdict{steps: []Step{{Kind: SetSetting, Attribute: "NewUnifiedGroupWritebackDefault", Old: old, New: "false", rank: rankSetting}}}
}
