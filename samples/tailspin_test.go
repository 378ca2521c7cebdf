package samples_test

import (
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// tailspin is a company whose administrator exported with the wrong tool: Get-MgGroup of the v1.0
// module (every WritebackConfiguration null), without the sync configuration and the settings, the
// last page of groups missing, and the directory cut at 1,500 members. Almost nothing can be said.
func tailspin() *synthetic.Model {
	c := newCompany(1997, "Tailspin Toys")
	c.Tenant = synthetic.Tenant{}
	c.Deleted = nil
	c.Containers = nil
	c.Bare = true
	c.SchemaVersion = 0
	c.staff(40)
	hidden := c.m365("Board", "board", nil, nil, nil)
	hidden.Visibility = "HiddenMembership"
	toys := c.m365("Toy Design", "toys", nil, nil, c.members(0, 12))
	c.copied(toys)
	large := c.security("All Staff", nil, nil, c.members(0, 40))
	large.MembersMissing = true
	c.copied(large).MembersCut = true
	c.security("Shop Floor", nil, nil, c.members(20, 10))
	var values []any
	for _, g := range c.Groups {
		values = append(values, map[string]any{
			"Id": g.ID, "DisplayName": g.Name, "Description": nil, "Mail": g.Mail, "MailEnabled": g.MailEnabled,
			"SecurityEnabled": g.Security, "GroupTypes": unified(g), "Visibility": g.Visibility, "OnPremisesSyncEnabled": nil,
			"WritebackConfiguration": nil, "AdditionalProperties": map[string]any{},
		})
	}
	c.Files = map[string]any{"cloud/groups.json": map[string]any{
		"@odata.nextLink": "https://graph.microsoft.com/beta/groups?$skiptoken=RFNwdAoAAQ", "value": values,
	}}
	return c.Model
}

func unified(g *synthetic.Group) []string {
	if g.Unified {
		return []string{"Unified"}
	}
	return []string{}
}
