package simulate

import (
	"net/http"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const (
	groupType  = "microsoft.graph.group"
	memberType = "microsoft.graph.directoryObject"
)

// route is a path without its version and who answers it.
type route struct {
	path   string
	handle func(*http.Request) *answer
}

// routes are all paths that are served. Only reading is there, besides $batch.
func (s *Server) routes() []route {
	return []route{
		{"/groups", s.list(snapshot.StreamCloudGroups, groupType)},
		{"/groups/$count", s.listCount(snapshot.StreamCloudGroups)},
		{"/groups/{id}", s.group},
		{"/groups/{id}/members", s.related(func(t *tenant) map[string][]*object { return t.members })},
		{"/groups/{id}/members/$count", s.relatedCount(func(t *tenant) map[string][]*object { return t.members })},
		{"/groups/{id}/onPremisesSyncBehavior", s.syncBehavior},
		{"/groups/{id}/owners", s.related(func(t *tenant) map[string][]*object { return t.owners })},
		{"/groups/{id}/owners/$count", s.relatedCount(func(t *tenant) map[string][]*object { return t.owners })},
		{"/directory/deletedItems/microsoft.graph.group", s.list(snapshot.StreamCloudDeletedGroups, groupType)},
		// The service's own short form of the namespace, which the SDK writes.
		{"/directory/deletedItems/graph.group", s.list(snapshot.StreamCloudDeletedGroups, groupType)},
		{"/settings", s.list(snapshot.StreamTenantSettings, "microsoft.graph.directorySetting")},
		{"/groupSettings", s.list(snapshot.StreamTenantSettings, "microsoft.graph.groupSetting")},
		{"/organization", s.list(snapshot.StreamOrganization, "microsoft.graph.organization")},
		{"/subscribedSkus", s.list(snapshot.StreamLicences, "microsoft.graph.subscribedSku")},
		{"/directory/onPremisesSynchronization", s.list(snapshot.StreamSyncConfiguration, "microsoft.graph.onPremisesDirectorySynchronization")},
		{"/identityGovernance/accessReviews/definitions", s.list(snapshot.StreamAccessReviews, "microsoft.graph.accessReviewScheduleDefinition")},
		{"/auditLogs/directoryAudits", s.audits},
		{"/identityGovernance/privilegedAccess/group/assignmentScheduleInstances", s.privileged},
		{"/users", s.users},
		{"/servicePrincipals", s.servicePrincipals},
		{"/servicePrincipals/{id}/appRoleAssignedTo", s.assignments},
		{"/servicePrincipals/{id}/synchronization/jobs", s.jobs},
		{"/servicePrincipals/{id}/synchronization/jobs/{job}", s.job},
		{"/servicePrincipals/{id}/synchronization/jobs/{job}/schema", s.schema},
	}
}

// handle tells the mux who answers what.
func (s *Server) handle() {
	for _, version := range []string{"/beta", "/v1.0"} {
		for _, r := range s.routes() {
			s.get(version+r.path, r.handle)
		}
		s.mux.HandleFunc("POST "+version+"/$batch", func(w http.ResponseWriter, r *http.Request) { give(r, s.batch(r)) })
	}
}

// get answers GET of a path; the mux's own answer to another method is told apart by its status.
func (s *Server) get(path string, handle func(*http.Request) *answer) {
	s.mux.HandleFunc("GET "+path, func(_ http.ResponseWriter, r *http.Request) { give(r, handle(r)) })
}

func give(r *http.Request, a *answer) {
	if h, ok := r.Context().Value(holderKey{}).(*holder); ok {
		h.answer = a
	}
}

// list answers with a list of the tenant; one that the export does not have is refused.
func (s *Server) list(stream snapshot.Stream, typeName string) func(*http.Request) *answer {
	return func(r *http.Request) *answer {
		all, known := s.tenant.lists[stream]
		if !known {
			return lacking()
		}
		return s.page(r, typeName, all)
	}
}

func (s *Server) listCount(stream snapshot.Stream) func(*http.Request) *answer {
	return func(r *http.Request) *answer {
		all, known := s.tenant.lists[stream]
		if !known {
			return lacking()
		}
		return s.count(r, len(all))
	}
}

func (s *Server) group(r *http.Request) *answer {
	g := s.tenant.groups[strings.ToLower(r.PathValue("id"))]
	if g == nil {
		return notFound(r.PathValue("id"))
	}
	return s.entity(r, groupType, g)
}

// syncBehavior answers whether the cloud took a group over, as far as the export says of any group.
func (s *Server) syncBehavior(r *http.Request) *answer {
	g := s.tenant.groups[strings.ToLower(r.PathValue("id"))]
	if g == nil {
		return notFound(r.PathValue("id"))
	}
	raw := g.raw("onPremisesSyncBehavior")
	if len(raw) == 0 || raw[0] != '{' {
		return lacking()
	}
	behavior, err := parseObject(raw)
	if err != nil {
		return lacking()
	}
	return s.entity(r, "microsoft.graph.onPremisesSyncBehavior", behavior)
}

// of finds the members or owners of the group asked for. A group without a file in the export is
// refused: its list is not known, and not empty.
func (s *Server) of(r *http.Request, from map[string][]*object) ([]*object, *answer) {
	id := strings.ToLower(r.PathValue("id"))
	if s.tenant.groups[id] == nil {
		return nil, notFound(r.PathValue("id"))
	}
	all, known := from[id]
	if !known {
		return nil, lacking()
	}
	return all, nil
}

func (s *Server) related(pick func(*tenant) map[string][]*object) func(*http.Request) *answer {
	return func(r *http.Request) *answer {
		all, refused := s.of(r, pick(s.tenant))
		if refused != nil {
			return refused
		}
		return s.page(r, memberType, all)
	}
}

func (s *Server) relatedCount(pick func(*tenant) map[string][]*object) func(*http.Request) *answer {
	return func(r *http.Request) *answer {
		all, refused := s.of(r, pick(s.tenant))
		if refused != nil {
			return refused
		}
		return s.count(r, len(all))
	}
}
