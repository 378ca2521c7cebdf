package policies

import (
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// judge judges subjects by one check, in one run.
type judge struct {
	control *Control
	check   Check
	// scale is what the setting makes of severities.
	scale      scale
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
	// idle is true for a control of a move to another target than that of the run.
	idle bool
}

// prepare makes the check ready to be asked; that of an own control is asked elsewhere.
func (j *judge) prepare(c *Catalogue, nothing void) error {
	if j.check.own != nil {
		j.reading = j.check.own.reading
		return nil
	}
	p, err := c.prepare(j.check)
	if err != nil {
		return err
	}
	j.parameters = ast.NewTerm(ast.MustInterfaceToValue(j.values))
	j.query, j.reading = p.query, p.reading
	j.query.void = nothing
	return nil
}

// gate says what the state of the required streams forbids. An absent stream leaves nothing to
// judge; a partial one at most findings, and those only where the control says that they stand.
func (j *judge) gate(f facts, nowKnown bool) {
	if j.control.Profile == migrationProfile {
		target := string(f.TenantSubject().Tenant.Target)
		if j.idle = target != "" && !j.control.speaksFor(target); j.idle {
			return
		}
		if target == "" {
			j.blind = "no target of a move was named: run wbaudit readiness --to cloudsync, soa, v1 or v2"
			return
		}
	}
	if j.reading.now && !nowKnown {
		j.blind = "now: neither --now nor the end of collection is known"
		return
	}
	var blind, partial []string
	for _, name := range j.check.Streams {
		state := f.State(snapshot.Stream(name))
		switch {
		case state.Stands():
		case state.Status == snapshot.Partial && j.check.JudgePartial:
			partial = append(partial, streamReason(name, state))
		default:
			blind = append(blind, streamReason(name, state))
		}
	}
	if j.check.Everywhere && len(blind)+len(partial) == 0 && !f.TenantSubject().Tenant.DirectoryRead.Every {
		partial = append(partial, "directory_groups: not every group of the domain was read with its anchors")
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
		case state.Stands():
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

// judgement is the outcome of one check for one subject.
type judgement struct {
	outcome outcome
	// reason says why the outcome is notEvaluated or error; "" otherwise.
	reason string
	// general says that the reason holds of every subject of the run, and nothing of this one.
	general bool
	// findings of the verdict, for the outcome fail.
	findings []rawFinding
	// open says, of findings below the highest severity of the control, what was not read that could
	// make it worse; "" when nothing.
	open string
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
	case j.idle:
		return judgement{outcome: notApplicable}
	case v.err != "":
		return judgement{outcome: errored, reason: v.err}
	case gap != "" && !j.check.JudgePartial:
		return judgement{outcome: notEvaluated, reason: gap}
	case len(v.findings) > 0:
		return judgement{outcome: failed, findings: v.findings, open: j.mayBeWorse(v)}
	case j.partial != "":
		return judgement{outcome: notEvaluated, reason: j.partial, general: true}
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

// mayBeWorse is what the verdict leaves undecided beside findings that all are milder than one of the
// control can be.
func (j *judge) mayBeWorse(v *verdict) string {
	for _, f := range v.findings {
		if j.scale.of(f.severity) == j.scale.highest {
			return ""
		}
	}
	return v.undecided
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
