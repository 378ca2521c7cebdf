package samples_test

import (
	"fmt"
	"time"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// company collects the parts of a story.
type company struct {
	*synthetic.Model
	ids  *synthetic.Ids
	now  time.Time
	ou   string
	next int
}

func newCompany(seed uint64, name string) *company {
	now := time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)
	c := &company{ids: synthetic.NewIds(seed), now: now, ou: synthetic.OU}
	c.Model = &synthetic.Model{
		Tenant:     synthetic.Tenant{ID: c.ids.GUID(), Name: name, LastSync: now.Add(-25 * time.Minute)},
		Collected:  now,
		Deleted:    []synthetic.DeletedGroup{},
		Containers: []string{c.ou}, SchemaVersion: 88, RecycleBin: true,
		// No provisioning job: Cloud Sync is known to be off.
		Files: map[string]any{
			"cloud/synchronizationJobs.json": map[string]any{"value": []any{}},
			"cloud/subscribedSkus.json":      synthetic.Licences(),
		},
	}
	return c
}

// staff adds n synced people.
func (c *company) staff(n int) {
	for range n {
		k := c.next
		c.next++
		name := synthetic.PersonName(k)
		login := fmt.Sprintf("user%03d", k)
		c.People = append(c.People, &synthetic.Person{
			ID: c.ids.GUID(), Name: name, UPN: login + "@contoso.com",
			Account: c.account(name, login),
		})
	}
}

func (c *company) account(name, login string) *synthetic.Account {
	return &synthetic.Account{GUID: c.ids.GUID(), SID: c.ids.SID(), SAM: login,
		DN: fmt.Sprintf("CN=%s (%s),OU=People,DC=corp,DC=contoso,DC=com", name, login)}
}

// outsiders adds n people without an account: guests or cloud-only.
func (c *company) outsiders(n int, guest bool) []*synthetic.Person {
	var added []*synthetic.Person
	for range n {
		k := c.next
		c.next++
		upn := fmt.Sprintf("cloud%03d@contoso.com", k)
		if guest {
			upn = fmt.Sprintf("guest%03d_fabrikam.com#EXT#@contoso.onmicrosoft.com", k)
		}
		p := &synthetic.Person{ID: c.ids.GUID(), Name: synthetic.PersonName(k), UPN: upn, Guest: guest}
		added = append(added, p)
		c.People = append(c.People, p)
	}
	return added
}

// members returns n synced people from the given place on.
func (c *company) members(from, n int) []*synthetic.Person { return c.People[from : from+n : from+n] }

// security adds a security group with the given setting.
func (c *company) security(name string, enabled *bool, kind *string, members []*synthetic.Person) *synthetic.Group {
	g := &synthetic.Group{ID: c.ids.GUID(), Name: name, Security: true, Enabled: enabled, Type: kind,
		Members: members, Created: c.now.AddDate(-1, 0, 0)}
	c.Groups = append(c.Groups, g)
	return g
}

// m365 adds a Microsoft 365 group with the given setting.
func (c *company) m365(name, nickname string, enabled *bool, kind *string, members []*synthetic.Person) *synthetic.Group {
	g := &synthetic.Group{ID: c.ids.GUID(), Name: name, Unified: true, MailEnabled: true, Mail: nickname + "@contoso.com",
		Visibility: "Private", Enabled: enabled, Type: kind, Members: members, Created: c.now.AddDate(-2, 0, 0)}
	c.Groups = append(c.Groups, g)
	return g
}

// synced adds a group that comes from the directory, with its directory group.
func (c *company) synced(name string, groupType int32) *synthetic.Group {
	a := &synthetic.Account{GUID: c.ids.GUID(), SID: c.ids.SID(), SAM: name, Class: "group", GroupType: groupType,
		DN: "CN=" + name + ",OU=Groups,DC=corp,DC=contoso,DC=com"}
	g := &synthetic.Group{ID: c.ids.GUID(), Name: name, Security: true, SyncedFrom: a, Created: c.now.AddDate(-3, 0, 0)}
	c.Groups = append(c.Groups, g)
	return g
}

// copied adds the copy that Connect writes of g.
func (c *company) copied(g *synthetic.Group) *synthetic.Copy {
	d := synthetic.NewCopy(c.ids, g, c.ou, c.now.AddDate(0, -9, 0))
	for _, child := range g.Children {
		switch {
		case child.SyncedFrom != nil && child.SyncedFrom.GroupType != synthetic.DomainLocalSecurity:
			d.Members = append(d.Members, child.SyncedFrom)
		case child.SyncedFrom == nil && child.Enabled != nil && *child.Enabled:
			d.MemberDNs = append(d.MemberDNs, "CN="+synthetic.DisplayCN(child.Name, child.ID)+","+c.ou)
		}
	}
	c.Copies = append(c.Copies, d)
	return d
}

func on() *bool             { v := true; return &v }
func off() *bool            { v := false; return &v }
func kind(s string) *string { return &s }

const (
	distribution = "universalDistributionGroup"
	secured      = "universalSecurityGroup"
	mailSecured  = "universalMailEnabledSecurityGroup"
)
