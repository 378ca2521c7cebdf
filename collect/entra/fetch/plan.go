package fetch

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Planned is what will be asked of one list: its path, who may read it, and how many requests and
// resource units that takes at least, when no list of members or owners has more than one page.
type Planned struct {
	Path, Permission string
	Requests, Units  int
}

// Plan returns what a collection from a tenant with so many groups asks for, in order. Jobs are
// counted as if there was no cloud sync application; each takes two requests more, and one for
// the schema of each job. Options.People, who are known only after a first look, are not counted:
// fifteen take one request.
func Plan(o Options, groups int) []Planned {
	var plan []Planned
	add := func(l list, requests int) {
		plan = append(plan, Planned{Path: l.path, Permission: l.permission, Requests: requests, Units: requests * l.units()})
	}
	for _, l := range lists() {
		if !l.optional || o.Governance {
			add(l, 1)
		}
	}
	add(list{path: "/servicePrincipals", permission: scopeList.permission, request: applications}, 1)
	add(groupList, max(1, (groups+pageSize-1)/pageSize))
	if o.SyncBehavior {
		add(list{path: "/groups/{id}/onPremisesSyncBehavior", permission: behaviorPermission}, groups)
	}
	add(list{path: "/groups/{id}/members", permission: memberPermission, request: memberRequest}, groups)
	if o.Owners {
		add(list{path: "/groups/{id}/owners", permission: ownerPermission, request: ownerRequest}, groups)
	}
	if o.Governance {
		add(privilegedList, groups)
	}
	return plan
}

// units is the price of one page.
func (l list) units() int {
	q := url.Values{}
	if l.request.Select != nil {
		q.Set("$select", strings.Join(l.request.Select, ","))
	}
	if l.request.Top > 0 {
		q.Set("$top", strconv.Itoa(int(l.request.Top)))
	}
	return Cost(&url.URL{Path: l.path, RawQuery: q.Encode()})
}

// Quota is the resource units that Graph lets an application use in a tenant of that size within
// ten seconds.
//
// Source: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
type Quota struct {
	Size  string
	Units int
}

// Quotas are those of tenants with up to 50, up to 500, and more users.
func Quotas() []Quota {
	return []Quota{{"below 50 users", 3500}, {"50 to 500 users", 5000}, {"above 500 users", 8000}}
}

// Time is how long so many units take at least; a share of the quota is left to others.
func (q Quota) Time(units int) time.Duration {
	return time.Duration(float64(units) / (share * float64(q.Units)) * float64(10*time.Second))
}
