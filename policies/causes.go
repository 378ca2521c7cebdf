package policies

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// Explanation names a control whose failing explains the findings of another one.
type Explanation struct {
	// ID is the control that names the cause, Severity the highest that a finding so explained has.
	ID, Severity string
}

// Deferral names a control that, failing, speaks instead of findings with a part; "" is all of them.
type Deferral struct{ ID, Part string }

// The controls that say that nothing was synchronised for long: what differs then may be lag.
const (
	staleControl  = "ENG-16"
	silentControl = "ENG-28"
	// stalePart is the part of a finding of staleControl about cloud sync; all others are about Connect.
	stalePart = "cloudsync"
	// damped starts the ids of the controls that compare both sides.
	damped = "DIF-"
)

// causes are the tenant's findings that explain others in the same run. One of a control that did
// not run, or that is lighter than the control can be since it does not act yet, explains nothing.
type causes struct {
	// engines are those a failed control is about; nil for all.
	engines map[string][]string
	// stale are the engines that did not synchronise for long.
	stale map[diff.Engine]bool
	// banners say so, by the part of the finding.
	banners map[string]string
}

func newCauses() causes {
	return causes{engines: map[string][]string{}, stale: map[diff.Engine]bool{}, banners: map[string]string{}}
}

// lines are the banners in their order.
func (c *causes) lines() []string {
	lines := []string{}
	for _, part := range sortedKeys(c.banners) {
		lines = append(lines, c.banners[part])
	}
	return lines
}

// note takes the findings of one judge of the tenant.
func (c *causes) note(j *judge, raw []rawFinding, a about) {
	for _, f := range raw {
		if f.severity != "" && f.severity != j.check.Severity {
			continue
		}
		c.engines[j.control.ID] = j.control.Engines
		part := ""
		switch {
		case j.control.ID == staleControl && f.part == stalePart:
			c.stale[diff.CloudSync], part = true, stalePart
		case j.control.ID == staleControl, j.control.ID == silentControl:
			// Of the two about Connect the second, which is the cause, has the last word.
			c.stale[diff.V1], c.stale[diff.V2] = true, true
		default:
			continue
		}
		c.banners[part] = fmt.Sprintf("%s (%s): what differs may be lag, so every difference is one severity lower than it would be",
			j.fill(j.check.Message, f, a, true), j.control.ID)
	}
}

// explains reports whether a control failed and is about the engine; "" is any.
func (c *causes) explains(id string, engine diff.Engine) bool {
	engines, failed := c.engines[id]
	return failed && (engine == "" || engines == nil || slices.Contains(engines, string(engine)))
}

// leave takes findings back that another control speaks of, and says so.
func (j *judge) leave(g judgement, engine diff.Engine) judgement {
	if g.outcome != failed {
		return g
	}
	for _, to := range j.control.LeftTo {
		if !j.causes.explains(to.ID, engine) {
			continue
		}
		// The findings of a verdict are shared.
		g.findings = slices.DeleteFunc(slices.Clone(g.findings), func(f rawFinding) bool { return to.Part == "" || f.part == to.Part })
		if len(g.findings) == 0 {
			return judgement{outcome: notEvaluated, reason: "left to " + to.ID + ", which names the cause"}
		}
	}
	return g
}

// explain gives a finding the cause that the run found, or the lower severity of a comparison with
// what was not synchronised.
func (j *judge) explain(f *report.Finding, engine diff.Engine) {
	if f.Settling {
		return
	}
	for _, e := range j.control.ExplainedBy {
		if f.Cause == nil && j.causes.explains(e.ID, engine) {
			f.Cause = &e.ID
			f.Severity = lighter(f.Severity, j.scale.of(e.Severity))
			return
		}
	}
	if !strings.HasPrefix(j.control.ID, damped) || len(j.causes.stale) == 0 || engine != "" && !j.causes.stale[engine] {
		return
	}
	f.Severity = severities[max(0, severityRank(f.Severity)-1)]
	f.Evidence = maps.Clone(f.Evidence)
	f.Evidence["stale"] = true
}

func lighter(a, b string) string {
	if severityRank(b) < severityRank(a) {
		return b
	}
	return a
}

// readCauses reads explained_by and left_to. A control of the operator may name a built-in one, and one
// that did not run explains nothing.
func (m *metadata) readCauses() error {
	explanations, ok := m.words("explained_by")
	for _, id := range sortedKeys(explanations) {
		ok = ok && slices.Contains(severities, explanations[id]) && idPattern.MatchString(id)
		m.control.ExplainedBy = append(m.control.ExplainedBy, Explanation{id, explanations[id]})
	}
	if !ok {
		return m.errorf("explained_by", "custom.explained_by is a map from a control's id to the highest severity then, such as {ENG-28: medium}")
	}
	deferrals, ok := m.words("left_to")
	for _, id := range sortedKeys(deferrals) {
		ok = ok && idPattern.MatchString(id)
		m.control.LeftTo = append(m.control.LeftTo, Deferral{id, deferrals[id]})
	}
	if !ok {
		return m.errorf("left_to", "custom.left_to is a map from a control's id to the part of the findings that are left to it, or \"\", such as {ENG-28: connect}")
	}
	return nil
}

// words reads a map from text to text; nil when there is none, false when there is something else.
func (m *metadata) words(key string) (map[string]string, bool) {
	if m.custom[key] == nil {
		return nil, true
	}
	given, ok := m.custom[key].(map[string]any)
	read := map[string]string{}
	for name, value := range given {
		text, isText := value.(string)
		read[name], ok = text, ok && isText
	}
	return read, ok && len(read) > 0
}
