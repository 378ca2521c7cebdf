package samples_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// lookBack is the time between a clean tenant and its earlier snapshot.
const lookBack = 14 * 24 * time.Hour

// earlierClean is the clean tenant as it was collected before.
func earlierClean(m mode, given func(*clean)) *clean {
	c := newClean(m)
	if given != nil {
		given(c)
	}
	c.Collected = c.now.Add(-lookBack)
	c.Tenant.LastSync = c.Collected.Add(-25 * time.Minute)
	turnBackJobs(c.Model)
	return c
}

// TestExactlyTheControlsThatShouldNoticeAChangeSinceDo audits a clean tenant after one thing changed
// since an earlier snapshot of it: against the same change without an earlier snapshot only these
// controls may say more.
func TestExactlyTheControlsThatShouldNoticeAChangeSinceDo(t *testing.T) {
	for _, m := range changesSince() {
		t.Run(m.name, func(t *testing.T) {
			later := newClean(m.mode)
			if m.given != nil {
				m.given(later)
			}
			m.change(later)
			later.setup.profiles = []string{"audit", "governance"}
			alone := judged(t, later.Model, later.setup)
			since := judgedSince(t, later.Model, earlierClean(m.mode, m.given).Model, later.setup)
			want := append([]string(nil), strings.Fields(m.notice)...)
			slices.Sort(want)
			if diff := cmp.Diff(want, noticed(alone, since)); diff != "" {
				t.Errorf("controls that notice (-want +got):\n%s", diff)
			}
		})
	}
}

// created adds a group to the cloud some days ago.
func (c *clean) created(g *synthetic.Group) *synthetic.Group {
	g.Created = c.now.AddDate(0, 0, -3)
	g.Owners = []*synthetic.Person{}
	return g
}

// ticket approves what changes since the earlier snapshot on target, the empty one being the tenant.
func (c *clean) ticket(target string, attributes ...string) {
	id := snapshot.GUID{}
	if target != "" {
		id, _ = snapshot.ParseGUID(target)
	}
	c.setup.tickets = append(c.setup.tickets, diff.Ticket{ID: "CHG-1", Group: id, Attributes: attributes, Day: c.now.AddDate(0, 0, -2)})
}

func changesSince() []mutation {
	foreign := func(c *clean) { c.copies[c.app].Members = append(c.copies[c.app].Members, c.People[9].Account) }
	return slices.Concat([]mutation{
		{"nothing changed", withV2, nil, func(*clean) {}, ""},
		{"a new security group says nothing", withV2, nil,
			func(c *clean) { c.created(c.security("App New", nil, nil, nil)) }, "CFG-31"},
		{"a new security group says no", withV2, nil,
			func(c *clean) { c.created(c.security("App New", off(), nil, nil)) }, ""},
		{"a new team is enabled while the setting is false", withV2, nil,
			func(c *clean) { c.created(c.m365("New", "new", on(), kind(distribution), nil)) }, "ENG-35"},
		{"a new team is disabled as the setting says", withV2, nil,
			func(c *clean) { c.created(c.m365("New", "new", off(), nil, nil)) }, ""},
		{"a member added by hand long ago is still there", withV2, foreign, func(*clean) {}, "ENG-37"},
		{"a member added by hand since lasts no cycle", withV2, nil, foreign, ""},
		{"somebody left the cloud group and not the copy", withV2, nil,
			func(c *clean) { c.app.Members = c.app.Members[1:] }, "DIF-35"},
		{"the cloud account of a member is gone and the copy keeps the person", withV2, nil,
			func(c *clean) {
				gone := c.People[0]
				c.Accounts = append(c.Accounts, gone.Account)
				c.People = c.People[1:]
				for _, g := range c.Groups {
					g.Members = slices.DeleteFunc(slices.Clone(g.Members), func(p *synthetic.Person) bool { return p == gone })
				}
			}, "DIF-35"},
	}, approvalsSince())
}

func approvalsSince() []mutation {
	return []mutation{
		{"a group's visibility changed without a ticket", withV2, nil,
			func(c *clean) { c.team.Visibility = "Public" }, "GOV-08"},
		{"a group's visibility changed with a ticket", withV2, nil,
			func(c *clean) { c.team.Visibility = "Public"; c.ticket(c.team.ID, "visibility") }, ""},
		{"the ticket is for another attribute", withV2, nil,
			func(c *clean) { c.team.Visibility = "Public"; c.ticket(c.team.ID, "isEnabled") }, "GOV-08"},
		{"a group was disabled without a ticket", withV2, nil,
			func(c *clean) { c.team.Enabled = off() }, "GOV-08"},
		{"a group that is never written changed", withV2, nil,
			func(c *clean) { c.idle.Enabled = nil }, ""},
		{"the setting changed without a ticket", withV2, nil,
			func(c *clean) { yes := "true"; c.Settings.WritebackDefault = &yes }, "GOV-08"},
		{"the setting changed with a ticket", withV2, nil,
			func(c *clean) { yes := "true"; c.Settings.WritebackDefault = &yes; c.ticket("") }, ""},
		{"V2 was switched off without a ticket", withV2, nil, func(c *clean) { c.Sync.V2 = false }, "GOV-08"},
	}
}

func TestASettingThatChangedSinceLeavesItsQuestionsOpen(t *testing.T) {
	later := newClean(withV2)
	yes := "true"
	later.Settings.WritebackDefault = &yes
	v := judgedSince(t, later.Model, earlierClean(withV2, nil).Model, later.setup)
	for _, id := range []string{"ENG-22", "ENG-35"} {
		if s := v.summaries[id]; s.NotEvaluated != 1 || s.Reason != "the setting was changed after the earlier snapshot: give one taken since" {
			t.Errorf("%s: %d not evaluated, %q", id, s.NotEvaluated, s.Reason)
		}
	}
}
