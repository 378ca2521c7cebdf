package samples_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// large is a generated company with one running cloud sync job for its security groups, V1 for its
// Microsoft 365 groups, and a copy of each that is as it should be.
type large struct {
	*company
	setup setup
	// secure and teams are the written groups of both kinds, with their copies.
	secure, teams []*synthetic.Group
	copies        map[string]*synthetic.Copy
	ou            *synthetic.Entry
	engine        *synthetic.Account
}

func newLarge(groups int) *large {
	model, _ := synthetic.Generate(synthetic.Options{Seed: 2026, Groups: groups, People: 2000, MembersPerGroup: 8})
	l := &large{company: &company{Model: model, ids: synthetic.NewIds(7), now: model.Collected, ou: synthetic.OU},
		setup: statedSetup(), copies: map[string]*synthetic.Copy{}}
	for range 20_000 {
		// The generator took the first numbers of the domain.
		l.ids.SID()
	}
	l.ou, _, l.engine = l.exportEverything()
	l.Sync.V2, l.Sync.Version = false, "2.5.76.0"
	l.Sync.Configuration = map[string]any{"currentExportData": map[string]any{"pendingObjectsAddition": 0, "pendingObjectsUpdate": 0, "pendingObjectsDeletion": 0}}
	for _, d := range l.Copies {
		l.copies[strings.TrimPrefix(d.AdminDescription, "Group_")] = d
	}
	for _, g := range l.Groups {
		l.adopt(g)
	}
	l.setup.choices.CloudSyncScope = diff.ScopeSelected
	// No export tells where the job writes, or whether members of the other domain have mailboxes.
	l.setup.choices.Agent, l.setup.choices.CloudSyncDomain = l.engine.SID, "corp.contoso.com"
	l.setup.settings["DIF-21"] = policies.Setting{Parameters: map[string]any{"onprem_mailboxes": "no"}}
	for _, p := range l.People {
		p.Account.Also = domainUser()
	}
	return l
}

// adopt makes a generated group one of a tenant without V2.
func (l *large) adopt(g *synthetic.Group) {
	d := l.copies[g.ID]
	g.Owners = []*synthetic.Person{}
	g.Enabled, g.Type = nil, nil
	switch {
	case g.Unified:
		if g.Visibility = "Private"; d == nil {
			g.Mail = strings.ReplaceAll(g.Name, " ", ".") + "@contoso.com"
			d = l.copied(g)
			l.copies[g.ID] = d
		}
		l.teams = append(l.teams, g)
	case d != nil:
		d.ExternalID = d.AdminDescription
		l.secure = append(l.secure, g)
	}
}

// situation is one row of the table of damping: what a healthy tenant has, and what is said of it.
type situation struct {
	row   string
	plant func(*large)
	// say counts the findings by id, severity and, where they are in flight, settling.
	say map[string]int
}

// situations are what a tenant without V2 can have; the counts are those of the whole table.
func situations() []situation {
	return slices.Concat(cloudSituations(), copySituations(), memberSituations(), flightSituations())
}

func cloudSituations() []situation {
	return []situation{
		{"Thousands of M365 with null", func(l *large) {}, map[string]int{"CFG-25 info": 1}},
		{"Null config object on every group", func(l *large) {
			for n := range 50 {
				l.synced(fmt.Sprintf("Share %d", n), synthetic.GlobalSecurity)
			}
		}, nil},
		{"Guests and cloud-only members in nearly all M365", func(l *large) {
			for n, p := range l.outsiders(len(l.teams)-10, true) {
				l.teams[n].Members = append(slices.Clip(l.teams[n].Members), p)
			}
		}, map[string]int{"CFG-12 info": 1}},
		{"Guests and cloud-only members: security copies, below and from 25 %", func(l *large) {
			few, many := l.secure[0], l.secure[1]
			few.Members = append(l.members(0, 7), l.outsiders(1, true)...)
			many.Members = append(l.members(0, 6), l.outsiders(2, false)...)
			l.copies[few.ID].Members, l.copies[many.ID].Members = l.accountsOf(0, 7), l.accountsOf(0, 6)
		}, map[string]int{"CFG-12 medium": 1, "CFG-12 high": 1}},
		{"onmicrosoft.com second address", func(l *large) {
			for _, g := range l.teams {
				also(g, "proxyAddresses", []string{"SMTP:" + g.Mail, "smtp:" + strings.Replace(g.Mail, "contoso.com", "contoso.onmicrosoft.com", 1), "SPO:SPO_1@SPO_2"})
			}
		}, nil},
		{"Long, comma, duplicate names", func(l *large) {
			for n, g := range l.secure[10:40] {
				name := [...]string{"A very long name of a group that nobody can remember in full", "Sales, Europe", "Facility Management"}[n%3]
				if n%3 == 1 {
					name += fmt.Sprint(n)
				}
				d := l.copies[g.ID]
				g.Name, d.DisplayName, d.CN = name, name, synthetic.DisplayCN(name, g.ID)
			}
		}, map[string]int{"CFG-16 info": 1, "CFG-18 info": 1}},
		{"Aggregates and waivers: second addresses are one finding", func(l *large) {
			for _, g := range l.teams[:30] {
				also(g, "proxyAddresses", []string{"SMTP:" + g.Mail, "smtp:old." + g.Mail})
			}
		}, map[string]int{"CFG-24 medium": 1}},
	}
}

func copySituations() []situation {
	return []situation{
		{"Generated or custom sAMAccountName on every copy", func(l *large) {
			for n, g := range l.secure {
				l.copies[g.ID].SAM = fmt.Sprintf("app-%d", n)
			}
		}, nil},
		{"No Update-Recipient ever run", func(l *large) {}, nil},
		{"CN format switched, existing copies keep the old", func(l *large) {
			for _, g := range l.teams[:200] {
				l.copies[g.ID].CN = "Group_" + g.ID
			}
			for _, g := range l.teams[200:230] {
				l.copies[g.ID].CN = synthetic.DisplayCN("Former "+g.Name, g.ID)
			}
			for _, g := range l.secure[40:43] {
				l.copies[g.ID].CN = synthetic.DisplayCN("Former "+g.Name, g.ID)
			}
		}, map[string]int{"DIF-08 info": 1, "DIF-10 low": 4}},
		{"V1 leftovers with false", func(l *large) {
			for _, g := range l.teams[240:300] {
				g.Enabled = off()
			}
		}, nil},
		{"OU is not dedicated / domain head: groups that came with the directory or with Exchange", func(l *large) {
			for n, also := range [][]synthetic.Attribute{{{Name: "isCriticalSystemObject", Value: "TRUE"}}, nil} {
				d := l.stranger([]string{"Replicator", "Organization Management"}[n])
				d.Also = also
				if n == 1 {
					d.OU = "OU=Microsoft Exchange Security Groups," + l.company.ou
				}
			}
		}, nil},
		{"Disabled AD users", func(l *large) {
			for _, p := range l.People[100:160] {
				p.Disabled = true
				p.Account.Also = append(slices.Clip(p.Account.Also), synthetic.Attribute{Name: "userAccountControl", Value: "514"})
			}
		}, nil},
		{"Empty strings", func(l *large) {
			for n, g := range l.secure[50:60] {
				g.Description = [...]string{"", "Drawings\r\nOrders", "Cafe\u0301", " ", strings.Repeat("n", 300)}[n%5]
				l.copies[g.ID].Description = [...]string{" ", "Drawings\nOrders", "Caf\u00e9", "", strings.Repeat("n", 300)}[n%5]
			}
			g := l.secure[60]
			g.Name = strings.Repeat("n", 256) + "tail"
			l.copies[g.ID].DisplayName, l.copies[g.ID].CN = strings.Repeat("n", 256), synthetic.DisplayCN(g.Name, g.ID)
		}, map[string]int{"CFG-16 info": 1}},
		{"Tombstones of legitimate deletes", func(l *large) {
			for range 40 {
				d := synthetic.NewCopy(l.ids, &synthetic.Group{ID: l.ids.GUID(), Name: "Done"}, l.company.ou, l.now.AddDate(-1, 0, 0))
				l.Entries = append(l.Entries, tombstone(d))
			}
		}, nil},
		{"Default and Exchange rights on every OU", func(l *large) {
			exchange := l.stranger("Exchange Trusted Subsystem")
			exchange.OU = "OU=Microsoft Exchange Security Groups," + domainHead
			operators := l.stranger("Account Operators")
			operators.OU, operators.SID, operators.NoMembers = "CN=Builtin,"+domainHead, "S-1-5-32-548", true
			l.ou.Attributes[1] = rights(
				synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl}, synthetic.Access{Trustee: domainAdmins, Mask: synthetic.FullControl},
				synthetic.Access{Trustee: l.engine.SID, Mask: synthetic.Maintain}, synthetic.Access{Trustee: "S-1-5-32-548", Mask: 0x3},
				synthetic.Access{Trustee: exchange.SID, Mask: synthetic.Maintain}, synthetic.Access{Trustee: "S-1-5-10", Mask: synthetic.FullControl},
				synthetic.Access{Trustee: "S-1-3-0", Mask: synthetic.FullControl}, synthetic.Access{Trustee: "S-1-5-11", Mask: 0x20014})
		}, map[string]int{"STR-13 info": 2}},
	}
}

func memberSituations() []situation {
	return []situation{
		{"Members of other domains", func(l *large) {
			l.Entries = append(l.Entries, &synthetic.Entry{DN: "CN=EMEA,CN=Partitions,CN=Configuration," + domainHead, Attributes: []synthetic.Attribute{
				{Name: "objectClass", Value: "crossRef"}, {Name: "nCName", Value: "DC=emea," + domainHead}, {Name: "dnsRoot", Value: "emea.corp.contoso.com"},
				{Name: "nETBIOSName", Value: "EMEA"}, {Name: "systemFlags", Value: "3"}}})
			for n, g := range l.secure[70:90] {
				a := &synthetic.Account{GUID: l.ids.GUID(), SID: fmt.Sprintf("S-1-5-21-4-5-6-%d", 2000+n), SAM: fmt.Sprintf("emea%d", n),
					DN: fmt.Sprintf("CN=Emea %d,OU=People,DC=emea,%s", n, domainHead)}
				p := &synthetic.Person{ID: l.ids.GUID(), Name: fmt.Sprintf("Emea %d", n), UPN: a.SAM + "@contoso.com", Account: a,
					Also: map[string]any{"onPremisesDomainName": "emea.corp.contoso.com"}}
				g.Members = append(slices.Clip(g.Members), p)
				l.copies[g.ID].MemberDNs = append(l.copies[g.ID].MemberDNs, a.DN)
			}
		}, nil},
		{"Member difference size: one finding a group", func(l *large) {
			few, tenth, privileged, many := l.secure[100], l.secure[101], l.secure[102], l.secure[103]
			for n, g := range []*synthetic.Group{few, tenth, privileged, many} {
				g.Members = l.members(0, [...]int{30, 30, 30, 400}[n])
				l.copies[g.ID].Members = l.accountsOf([...]int{2, 3, 0, 25}[n], [...]int{28, 27, 30, 375}[n])
			}
			l.copies[privileged.ID].Members = slices.Delete(l.copies[privileged.ID].Members, 9, 10)
			l.People[9].Account.AdminCount = 1
			team := l.teams[310]
			team.Members, l.copies[team.ID].Members = l.members(0, 30), l.accountsOf(2, 28)
		}, map[string]int{"DIF-24 low": 1, "DIF-24 medium": 1, "DIF-24 high": 3}},
		{"Dynamic group recalculating", func(l *large) { l.secure[110].Dynamic = true }, nil},
	}
}

// flightSituations lie in the window of two cycles before the sides were read.
func flightSituations() []situation {
	recent := func(l *large) time.Time { return l.now.Add(-40 * time.Minute) }
	return []situation{
		{"In flight: created a moment ago, without a copy", func(l *large) {
			l.withoutCopy(l.teams[320])
			l.teams[320].Created = recent(l)
		}, map[string]int{"DIF-01 info settling": 1}},
		{"In flight: deleted a moment ago", func(l *large) {
			g := l.teams[321]
			l.withoutGroup(g)
			l.Deleted = append(l.Deleted, synthetic.DeletedGroup{ID: g.ID, Name: g.Name, Deleted: recent(l)})
		}, map[string]int{"DIF-04 info settling": 1}},
		{"In flight: changed a moment ago", func(l *large) {
			for n, g := range l.teams[322:326] {
				d := l.copies[g.ID]
				d.WhenChanged = recent(l)
				switch n {
				case 0:
					d.DisplayName = "Former"
				case 1:
					d.OU = "OU=Groups," + domainHead
				case 2:
					added := l.account("New", "new")
					added.Also = domainUser()
					d.Members = append(slices.Clip(d.Members), added)
				case 3:
					d.Members = d.Members[1:]
				}
			}
		}, map[string]int{"DIF-11 info settling": 1, "DIF-12 info settling": 1, "DIF-23 info settling": 1, "DIF-24 info settling": 1}},
	}
}

func (l *large) withoutCopy(g *synthetic.Group) {
	l.without(l.copies[g.ID])
}

// aggregated are findings of the tenant to which several situations add.
var aggregated = map[string]bool{"CFG-16 info": true}

// TestAHealthyLargeTenantIsQuiet plants every situation of the table of damping that an export of a
// tenant without V2 can show, all of them at once.
func TestAHealthyLargeTenantIsQuiet(t *testing.T) {
	if testing.Short() {
		t.Skip("5,000 groups")
	}
	l := newLarge(5000)
	want := map[string]int{"ENG-31 info": 1}
	for _, s := range situations() {
		s.plant(l)
		for what, n := range s.say {
			if want[what] += n; aggregated[what] {
				want[what] = 1
			}
		}
	}
	l.jobFor(l.secure)
	v := judged(t, l.Model, l.setup)
	if diff := cmp.Diff(want, said(v)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	for _, twice := range doubled(v) {
		t.Error(twice)
	}
	for _, b := range v.result.Blind {
		if len(b.Reasons) == 1 && b.Reasons[0].Text == noEarlierSnapshot {
			// Nothing to compare with is no fault of the tenant.
			continue
		}
		t.Errorf("%s (%s): %d not evaluated, %v", b.Control, b.Severity, b.NotEvaluated, b.Reasons)
	}
	if got := v.counts.Open.Total() + v.counts.Settling; got != v.counts.Findings.Total() {
		t.Errorf("%d open and settling of %d findings", got, v.counts.Findings.Total())
	}
}

// said counts findings by id, severity and whether they are settling.
func said(v *verdicts) map[string]int {
	counts := map[string]int{}
	for _, f := range v.findings {
		what := f.Control + " " + f.Severity
		if f.Settling {
			what += " settling"
		}
		counts[what]++
	}
	return counts
}

// TestEachSituationAlone shows which situation a number of the large tenant comes from.
func TestEachSituationAlone(t *testing.T) {
	base := newLarge(1200)
	base.jobFor(base.secure)
	before := said(judged(t, base.Model, base.setup))
	for _, s := range situations() {
		t.Run(s.row, func(t *testing.T) {
			l := newLarge(1200)
			s.plant(l)
			l.jobFor(l.secure)
			want := maps.Clone(before)
			for what, n := range s.say {
				want[what] = n
			}
			if diff := cmp.Diff(want, said(judged(t, l.Model, l.setup))); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}
