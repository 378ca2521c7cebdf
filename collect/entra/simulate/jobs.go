package simulate

import (
	"net/http"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func (s *Server) servicePrincipals(r *http.Request) *answer {
	if _, known := s.tenant.lists[snapshot.StreamSyncJobs]; !known {
		return lacking()
	}
	return s.page(r, "microsoft.graph.servicePrincipal", s.tenant.servicePrincipals())
}

func (s *Server) assignments(r *http.Request) *answer {
	if _, known := s.tenant.lists[snapshot.StreamAppRoleAssignments]; !known {
		return lacking()
	}
	return s.page(r, "microsoft.graph.appRoleAssignment", s.tenant.assignments[strings.ToLower(r.PathValue("id"))])
}

func (s *Server) jobs(r *http.Request) *answer {
	if _, known := s.tenant.lists[snapshot.StreamSyncJobs]; !known {
		return lacking()
	}
	return s.page(r, "microsoft.graph.synchronizationJob", s.tenant.jobs[strings.ToLower(r.PathValue("id"))])
}

func (s *Server) job(r *http.Request) *answer {
	for _, o := range s.tenant.jobs[strings.ToLower(r.PathValue("id"))] {
		if o.text("id") == r.PathValue("job") {
			return s.entity(r, "microsoft.graph.synchronizationJob", o)
		}
	}
	return notFound(r.PathValue("job"))
}

func (s *Server) schema(r *http.Request) *answer {
	if o := s.tenant.schemas[r.PathValue("job")]; o != nil {
		return newAnswer(http.StatusOK, o.write(nil, nil))
	}
	return notFound(r.PathValue("job") + "/schema")
}
