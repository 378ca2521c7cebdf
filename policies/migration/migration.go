package migration

import (
	"context"
	"slices"
	"time"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/readiness"
	"github.com/wbaudit/wbaudit/report"
)

// Options say what is judged.
type Options struct {
	Target diff.Target
	// Accepted says whether a gap of a control was accepted with exactly this reason; nil accepts none.
	Accepted func(control, reason string) bool
	// Today is the time at which somebody asks whether to move now; the zero time asks about the time of the
	// run. What was read longer before than the catalogue's CS-39 takes for fresh blocks the move.
	Today time.Time
}

// Handler passes a stream on and adds the records of a move where they belong.
type Handler struct {
	ctx      context.Context
	to       report.Handler
	options  Options
	position func(key string) (int, bool)
	plan     *readiness.Plan

	controls map[string]*report.Control
	// group is the position of the subject whose findings are coming, -1 for one that is no cloud group.
	group int
	// tenant are the reasons of the tenant, accepted the controls whose findings on it all were.
	tenant   []readiness.VerdictReason
	accepted map[string]bool
	done     bool
}

// New returns a handler that passes the stream of an audit of facts on to h. Close closes h.
func New(ctx context.Context, h report.Handler, facts *diff.Facts, o Options) (*Handler, error) {
	plan, err := readiness.New(ctx, facts, o.Target)
	if err != nil {
		return nil, err
	}
	if o.Accepted == nil {
		o.Accepted = func(string, string) bool { return false }
	}
	tenant := plan.Tenant()
	for i := range tenant {
		if r := &tenant[i]; r.Kind == readiness.ReasonOpen && o.Accepted(r.Control, r.Text) {
			r.Kind = readiness.ReasonAccepted
		}
	}
	return &Handler{
		ctx: ctx, to: h, options: o, position: facts.Position, plan: plan,
		controls: map[string]*report.Control{}, group: -1, accepted: map[string]bool{}, tenant: tenant,
	}, nil
}

// Unjudged is told what a control leaves open of the subject with a key, of the tenant for "".
func (h *Handler) Unjudged(key, control, reason string) error {
	kind, ok := h.kindOf(control, "")
	if !ok || kind == readiness.ReasonNotice {
		return nil
	}
	text := "not evaluated: " + reason
	if h.options.Accepted(control, reason) {
		kind = readiness.ReasonAccepted
	} else if kind == readiness.ReasonBlocker {
		kind = readiness.ReasonOpen
	}
	if key != "" {
		if at, found := h.position(key); found {
			sum := "not evaluated: " + h.controls[control].Title
			h.plan.Tell(at, readiness.Reason{Kind: kind, Control: control, Text: text, Sum: sum})
		}
		return nil
	}
	h.addTenant(readiness.VerdictReason{Kind: kind, Control: control, Text: text})
	return nil
}

// kindOf is what a finding of the control means for the target, false for nothing; severity is "" for a gap.
func (h *Handler) kindOf(control, severity string) (readiness.ReasonKind, bool) {
	c := h.controls[control]
	if c == nil || c.Readiness == "" || len(c.Targets) > 0 && !slices.Contains(c.Targets, string(h.options.Target)) {
		return "", false
	}
	if severity != "" && c.ReadinessFrom != "" && report.SeverityRank(severity) > report.SeverityRank(c.ReadinessFrom) {
		return readiness.ReasonNotice, true
	}
	return map[string]readiness.ReasonKind{
		report.ReadinessBlocker: readiness.ReasonBlocker, report.ReadinessAfter: readiness.ReasonAfter,
		report.ReadinessNotice: readiness.ReasonNotice,
	}[c.Readiness], true
}

// Handle passes r on. Before the first record behind the groups it adds those of the move.
func (h *Handler) Handle(r report.Record) error {
	if behind(r) {
		if err := h.conclude(); err != nil {
			return err
		}
	}
	switch {
	case r.Run != nil:
		h.run(r.Run)
	case r.Control != nil:
		h.controls[r.Control.ID] = r.Control
	case r.Group != nil:
		h.group = h.positionOf(r.Group.Key)
	case r.Finding != nil:
		h.finding(r.Finding)
	}
	return h.to.Handle(r)
}

// behind reports whether a record stands behind those of a move.
func behind(r report.Record) bool {
	return r.Summary != nil || r.Absent != nil || r.Finding != nil && r.Finding.Target.Kind == report.TargetWaiver
}

func (h *Handler) positionOf(key string) int {
	at, found := h.position(key)
	if !found || at >= h.plan.Len() {
		return -1
	}
	return at
}

// finding tells the plan what a finding means.
func (h *Handler) finding(f *report.Finding) {
	kind, ok := h.kindOf(f.Control, f.Severity)
	if !ok {
		return
	}
	text := f.Message
	switch {
	case f.Waiver != nil:
		kind, text = readiness.ReasonAccepted, "accepted until it expires: "+text
	case f.Settling && kind != readiness.ReasonNotice:
		kind, text = readiness.ReasonOpen, "was changed while it was read, so this may pass: "+text
	}
	if f.Target.Kind == report.TargetTenant {
		if kind == readiness.ReasonAccepted {
			h.accepted[f.Control] = true
		}
		h.addTenant(readiness.VerdictReason{Kind: kind, Control: f.Control, Severity: f.Severity, Text: text})
		return
	}
	if h.group >= 0 {
		h.plan.Tell(h.group, readiness.Reason{Kind: kind, Control: f.Control, Severity: f.Severity, Fingerprint: f.Fingerprint, Text: text})
	}
}

func (h *Handler) addTenant(r readiness.VerdictReason) {
	h.tenant = append(h.tenant, r)
	if r.Kind == readiness.ReasonAfter {
		h.plan.TellAll(readiness.Reason{Kind: r.Kind, Control: r.Control, Severity: r.Severity, Text: r.Text})
	}
}

// conclude adds the records of the move, once.
func (h *Handler) conclude() error {
	if h.done {
		return nil
	}
	h.done = true
	h.plan.Accept(func(r readiness.Reason) bool {
		signed := r.Kind != readiness.ReasonOpen && h.accepted[r.Control]
		return signed || (r.Kind != readiness.ReasonBlocker || r.Named) && h.options.Accepted(r.Control, r.Text)
	})
	h.plan.Conclude()
	counter := readiness.NewCounter(h.plan)
	err := h.plan.Groups(h.ctx, func(g *readiness.Group) error {
		counter.Add(g)
		return h.to.Handle(report.Record{Readiness: readinessOf(g)})
	})
	if err != nil {
		return err
	}
	for _, r := range counter.Losing(h.tenant) {
		if h.options.Accepted(r.Control, r.Text) {
			r.Kind = readiness.ReasonAccepted
		}
		h.tenant = append(h.tenant, r)
	}
	verdict := counter.Conclude(h.tenant)
	for _, w := range verdict.Waves {
		wave := report.Wave(w)
		if err := h.to.Handle(report.Record{Wave: &wave}); err != nil {
			return err
		}
	}
	return h.to.Handle(report.Record{Verdict: verdictOf(h.options.Target, &verdict)})
}

// Close closes the handler that the stream is passed on to.
func (h *Handler) Close() error { return h.to.Close() }
