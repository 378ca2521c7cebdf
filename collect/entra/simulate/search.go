package simulate

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// equals reads a filter of the one form that the collector uses: property eq 'value', several
// joined by or.
var equals = regexp.MustCompile(`^\s*([A-Za-z]+)\s+eq\s+'((?:[^']|'')*)'\s*$`)

// filtered returns the values that a filter names for a property; the second result is an answer
// when the filter has another form.
func filtered(filter, property string) ([]string, *answer) {
	var values []string
	for clause := range strings.SplitSeq(filter, " or ") {
		m := equals.FindStringSubmatch(clause)
		if m == nil || !strings.EqualFold(m[1], property) {
			return nil, refusal(http.StatusBadRequest, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified for property '%s' of resource.", property)
		}
		values = append(values, strings.ReplaceAll(m[2], "''", "'"))
	}
	return values, nil
}

// users answers a search by security identifier, the only one that an export can answer.
func (s *Server) users(r *http.Request) *answer {
	sids, refused := filtered(r.URL.Query().Get("$filter"), "onPremisesSecurityIdentifier")
	if refused != nil {
		return refused
	}
	found := []*object{}
	for _, sid := range sids {
		if o := s.tenant.bySID[strings.ToUpper(sid)]; o != nil {
			found = append(found, o)
		}
	}
	return s.page(r, "microsoft.graph.user", found)
}

// audits answers the directory audits, all or those of the categories asked for.
func (s *Server) audits(r *http.Request) *answer {
	all, known := s.tenant.lists[snapshot.StreamDirectoryAudits]
	if !known {
		return lacking()
	}
	found := all
	if filter := r.URL.Query().Get("$filter"); filter != "" {
		categories, refused := filtered(filter, "category")
		if refused != nil {
			return refused
		}
		found = []*object{}
		for _, o := range all {
			if slices.Contains(categories, o.text("category")) {
				found = append(found, o)
			}
		}
	}
	return s.page(r, "microsoft.graph.directoryAudit", found)
}

// privileged answers the schedules of one group, which the service wants named.
func (s *Server) privileged(r *http.Request) *answer {
	all, known := s.tenant.lists[snapshot.StreamPrivilegedAssignments]
	if !known {
		return lacking()
	}
	groups, refused := filtered(r.URL.Query().Get("$filter"), "groupId")
	if refused != nil {
		return refused
	}
	found := []*object{}
	for _, o := range all {
		for _, group := range groups {
			if strings.EqualFold(o.text("groupId"), group) {
				found = append(found, o)
			}
		}
	}
	return s.page(r, "microsoft.graph.privilegedAccessGroupAssignmentScheduleInstance", found)
}
