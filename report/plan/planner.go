package plan

import (
	"io"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// DefaultLimit is how many steps a plan may have unless told otherwise: what one person can read.
const DefaultLimit = 100

// Options say how a plan is made.
type Options struct {
	// Format is one of Formats.
	Format string
	// Limit is the largest number of steps, in which every member of a group that is emptied counts.
	Limit int
	// MoreThanHalf allows steps that take more than half of its members out of a copy.
	MoreThanHalf bool
	// Irreversible allows steps that cannot be taken back.
	Irreversible bool
	// Undo writes the steps backwards: LDIF and Graph requests that take the plan back.
	Undo bool
	// Controls are the ids whose findings are planned; none for all.
	Controls []string
}

// Planner is a handler whose Close writes the plan. Memory is bounded by findings, and by the cloud
// groups of the stream that nobody writes.
type Planner struct {
	to       io.Writer
	options  Options
	plan     Plan
	run      *report.Run
	remedies map[string]string
	group    *report.Group
	// steps finds a step by what it changes, so that two findings of one cause become one step.
	steps map[string]int
	// idle are cloud groups that nobody writes, by id: the children that CFG-19 asks for.
	idle    map[string]*report.CloudSide
	parents []childrenOf
	// implicit are tenant findings that ask for an explicit setting on groups that follow.
	implicit []*aggregate
	// setting is the finding that the tenant's default is on, which is decided once all other steps that set isEnabled
	// are known; followers are the groups that live by it.
	setting   *report.Finding
	followers followers
	// v2 is the finding that V2 is on, which is decided last; reach is what depends on V2.
	v2    *report.Finding
	reach dependents
	// bin is the finding that the Recycle Bin is off; domains are those of the directory groups, which tell its forest.
	bin     *report.Finding
	domains map[string]bool
	// open are the controls that have a finding, waived ones included; summaries say how far each control judged.
	open      map[string]bool
	summaries map[string]*report.Summary
	// wider are the plans that words which were not given would make; onlySteps is set in them.
	wider     []wider
	onlySteps bool
}

// New returns a planner that writes to w, which it does not close.
func New(w io.Writer, o Options) *Planner {
	p := newPlanner(w, o)
	p.wider = widened(o)
	return p
}

func newPlanner(w io.Writer, o Options) *Planner {
	return &Planner{
		to: w, options: o, remedies: map[string]string{}, steps: map[string]int{}, idle: map[string]*report.CloudSide{},
		open: map[string]bool{}, summaries: map[string]*report.Summary{}, domains: map[string]bool{},
		plan: Plan{Steps: []Step{}, Manual: []Item{}, Refused: []Item{}, Words: []Word{}},
	}
}

// Run is the run that the plan was made of, nil before the stream had it.
func (p *Planner) Run() *report.Run { return p.run }

// Handle takes one record.
func (p *Planner) Handle(r report.Record) error {
	switch {
	case r.Run != nil:
		p.run = r.Run
		p.plan.Source = Source{r.Run.Tenant.ID, r.Run.Tenant.Name, r.Run.CollectedAt, r.Run.SnapshotDigest, r.Run.Version}
	case r.Control != nil:
		p.remedies[r.Control.ID] = r.Control.Remediation
	case r.Group != nil:
		p.group = r.Group
		p.see(r.Group)
	case r.Finding != nil:
		p.finding(r.Finding)
	case r.Summary != nil:
		p.summaries[r.Summary.Control] = r.Summary
	}
	for i := range p.wider {
		if err := p.wider[i].Handle(r); err != nil {
			return err
		}
	}
	return nil
}

// Close writes the plan. It returns an *UnknownControl or a *TooLarge, and writes nothing, for a control that
// the stream does not have and for a plan above the limit.
func (p *Planner) Close() error {
	for _, id := range p.options.Controls {
		if _, known := p.remedies[id]; !known {
			return &UnknownControl{id}
		}
	}
	p.settle()
	for i := range p.wider {
		p.wider[i].settle()
	}
	p.tellWords()
	if n := size(p.plan.Steps); n > p.options.Limit {
		return &TooLarge{n, p.options.Limit}
	}
	order(p.plan.Steps)
	return p.plan.write(p.to, p.options)
}

// Plan is the plan that Close wrote.
func (p *Planner) Plan() *Plan { return &p.plan }

// verdict is what a rule makes of a finding: steps, or a reason to refuse it; neither is manual.
type verdict struct {
	steps   []Step
	refused string
	// manual is why it is left to people, or what of it beside the steps; the remedy of its control follows.
	manual string
}

func refuse(reason string) verdict { return verdict{refused: reason} }
func byHand(reason string) verdict { return verdict{manual: reason} }

func (p *Planner) finding(f *report.Finding) {
	p.plan.Counts.Findings++
	p.open[f.Control] = true
	switch {
	case f.Waiver != nil:
		p.plan.Counts.Waived++
		return
	case len(p.options.Controls) > 0 && !slices.Contains(p.options.Controls, f.Control):
		p.plan.Counts.NotSelected++
		return
	case f.Settling:
		p.decide(f, refuse("its object changed just before the snapshot was taken: audit again after the next cycle"))
		return
	case f.Cause != nil:
		p.decide(f, byHand("It follows from "+*f.Cause+": mend that first. "))
		return
	}
	if f.Target.Kind == report.TargetTenant {
		p.tenant(f)
		return
	}
	group := p.group
	if group == nil || group.Target.ID != f.Target.ID {
		p.decide(f, verdict{})
		return
	}
	if f.Control == childNotEnabled {
		p.parents = append(p.parents, childrenOf{f, group.Writeback.Engine, group.Children})
		return
	}
	rule := rules[f.Control]
	if rule == nil {
		p.decide(f, verdict{})
		return
	}
	p.decide(f, rule(&subject{finding: f, group: group, run: p.run, moreThanHalf: p.options.MoreThanHalf}))
}

// decide records what becomes of f.
func (p *Planner) decide(f *report.Finding, v verdict) {
	if v.refused == "" {
		v.refused = p.forbidden(v.steps)
	}
	switch {
	case v.refused != "":
		p.plan.Counts.Refused++
		if !p.onlySteps {
			p.plan.Refused = append(p.plan.Refused, item(f, v.refused))
		}
	case len(v.steps) == 0 || v.manual != "":
		p.plan.Counts.Manual++
		if len(v.steps) > 0 {
			p.plan.Counts.Partly++
		}
		if !p.onlySteps {
			p.plan.Manual = append(p.plan.Manual, item(f, v.manual+p.remedies[f.Control]))
		}
	default:
		p.plan.Counts.Planned++
	}
	if v.refused == "" {
		for _, s := range v.steps {
			p.add(ref(f), s)
		}
	}
}

// forbidden says why steps may not be in this plan; "" when they may.
func (p *Planner) forbidden(steps []Step) string {
	for i := range steps {
		s := &steps[i]
		if s.Irreversible && !p.options.Irreversible {
			return "what it needs cannot be undone (" + irreversible(s) + "): add --irreversible once its owner agreed"
		}
		if reason := unfit(p.options.Format, s); reason != "" {
			return reason
		}
		if at, known := p.steps[s.key()]; known && !s.joins(&p.plan.Steps[at]) {
			return "another finding wants another value of " + s.Attribute + ": audit again after this plan was carried out"
		}
	}
	return p.togetherTooMany(steps)
}

// togetherTooMany says why members cannot be taken out besides those that steps for other findings take out of the
// same copy; "" when they can.
func (p *Planner) togetherTooMany(steps []Step) string {
	taken := map[string]bool{}
	for i := range steps {
		if steps[i].Kind == RemoveMember {
			taken[steps[i].key()] = true
		}
	}
	if len(taken) == 0 || p.options.MoreThanHalf {
		return ""
	}
	first := &steps[0]
	for i := range p.plan.Steps {
		if s := &p.plan.Steps[i]; s.Kind == RemoveMember && s.ID == first.ID {
			taken[s.key()] = true
		}
	}
	return tooMany(len(taken), first.of)
}

// add adds s, or joins it with the step that changes the same.
func (p *Planner) add(r Ref, s Step) {
	if at, known := p.steps[s.key()]; known {
		same := &p.plan.Steps[at]
		same.join(&s)
		same.Findings = append(same.Findings, r)
		return
	}
	s.Findings = []Ref{r}
	p.steps[s.key()] = len(p.plan.Steps)
	p.plan.Steps = append(p.plan.Steps, s)
}

func ref(f *report.Finding) Ref { return Ref{f.Control, f.Fingerprint} }

func item(f *report.Finding, text string) Item {
	return Item{ref(f), f.Severity, f.Target.Kind, f.Target.ID, f.Target.Name, text}
}
