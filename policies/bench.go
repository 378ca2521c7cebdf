package policies

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/wbaudit/wbaudit/diff"
)

// bench is all judges of a run; it is only read once it is set up.
type bench struct {
	// groups judge what there are many of: subjects of an audit, or changes of a comparison.
	groups, tenants []*judge
	// changes says that the run judges changes, and nothing else.
	changes bool
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
	// grounds are the facts of the tenant that subjects share.
	grounds *grounds
	now     *ast.Term
	at      *time.Time
	// profiles are those of the run, so that of two controls in different profiles one can leave a
	// subject to the other.
	profiles *ast.Term
	void     void
	forget   bool
	deadline time.Duration
	// unjudged is that of the options.
	unjudged func(Unjudged) error
	// own asks the process for own controls; nil without.
	own *ownBench
}

// newBench prepares the checks of the chosen profiles that judge groups and the tenant.
func newBench(ctx context.Context, f facts, o Options) (*bench, error) {
	return setUp(ctx, f, o, false)
}

// include takes the controls of another bench of the same run into the lists of this one; their judges stay
// where they are.
func (b *bench) include(other *bench) {
	b.controls = slices.SortedFunc(slices.Values(slices.Concat(b.controls, other.controls)), func(x, y *Control) int { return cmp.Compare(x.ID, y.ID) })
	maps.Copy(b.severity, other.severity)
	maps.Copy(b.values, other.values)
}

// setUp prepares the checks of the chosen profiles: those of changes, or all others.
func setUp(ctx context.Context, f facts, o Options, changes bool) (*bench, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	c, err := o.catalogue()
	if err != nil {
		return nil, err
	}
	tenant := f.TenantSubject().Tenant
	b := &bench{
		changes: changes,
		shared:  tenant, tenant: ast.NewTerm(valueOf(reflect.ValueOf(tenant))),
		forget: o.Forget, deadline: o.Deadline, digest: c.digest,
		profiles: ast.NewTerm(valueOf(reflect.ValueOf(o.profiles()))),
		severity: map[string]string{}, values: map[string]map[string]any{},
		causes: newCauses(), unjudged: o.Unjudged,
	}
	b.grounds = newGrounds(f, tenant, b.tenant)
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
	if !changes {
		if err := b.seatSilent(c, o, f); err != nil {
			return nil, err
		}
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
	j := &judge{control: control, check: check, scale: s.scaleOf(control, check), values: values, causes: &b.causes}
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
	if !slices.ContainsFunc(control.Checks, b.seats) {
		return nil
	}
	b.controls = append(b.controls, control)
	b.severity[control.ID], b.values[control.ID] = cmp.Or(s.Severity, control.Severity), values
	for _, check := range control.Checks {
		if !b.seats(check) {
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

// seats reports whether the check is one of the run.
func (b *bench) seats(c Check) bool { return (c.Kind == KindChange) == b.changes }

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
