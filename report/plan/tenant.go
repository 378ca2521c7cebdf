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

// before are findings that V2 must not be switched off over, with what would happen.
var before = []struct{ control, text string }{
	{"ENG-03", "V1 would write Microsoft 365 groups that V2 keeps out"},
	{"ENG-25", "security copies of Microsoft 365 groups would become distribution groups"},
	{"DIF-13", "copies have two anchors that disagree"},
	{"DIF-15", "copies have no anchor that cloud sync knows"},
	{"DIF-31", "copies have lost their anchor"},
}

// switchV2Off is the last step of a migration, when nothing depends on V2 any more.
func (p *Planner) switchV2Off() verdict {
	for _, b := range before {
		if p.open[b.control] {
			return refuse(b.control + " is open: " + b.text + ". Mend that first, then audit again")
		}
	}
	if p.byV2 > 0 {
		return refuse("V2 still writes " + report.Several(p.byV2, "security group") + ", which nobody would write any more: move them to cloud sync first")
	}
	if !whole(p.run, "cloud_groups", "directory_groups") {
		return refuse("not every group was read: somebody may depend on V2")
	}
	return verdict{steps: []Step{{Kind: SwitchV2Off, Attribute: "GroupWritebackV2", Old: "true", New: "false", Irreversible: true, rank: rankSwitchOff}}}
}
