package connect

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// checkOne refuses a folder whose files are of two servers.
func (v *server) checkOne() error {
	if names := sortedKeys(v.machines); len(names) > 1 {
		return fmt.Errorf("reading %s: %w", visible(v.dir), &mixedError{fmt.Sprintf(
			"%s is of server %s, %s of server %s", v.machines[names[0]], visible(names[0]), v.machines[names[1]], visible(names[1]))})
	}
	known, named := map[string]bool{}, map[string]bool{}
	for _, c := range v.connectors {
		known[c.ID] = true
	}
	for _, r := range v.rules {
		named[r.Connector] = true
	}
	for _, ids := range []map[string]bool{known, named} {
		delete(ids, snapshot.EntraConnector) // every server has it
		delete(ids, "")
	}
	if len(known) == 0 || len(named) == 0 {
		return nil
	}
	strangers := slices.Sorted(maps.Keys(named))
	strangers = slices.DeleteFunc(strangers, func(id string) bool { return known[id] })
	switch {
	case len(strangers) == len(named):
		return fmt.Errorf("reading %s: %w", visible(v.dir), &mixedError{fmt.Sprintf(
			"rules.json names connector %s and others, of which connectors.json has none", visible(strangers[0]))})
	case len(strangers) > 0:
		st := v.states["rules"]
		st.remarks = append(st.remarks, fmt.Sprintf("%d connectors that rules name are not in connectors.json, such as %s", len(strangers), visible(strangers[0])))
	}
	return nil
}

// tenantsOf returns the tenants that all servers name, and gives each server the domain of its own.
// Servers of two tenants are an error.
func tenantsOf(servers []*server) ([]string, error) {
	var all []string
	first := map[bool]*server{}
	named := map[bool]string{}
	for _, v := range servers {
		ids := sortedKeys(v.tenants)
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

// remark notes what is odd without making anything partial.
func remark(w sink, servers []*server) {
	instances := map[string]string{}
	for _, v := range servers {
		for _, p := range parts() {
			for _, text := range v.states[p.stem].remarks {
				w.Note(fmt.Sprintf("connect: %s/%s.json: %s", visible(v.dir), p.stem, text))
			}
		}
		for _, s := range v.settings {
			if s.InstanceID != nil && instances[*s.InstanceID] != "" {
				w.Note(fmt.Sprintf("connect: %s and %s are exports of one installation (InstanceId %s)", visible(instances[*s.InstanceID]), visible(v.dir), visible(*s.InstanceID)))
			} else if s.InstanceID != nil {
				instances[*s.InstanceID] = v.dir
			}
			for _, c := range v.schedulers {
				if s.StagingMode != nil && c.StagingModeEnabled != nil && *s.StagingMode != *c.StagingModeEnabled {
					w.Note(fmt.Sprintf("connect: %s: globalSettings.json says staging mode %v, scheduler.json says %v: are they of one server and one time?", visible(v.dir), *s.StagingMode, *c.StagingModeEnabled))
				}
			}
		}
	}
}
