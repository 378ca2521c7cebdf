package diff

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Doubt says why Contain is unknown for g, each missing thing once; "" where it is not, and where the only
// reason is that a job does not run.
func (s *JobScopes) Doubt(g *snapshot.CloudGroup) string {
	if s.Contain(g) != Unknown {
		return ""
	}
	var parts []string
	add := func(text string) {
		if text != "" && !strings.Contains(strings.Join(parts, "; "), text) {
			parts = append(parts, text)
		}
	}
	if !s.jobsRead {
		add("not every synchronization job was read with its templateId")
	}
	for i := range s.jobs {
		if job := &s.jobs[i]; s.inJob(job, g) == Unknown {
			passes, assigned := job.filter.passes(g), s.isAssigned(job, g.ID)
			if passes == Unknown {
				add(job.filter.doubt(g))
			}
			if assigned == Unknown && s.mode != ScopeAll {
				add(s.assignmentDoubt(job))
			}
			if s.mode == "" && passes != No && assigned != Yes {
				add("whether the job takes selected groups or all is in no export: set cloudsync.scope")
			}
		}
	}
	return strings.Join(parts, "; ")
}

// assignmentDoubt says why it is not known whether a group is assigned to the application of a job.
func (s *JobScopes) assignmentDoubt(job *jobScope) string {
	switch {
	case job.principal.IsZero():
		return "the application of the job was not read: export the synchronization jobs with their service principal"
	case s.unassigned == Unknown:
		return "appRoleAssignedTo of the job's application was not read completely"
	}
	return "the group has a role of the job's application that is not known to put it into the scope"
}

// doubt names what of the filter cannot be evaluated for g.
func (f *scopeFilter) doubt(g *snapshot.CloudGroup) string {
	if !f.read {
		return "the schema of the job was not read, or has no mapping for groups"
	}
	for i := range f.mappings {
		m := &f.mappings[i]
		if m.passes(g) != Unknown {
			continue
		}
		for _, set := range m.sets {
			for _, clauses := range set {
				for i := range clauses {
					if c := &clauses[i]; c.holds(g) == Unknown {
						return c.doubt()
					}
				}
			}
		}
	}
	return "the mapping for groups in the schema of the job was not read completely"
}

// doubt says why the clause cannot be evaluated.
func (c *clause) doubt() string {
	if c.name == "" && c.operator == "" {
		return "a filter in the schema of the job was read without its clauses"
	}
	clause := "the clause " + c.name + " " + c.operator + " of the job's filter "
	if c.attribute == nil {
		return clause + "is about an attribute that is not known here or was not collected, or has not one value"
	}
	return clause + "cannot be evaluated: its operator is not known here, or nothing documents its answer for the group's value"
}
