package plan

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// before are findings that V2 must not be switched off over, with what would happen.
var before = []struct{ control, text string }{
	{"ENG-03", "V1 would write Microsoft 365 groups that V2 keeps out"},
	{"ENG-25", "security copies of Microsoft 365 groups would become distribution groups"},
	{"DIF-13", "copies have two anchors that disagree"},
	{"DIF-15", "copies have no anchor that cloud sync knows"},
	{"DIF-31", "copies have lost their anchor"},
}

// dependents counts what switching V2 off would reach.
type dependents struct {
	// written are groups but Microsoft 365 groups that V2 writes, undecided those that it may write.
	written, undecided int
	// copies are groups that have a copy, or may get one of V2, whoever wrote it.
	copies int
}

// count adds a group of the stream.
func (d *dependents) count(g *report.Group) {
	answer := "no"
	if g.Cloud != nil {
		answer = answerOfV2(g)
	}
	if g.Directory != nil || len(g.Candidates) > 0 || answer != "no" {
		d.copies++
	}
	switch {
	case answer == "no" || g.Cloud.Kind == "m365":
	case answer == "yes":
		d.written++
	default:
		d.undecided++
	}
}

// answerOfV2 says whether V2 writes a cloud group: yes, no or unknown. A stream that does not hold the answer of V2
// itself has that of the engine in charge.
func answerOfV2(g *report.Group) string {
	for i := range g.Writeback.Engines {
		if a := &g.Writeback.Engines[i]; a.Engine == "v2" {
			return a.Expected
		}
	}
	if g.Writeback.Engine == "v2" || g.Writeback.Engine == "" {
		return g.Writeback.Expected
	}
	return "no"
}

// switchV2Off is the last step of a migration, when nothing depends on V2 any more.
func (p *Planner) switchV2Off() verdict {
	for _, reason := range []string{p.withoutV1(), p.needsV2(), p.unjudged(), p.intoV2()} {
		if reason != "" {
			return refuse(reason)
		}
	}
	if !whole(p.run, "cloud_groups", "directory_groups") {
		return refuse("not every group was read: somebody may depend on V2")
	}
	tenant := strings.ToLower(p.plan.Source.TenantID)
	if !guidPattern.MatchString(tenant) {
		return refuse("the stream does not name its tenant, so that nothing tells which Connect server it means: collect organization, then audit again")
	}
	return verdict{steps: []Step{{Kind: SwitchV2Off, ID: tenant, Name: p.plan.Source.TenantName, Attribute: "GroupWritebackV2", Old: "true", New: "false", Irreversible: true, rank: rankSwitchOff}}}
}

// unjudged says which control stands in the way, or did not judge whether it does; "" when all of them passed.
func (p *Planner) unjudged() string {
	for _, b := range before {
		switch s := p.summaries[b.control]; {
		case p.open[b.control]:
			return b.control + " is open: " + b.text + ". Mend that first, then audit again"
		case s == nil:
			return b.control + " was not judged: if it is open, " + b.text + ". Audit again with --profiles audit,migration"
		case s.NotEvaluated > 0 || s.Errors > 0:
			return b.control + " was not evaluated (" + strings.TrimRight(s.Reason, ". ") + "): if it is open, " + b.text + ". Supply what it asks for, then audit again"
		}
	}
	return ""
}

// withoutV1 says what is lost with V2 where V1 does not take over; "" where it does, and where there is nothing to
// lose.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-disable
func (p *Planner) withoutV1() string {
	state := "unknown"
	if p.run != nil {
		if at := slices.IndexFunc(p.run.Engines, func(e report.EngineState) bool { return e.Engine == "v1" }); at >= 0 {
			state = p.run.Engines[at].State
		}
	}
	copies := "the copies of up to " + report.Several(p.reach.copies, "group")
	switch {
	case state == "on" || p.reach.copies == 0:
		return ""
	case state == "off":
		return "V1 is off: once V2 is off too, Connect deletes what it wrote, " + copies + ". Switch V1 on or move every written group to cloud sync first, then audit again"
	}
	return "whether V1 is on is not known: where it is off, Connect deletes what it wrote, " + copies + ", as soon as V2 is off too. Collect sync_configuration, then audit again"
}

// needsV2 says how many groups nobody would write any more; "" for none.
func (p *Planner) needsV2() string {
	switch {
	case p.reach.written > 0:
		return "V2 still writes " + report.Several(p.reach.written, "security group") + ", which nobody would write any more: move them to cloud sync first"
	case p.reach.undecided > 0:
		return "whether V2 writes " + report.Several(p.reach.undecided, "group") + " is not known, which nobody may write any more: settle that first, then audit again"
	}
	return ""
}

// intoV2 says that this plan itself makes V2 write groups; "" when it does not.
func (p *Planner) intoV2() string {
	groups := map[string]bool{}
	for i := range p.plan.Steps {
		if s := &p.plan.Steps[i]; s.Kind == SetCloud && (s.Attribute == typeName || s.Attribute == isEnabled) && s.New != "false" {
			groups[s.ID] = true
		}
	}
	if len(groups) == 0 {
		return ""
	}
	return "this plan itself changes settings by which V2 writes " + report.Several(len(groups), "group") + ": carry that out or leave it out, then audit again"
}
