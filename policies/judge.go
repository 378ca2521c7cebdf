package policies

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// judge judges subjects by one check, in one run.
type judge struct {
	control *Control
	check   Check
	// severity is the highest a finding gets, after the setting.
	severity   string
	values     map[string]any
	parameters *ast.Term
	query      query
	reading    reading
	numbers    []int
	memory     *memory
	causes     *causes
	// blind says why no subject can be judged; "" when they can.
	blind string
	// partial says why nothing can pass though findings stand; "" when it can.
	partial string
}

// bench is all judges of a run; it is only read once it is set up.
type bench struct {
	groups, tenants []*judge
	// silent are judges of the tenant who damp findings of the run and are no part of it.
	silent []*judge
	// controls are those of the run, by id; severity and values are what its settings make of them.
	controls []*Control
	severity map[string]string
	values   map[string]map[string]any
	digest   string
	plan     plan
	// shared are the facts that every subject has in common.
	shared *diff.Tenant
	// causes are known once the tenant was judged, before any group is.
	causes causes
	tenant *ast.Term
	now    *ast.Term
	at     *time.Time
	// profiles are those of the run, so that of two controls in different profiles one can leave a
	// subject to the other.
	profiles *ast.Term
	void     void
	forget   bool
	deadline time.Duration
	// own asks the process for own controls; nil without.
	own *ownBench
}

// newBench prepares the checks of the chosen profiles.
func newBench(ctx context.Context, f facts, o Options) (*bench, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	c, err := o.catalogue()
	if err != nil {
		return nil, err
	}
	tenant := f.TenantSubject().Tenant
	b := &bench{
		shared: tenant, tenant: ast.NewTerm(valueOf(reflect.ValueOf(tenant))),
		forget: o.Forget, deadline: o.Deadline, digest: c.digest,
		profiles: ast.NewTerm(valueOf(reflect.ValueOf(o.profiles()))),
		severity: map[string]string{}, values: map[string]map[string]any{},
		causes: newCauses(),
	}
	if b.void, err = newVoid(ctx); err != nil {
		return nil, fmt.Errorf("preparing controls: %w", err)
	}
	if b.deadline == 0 {
		b.deadline = defaultDeadline
	}
	if now := nowOf(f, o); now != nil {
		b.at = now
		b.now = ast.StringTerm(now.UTC().Format(time.RFC3339))
	}
	for i := range c.controls {
		if !o.chosen(c.controls[i]) {
			continue
		}
		if err := b.seat(c, &c.controls[i], o.Settings[c.controls[i].ID], f); err != nil {
			return nil, err
		}
	}
	if err := b.seatSilent(c, o, f); err != nil {
		return nil, err
	}
	b.remember()
	b.own, err = beginOwn(ctx, c, b, o)
	return b, err
}

// seatSilent adds staleControl where the run compares both sides without it: what differs may be lag in
// any profile.
func (b *bench) seatSilent(c *Catalogue, o Options, f facts) error {
	control, ok := c.Control(staleControl)
	if !ok || o.only != nil || o.chosen(control) ||
		!slices.ContainsFunc(b.controls, func(c *Control) bool { return strings.HasPrefix(c.ID, damped) }) {
		return nil
	}
	for _, check := range control.Checks {
		if check.Kind != KindTenant {
			continue
		}
		j, err := b.judgeOf(c, &control, check, o.Settings[control.ID], f)
		if err != nil {
			return err
		}
		b.silent = append(b.silent, j)
	}
	return nil
}

// judgeOf prepares a check.
func (b *bench) judgeOf(c *Catalogue, control *Control, check Check, s Setting, f facts) (*judge, error) {
	values, err := control.parameters(s)
	if err != nil {
		return nil, err
	}
	j := &judge{control: control, check: check, severity: cmp.Or(s.Severity, check.Severity), values: values, causes: &b.causes}
	if err := j.prepare(c, b.void); err != nil {
		return nil, err
	}
	j.gate(f, b.now != nil)
	return j, nil
}

func nowOf(f facts, o Options) *time.Time {
	if o.Now != nil {
		return o.Now
	}
	return f.Manifest().CollectedAt
}

// seat adds the judges of one control.
func (b *bench) seat(c *Catalogue, control *Control, s Setting, f facts) error {
	values, err := control.parameters(s)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(control.Checks, func(c Check) bool { return c.Kind != KindChange }) {
		return nil
	}
	b.controls = append(b.controls, control)
	b.severity[control.ID], b.values[control.ID] = cmp.Or(s.Severity, control.Severity), values
	for _, check := range control.Checks {
		if check.Kind == KindChange {
			continue
		}
		j, err := b.judgeOf(c, control, check, s, f)
		if err != nil {
			return err
		}
		if check.Kind == KindTenant {
			b.tenants = append(b.tenants, j)
		} else {
			b.groups = append(b.groups, j)
		}
	}
	return nil
}

// prepare makes the check ready to be asked; that of an own control is asked elsewhere.
func (j *judge) prepare(c *Catalogue, nothing void) error {
	if j.check.own != nil {
		j.reading = j.check.own.reading
		return nil
	}
	j.parameters = ast.NewTerm(ast.MustInterfaceToValue(j.values))
	j.reading = readingOf(c.compiler.Modules[j.check.File].Rules, subjectType(j.check.Kind))
	var err error
	j.query, err = newQuery(c, j.check, nothing)
	return err
}

// gate says what the state of the required streams forbids. An absent stream leaves nothing to
// judge; a partial one at most findings, and those only where the control says that they stand.
func (j *judge) gate(f facts, nowKnown bool) {
	if j.reading.now && !nowKnown {
		j.blind = "now: neither --now nor the end of collection is known"
		return
	}
	var blind, partial []string
	for _, name := range j.check.Streams {
		state := f.State(snapshot.Stream(name))
		switch {
		case state.Status == snapshot.Complete:
		case state.Status == snapshot.Partial && j.check.JudgePartial:
			partial = append(partial, streamReason(name, state))
		default:
			blind = append(blind, streamReason(name, state))
		}
	}
	if j.check.Earlier {
		b, p := j.check.earlierGaps(f)
		blind, partial = append(blind, b...), append(partial, p...)
	}
	j.blind, j.partial = strings.Join(blind, "; "), strings.Join(partial, "; ")
}

// earlierGaps says what the earlier snapshot lacks.
func (c *Check) earlierGaps(f facts) (blind, partial []string) {
	if _, ok := f.earlierState(snapshot.StreamCloudGroups); !ok {
		return []string{report.NoEarlierSnapshot}, nil
	}
	for _, name := range c.EarlierStreams {
		state, _ := f.earlierState(snapshot.Stream(name))
		reason := "earlier snapshot: " + streamReason(name, state)
		switch {
		case state.Status == snapshot.Complete:
		case c.JudgePartial:
			partial = append(partial, reason)
		default:
			blind = append(blind, reason)
		}
	}
	return blind, partial
}

func streamReason(name string, s snapshot.StreamState) string {
	switch {
	case s.Reason != "":
		return name + ": " + s.Reason
	case s.Status == snapshot.Partial:
		return name + ": not read completely"
	default:
		return name + ": not read"
	}
}

// remember numbers the places that all group judges read and gives each its memory.
func (b *bench) remember() {
	readings := make([]reading, len(b.groups))
	for i, j := range b.groups {
		readings[i] = j.reading
	}
	b.plan = newPlan(readings)
	room, seed := &atomic.Int64{}, maphash.MakeSeed()
	room.Store(memoryLimit)
	for _, j := range b.groups {
		j.numbers, j.memory = b.plan.numbers(j.reading), newMemory(seed, room)
	}
}

// judgement is the outcome of one check for one subject.
type judgement struct {
	outcome outcome
	// reason says why the outcome is notEvaluated or error; "" otherwise.
	reason string
	// findings of the verdict, for the outcome fail.
	findings []rawFinding
}

// outcome counts from the best to the worst that a control can end with.
type outcome int

const (
	notApplicable outcome = iota
	passed
	notEvaluated
	failed
	errored
	outcomes
)

// decide is the algebra of outcomes: the first that holds. gap says why the subject's own members
// are not known; it counts only where the control applies, and where it does, findings that rest on
// half a list stand only if the control says so.
func (j *judge) decide(v *verdict, gap string) judgement {
	if !j.check.Memberships || !v.applies {
		gap = ""
	}
	switch {
	case v.err != "":
		return judgement{outcome: errored, reason: v.err}
	case gap != "" && !j.check.JudgePartial:
		return judgement{outcome: notEvaluated, reason: gap}
	case len(v.findings) > 0:
		return judgement{outcome: failed, findings: v.findings}
	case j.partial != "":
		return judgement{outcome: notEvaluated, reason: j.partial}
	case v.undecided != "":
		return judgement{outcome: notEvaluated, reason: v.undecided}
	case gap != "":
		return judgement{outcome: notEvaluated, reason: gap}
	case !v.applies:
		return judgement{outcome: notApplicable}
	default:
		return judgement{outcome: passed}
	}
}

// memberGap says why the members of a subject are not fully known; "" when they are. A side that
// the subject does not have is no gap.
func memberGap(m *diff.Members) string {
	var gaps []string
	for _, side := range [...]struct{ name, status, reason string }{
		{"cloud members", m.Cloud, m.CloudReason}, {"directory members", m.Directory, m.DirectoryReason},
	} {
		switch side.status {
		case "complete", "none":
			continue
		}
		reason := side.reason
		if reason == "" {
			reason = side.status
		}
		gaps = append(gaps, fmt.Sprintf("%s: %s", side.name, reason))
	}
	return strings.Join(gaps, "; ")
}
