package samples_test

import (
	"strings"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// relecloud has a directory in which everybody helped: copies were renamed, moved, filled and
// restored by hand for years.
func relecloud() *story {
	c := newTidy(2001, "Relecloud", withV2)
	c.setup.profiles = []string{"audit"}
	c.helpDesk()
	c.exchangeTeam()
	c.restored()
	c.access()
	return &story{Model: c.Model, setup: c.setup}
}

// written adds a security group with its copy.
func (c *clean) written(name string, from, n int) (*synthetic.Group, *synthetic.Copy) {
	g := c.security(name, on(), kind(secured), c.members(from, n))
	return g, c.copied(g)
}

// helpDesk are changes of names, places and members.
func (c *clean) helpDesk() {
	_, renamed := c.written("Cloud Architects", 0, 3)
	renamed.CN = synthetic.DisplayCN("Cloud Architects", c.idle.ID)
	_, shown := c.written("Cloud Billing", 1, 3)
	shown.DisplayName = "Billing"
	_, moved := c.written("Cloud Capacity", 2, 3)
	moved.OU = "OU=Groups," + domainHead
	_, account := c.written("Cloud Delivery", 3, 3)
	account.SAM = "cloud-delivery"
	for _, name := range []string{"Cloud Support EU", "Cloud Support US"} {
		_, twice := c.written(name, 4, 3)
		twice.SAM = "cloud-support"
	}
	_, far := c.written("Cloud Partners", 5, 3)
	far.Members = append(far.Members, &synthetic.Account{GUID: c.ids.GUID(), SID: "S-1-5-21-7-8-9-1500", SAM: "far", DN: "CN=Far,OU=People,DC=fabrikam,DC=com"})
	_, primary := c.written("Cloud Kiosks", 6, 3)
	c.People[11].Account.Also = []synthetic.Attribute{{Name: "primaryGroupID", Value: primary.SID[strings.LastIndexByte(primary.SID, '-')+1:]}}
	pilots, _ := c.written("Cloud Pilots", 7, 3)
	pilots.Enabled, pilots.Type = off(), nil
	c.stranger("Copier Rooms")
}

// exchangeTeam are changes of recipients.
func (c *clean) exchangeTeam() {
	_, mailed := c.written("Cloud Alerts", 0, 2)
	mailed.Mail = "alerts@contoso.com"
	unknown := c.copied(c.m365("Cloud News", "news", on(), kind(distribution), c.members(0, 4)))
	unknown.RecipientDisplayType = 0
	c.copied(c.m365("Cloud Events", "events", on(), kind(distribution), c.members(2, 4)))
}

// restored are copies that were deleted, protected or lost what ties them.
func (c *clean) restored() {
	_, protected := c.written("Cloud Operators", 0, 3)
	protected.AdminCount = 1
	_, deleted := c.written("Cloud Rollout", 1, 3)
	c.without(deleted)
	c.Entries = append(c.Entries, tombstone(deleted))
	_, lost := c.written("Cloud Security", 2, 3)
	lost.AdminDescription = ""
	gone := c.m365("Cloud Summit", "summit", on(), kind(distribution), nil)
	c.copied(gone)
	c.withoutGroup(gone)
	c.Deleted = append(c.Deleted, synthetic.DeletedGroup{ID: gone.ID, Name: gone.Name, Deleted: c.now.AddDate(0, 0, -4)})
	_, twin := c.written("Cloud Tooling", 3, 3)
	back := c.synced("Cloud Tooling (directory)", synthetic.UniversalSecurity)
	back.SyncedFrom.SID = twin.SID
}

// access is who may change what.
func (c *clean) access() {
	c.ou.Attributes[1] = rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl}, synthetic.Access{Trustee: c.engine.SID, Mask: 0x1},
		synthetic.Access{Trustee: "S-1-5-11", Mask: synthetic.WriteList})
	c.head.Attributes[1] = rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl}, synthetic.Access{Trustee: c.engine.SID, Mask: 0x20})
	c.RecycleBin = false
}
