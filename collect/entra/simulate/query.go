package simulate

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// query is what a request for a list asks for.
type query struct {
	// selected is nil when everything is asked for.
	selected []string
	// top is the page size and skip where the page starts.
	top, skip int
	// count is true when @odata.count is wanted and allowed; advanced when ConsistencyLevel: eventual was sent.
	count, advanced bool
	filter          string
}

const (
	defaultTop = 100
	maxTop     = 999
	skipToken  = "$skiptoken"
)

// parseQuery reads the options of a request; what the service would refuse, or this simulation
// cannot answer truly, is an answer of its own.
func (s *Server) parseQuery(r *http.Request, typeName string) (query, *answer) {
	q := query{top: defaultTop, advanced: strings.EqualFold(r.Header.Get("ConsistencyLevel"), "eventual")}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return q, badRequest("The query specified in the URI is not valid.")
	}
	for name, value := range values {
		switch strings.ToLower(name) {
		case "$select":
			if value[0] != "" {
				q.selected = strings.Split(value[0], ",")
			}
		case "$top":
			if q.top, err = strconv.Atoi(value[0]); err != nil || q.top < 1 || q.top > maxTop {
				return q, badRequest("Invalid page size specified: '%s'. Must be between 1 and 999 inclusive.", value[0])
			}
		case skipToken:
			if q.skip, err = strconv.Atoi(strings.TrimPrefix(value[0], "s")); err != nil || q.skip < 0 {
				return q, badRequest("Skip token is not valid.")
			}
		case "$count":
			q.count = value[0] == "true" && q.advanced
		case "$filter":
			q.filter = value[0]
		case "$orderby", "$format":
		default:
			return q, badRequest("The query option '%s' is not simulated.", name)
		}
	}
	for _, name := range q.selected {
		if slices.ContainsFunc(s.o.UnknownProperties, func(p string) bool { return strings.EqualFold(p, name) }) {
			return q, badRequest("Could not find a property named '%s' on type '%s'.", name, typeName)
		}
	}
	return q, nil
}
