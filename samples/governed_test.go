package samples_test

import (
	"fmt"
	"slices"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// governed adds what an auditor asks for: owners of every group, an access review of all groups,
// the assignments of privileged identity management, who manages the copies, and whose account ended.
func (c *clean) governed() {
	c.Counted = true
	c.Requested = append(c.Requested, "accountExpires")
	owners := c.members(10, 2)
	for _, g := range c.Groups {
		g.Owners = owners
		also(g, "isManagementRestricted", false)
	}
	c.Files["cloud/accessReviews.json"] = page(reviewOf("/groups?$filter=(groupTypes/any(c:c eq 'Unified'))", "1"), reviewOf("/groups", "2"))
	c.Files["cloud/directoryAudits.json"] = page()
	for _, g := range c.Groups {
		c.assignments(g)
	}
	for _, p := range c.People {
		if p.Account != nil {
			p.Account.Also = append(slices.Clip(p.Account.Also), synthetic.Attribute{Name: "userAccountControl", Value: "512"},
				synthetic.Attribute{Name: "accountExpires", Value: "9223372036854775807"})
		}
	}
	for _, d := range c.Copies {
		d.Also = append(d.Also, synthetic.Attribute{Name: "managedBy", Value: owners[0].Account.DN})
	}
}

// reviewOf is a recurring access review of the groups that the query finds.
func reviewOf(query, id string) map[string]any {
	return map[string]any{
		"id": "7e0a1b2c-0000-4000-8000-00000000000" + id, "displayName": "Members of groups, every quarter", "status": "InProgress",
		"scope":                    map[string]any{"@odata.type": "#microsoft.graph.accessReviewQueryScope", "query": "./members", "queryType": "MicrosoftGraph"},
		"instanceEnumerationScope": map[string]any{"@odata.type": "#microsoft.graph.accessReviewQueryScope", "query": query, "queryType": "MicrosoftGraph"},
		"settings": map[string]any{"recurrence": map[string]any{"pattern": map[string]any{"type": "absoluteMonthly", "interval": 3},
			"range": map[string]any{"type": "noEnd", "startDate": "2026-01-05"}}},
	}
}

// assignments writes the memberships that privileged identity management gives in g, each until the
// time given.
func (c *company) assignments(g *synthetic.Group, until ...string) {
	list := []any{}
	for n, end := range until {
		list = append(list, map[string]any{"id": fmt.Sprintf("%s_%s_member", g.ID, g.Members[n].ID), "groupId": g.ID, "principalId": g.Members[n].ID,
			"accessId": "member", "assignmentType": "activated", "memberType": "direct", "endDateTime": end})
	}
	c.Files["cloud/privilegedAssignments-"+g.ID+".json"] = page(list...)
}

// registered is a row of the register for each group.
func registered(groups []*synthetic.Group) []string {
	var rows []string
	for _, g := range groups {
		rows = append(rows, g.ID+","+g.Name+",owner@contoso.com,approver@contoso.com,2026-06-30")
	}
	return rows
}
