package diff

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// ScopeMode says which security groups a cloud sync job takes. Graph documents no property for
// it, so it comes from Choices.
type ScopeMode string

// The two modes of the portal: selected groups, or all groups that pass the attribute filters.
const (
	ScopeSelected ScopeMode = "selected"
	ScopeAll      ScopeMode = "all"
)

// selectedRoles are the application roles that put a group into a job's scope, one for each cloud:
// public, China, US Government, US Nat, US Sec.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
var selectedRoles = [...]snapshot.GUID{
	{0x1a, 0x0a, 0xbf, 0x4d, 0xb9, 0xfa, 0x45, 0x12, 0xa3, 0xa2, 0x51, 0xee, 0x82, 0xc6, 0xfd, 0x9f},
	{0x15, 0xaf, 0x7f, 0xd5, 0x1a, 0x3f, 0x40, 0x34, 0x8e, 0xa1, 0x1a, 0xfa, 0x3d, 0x5e, 0xcf, 0x63},
	{0xd8, 0xfa, 0x31, 0x7e, 0x07, 0x13, 0x49, 0x30, 0x91, 0xd8, 0x1d, 0xbe, 0xb1, 0x50, 0x97, 0x8f},
	{0x50, 0xa5, 0x5e, 0x47, 0xaa, 0xe2, 0x42, 0x5c, 0x8d, 0xcb, 0xed, 0x71, 0x11, 0x47, 0xa3, 0x9f},
	{0x52, 0xe8, 0x62, 0xb9, 0x0b, 0x95, 0x43, 0xfe, 0x93, 0x40, 0x54, 0xf5, 0x12, 0x48, 0x31, 0x4f},
}

// ScopeInput is what decides the scope of the cloud sync jobs.
type ScopeInput struct {
	Jobs     []snapshot.SyncJob
	JobsRead bool
	// Assignments may be cut while AssignmentsRead is false; then they prove what is in scope,
	// never what is not.
	Assignments     []snapshot.AppRoleAssignment
	AssignmentsRead bool
	// Groups is the state of the stream cloud_groups, for the properties that were collected.
	Groups snapshot.StreamState
}

// JobScopes answers whether a group is in the scope of a cloud sync job that writes groups.
type JobScopes struct {
	jobs     []jobScope
	jobsRead bool
	mode     ScopeMode
	// assigned is Yes for a role of selectedRoles, Unknown for another role of the same job.
	assigned   map[assignment]Answer
	unassigned Answer
}

type jobScope struct {
	principal snapshot.GUID
	running   Answer
	filter    scopeFilter
}

type assignment struct{ resource, principal snapshot.GUID }

// NewJobScopes reads the filters of every job that writes groups.
func NewJobScopes(in ScopeInput, c Choices) *JobScopes {
	s := &JobScopes{jobsRead: in.JobsRead && nameless(in.Jobs) == 0, mode: c.CloudSyncScope, unassigned: Unknown, assigned: map[assignment]Answer{}}
	if in.AssignmentsRead {
		s.unassigned = No
	}
	for i := range in.Jobs {
		job := &in.Jobs[i]
		if !job.WritesGroups() {
			continue
		}
		scope := jobScope{running: jobRunning(job), filter: readFilter(job.Schema, in.Groups)}
		if job.ServicePrincipalID != nil {
			if id, err := snapshot.ParseGUID(*job.ServicePrincipalID); err == nil {
				scope.principal = id
			}
		}
		s.jobs = append(s.jobs, scope)
	}
	for _, a := range in.Assignments {
		key := assignment{a.Resource, a.Principal}
		switch {
		case isSelectedRole(a.Role):
			s.assigned[key] = Yes
		case s.assigned[key] == "":
			s.assigned[key] = Unknown
		}
	}
	return s
}

// Contain is yes when a running job has g in its scope, no when no job has, else unknown: a job
// that does not run now may have written g before. The kind of g is not looked at, though every
// job excludes all but security groups of the cloud.
func (s *JobScopes) Contain(g *snapshot.CloudGroup) Answer {
	result := No
	if !s.jobsRead {
		result = Unknown
	}
	for i := range s.jobs {
		job := &s.jobs[i]
		switch in := s.inJob(job, g); {
		case in == Yes && job.running == Yes:
			return Yes
		case in != No:
			result = Unknown
		}
	}
	return result
}

// inJob applies the mode. While it is not known, only what both modes agree on is an answer.
func (s *JobScopes) inJob(job *jobScope, g *snapshot.CloudGroup) Answer {
	passes := job.filter.passes(g)
	selected := all(s.isAssigned(job, g.ID), passes)
	switch s.mode {
	case ScopeSelected:
		return selected
	case ScopeAll:
		return passes
	}
	return both(selected, passes)
}

func (s *JobScopes) isAssigned(job *jobScope, group snapshot.GUID) Answer {
	if job.principal.IsZero() {
		return Unknown
	}
	if found, ok := s.assigned[assignment{job.principal, group}]; ok {
		return found
	}
	return s.unassigned
}

func isSelectedRole(role snapshot.GUID) bool {
	for _, known := range selectedRoles {
		if role == known {
			return true
		}
	}
	return false
}

// all is no if one is, yes if both are, else unknown.
func all(a, b Answer) Answer {
	switch {
	case a == No || b == No:
		return No
	case a == Yes && b == Yes:
		return Yes
	}
	return Unknown
}

// not turns yes and no round.
func not(a Answer) Answer {
	switch a {
	case Yes:
		return No
	case No:
		return Yes
	default:
		return Unknown
	}
}

// operator folds the spellings of an operator: NOT_EQUALS, Not Equals and NOT EQUALS are one.
func operator(name string) string {
	return strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(name), "_", " "))
}
