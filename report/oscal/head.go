package oscal

import (
	"slices"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// begin writes everything before the observations, once: controls come before findings.
func (a *Results) begin() {
	if a.begun {
		return
	}
	a.begun = true
	run := a.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	now := ""
	if run.Now != nil {
		now = stamp(run.Now)
	}
	digests := []string{run.SnapshotDigest, run.PolicyDigest, run.OwnPolicyDigest, now}
	a.out.Raw(`{"assessment-results":{"uuid":`)
	a.out.Value(id(append([]string{"document"}, digests...)...))
	a.out.Raw(`,"metadata":`)
	a.out.Value(metadata{
		Title: "Group writeback audit of " + markup(run.Tenant.Name), LastModified: stamp(later(run)), Version: version(run), OSCALVersion: "1.1.3",
		Props: props("tenant-id", run.Tenant.ID, "snapshot-digest", run.SnapshotDigest, "policy-digest", run.PolicyDigest,
			"own-policy-digest", run.OwnPolicyDigest, "tool-version", run.Version),
	})
	a.out.Raw(`,"import-ap":`)
	a.out.Value(reference{"#" + id("plan").String()})
	a.out.Raw(`,"results":[{"uuid":`)
	a.out.Value(id(append([]string{"result"}, digests...)...))
	a.out.Raw(`,"title":"Group writeback audit","description":"What the controls made of the snapshot.","start":`)
	a.out.Value(stamp(run.CollectedAt))
	a.out.Raw(`,"reviewed-controls":`)
	a.out.Value(reviewed{selections(a.counts.Controls)})
}

// version is that of the document, which may not be empty.
func version(run *report.Run) string {
	if p := props("version", run.Version); len(p) > 0 {
		return p[0].Value
	}
	return "unknown"
}

// later returns what is known of when the results were made: the time controls judged by, else that of
// the snapshot. The wall clock has no part in it.
func later(run *report.Run) *time.Time {
	if run.Now != nil {
		return run.Now
	}
	return run.CollectedAt
}

// selections name the clauses of each framework that the controls refer to.
func selections(controls []*report.ControlCount) []selection {
	var names []string
	clauses := map[string][]controlID{}
	for _, c := range controls {
		for _, f := range c.Control.Frameworks {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
			if one := (controlID{clause(f)}); !slices.Contains(clauses[f.Name], one) {
				clauses[f.Name] = append(clauses[f.Name], one)
			}
		}
	}
	if len(names) == 0 {
		return []selection{{All: &struct{}{}}}
	}
	var list []selection
	for _, name := range names {
		list = append(list, selection{Description: markup(name), Controls: clauses[name]})
	}
	return list
}

// backMatter holds what stands in for an assessment plan: the controls, by their digest.
func (a *Results) backMatter() backMatter {
	r := resource{UUID: id("plan").String(), Title: "Controls of wbaudit",
		Description: "The controls are the plan of this assessment; the digest names their sources."}
	if run := a.counts.Run; run != nil {
		r.Props = props("policy-digest", run.PolicyDigest, "own-policy-digest", run.OwnPolicyDigest)
	}
	return backMatter{[]resource{r}}
}

// collected is when the snapshot was collected, nil when that is not known.
func (a *Results) collected() *time.Time {
	if a.counts.Run == nil {
		return nil
	}
	return a.counts.Run.CollectedAt
}
