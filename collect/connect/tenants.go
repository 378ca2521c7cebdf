package connect

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// tenantsOf returns the tenants that all servers name, and gives each server the domain of its own.
// Servers of two tenants are an error.
func tenantsOf(servers []*server) ([]string, error) {
	var all []string
	first := map[bool]*server{}
	named := map[bool]string{}
	for _, v := range servers {
		ids := slices.Sorted(maps.Keys(v.tenants))
		domain := v.domain()
		if domain != "" {
			ids = append(ids, domain)
			for i := range v.settings {
				v.settings[i].Tenant = &domain
			}
		}
		all = append(all, ids...)
		for _, id := range ids {
			isDomain := strings.Contains(id, ".")
			if before := named[isDomain]; before != "" && before != id {
				return nil, fmt.Errorf("reading %s: its tenant is %s, that of %s is %s: the export is of two tenants; keep the servers of one", visible(v.dir), visible(id), visible(first[isDomain].dir), visible(before))
			}
			named[isDomain], first[isDomain] = id, v
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// domain is the tenant's domain: the connector to Entra ID is called after it, with " - AAD"
// behind, and signs in with an account of it. "" when neither tells.
func (v *server) domain() string {
	for _, c := range v.connectors {
		if !c.Entra() {
			continue
		}
		name, _, found := strings.Cut(strings.ToLower(c.Name), " - ")
		if found && strings.Contains(name, ".") && !strings.ContainsAny(name, " @") {
			return name
		}
		if c.Account != nil {
			if _, domain, found := strings.Cut(strings.ToLower(*c.Account), "@"); found && strings.Contains(domain, ".") {
				return domain
			}
		}
	}
	return ""
}
