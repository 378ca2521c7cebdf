package fetch

import (
	"net/url"
	"strconv"
	"strings"
)

// Cost is the published price of a GET in resource units.
//
// Source: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
func Cost(address *url.URL) int {
	units := 1
	switch path := address.Path; {
	case strings.HasSuffix(path, "/transitiveMembers"):
		units = 5
	case strings.Contains(path, "/groups/") && (strings.HasSuffix(path, "/members") || strings.Contains(path, "/members/")):
		units = 3
	case strings.HasSuffix(path, "/users"):
		units = 2
	}
	values := address.Query()
	if values.Get("$select") != "" {
		units--
	}
	if top, err := strconv.Atoi(values.Get("$top")); err == nil && top < 20 {
		units--
	}
	return max(1, units)
}
