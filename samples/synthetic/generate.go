package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// Options describe the export to generate. The same options give the same bytes.
type Options struct {
	Seed uint64
	// Groups is the number of cloud groups, People the number of synced people; each group draws
	// its members among them, MembersPerGroup on average.
	Groups, People, MembersPerGroup int
	// Shares is the part of the written groups, 0 to 1, that gets each defect. A group gets at
	// most one, so that every planted defect can be counted.
	Shares map[Defect]float64
}

// Defect is one thing that can be wrong with a group or its copy. Its value is the id of the
// control that names it.
type Defect string

// The defects that can be planted.
const (
	MissingCopy     Defect = "DIF-01"
	UnexpectedCopy  Defect = "DIF-02"
	Orphan          Defect = "DIF-03"
	WrongCategory   Defect = "DIF-06"
	WrongScope      Defect = "DIF-07"
	AnchorsDisagree Defect = "DIF-13"
	DuplicateAnchor Defect = "DIF-14"
	ForeignMember   Defect = "DIF-23"
	MissingMember   Defect = "DIF-24"
	DomainLocal     Defect = "DIF-26"
	IllegalType     Defect = "CFG-01"
	CloudOnlyMember Defect = "CFG-12"
	ChildNotWritten Defect = "CFG-19"
)

// Defects lists every defect in the order in which they are planted.
func Defects() []Defect {
	return []Defect{
		MissingCopy, UnexpectedCopy, Orphan, WrongCategory, WrongScope, AnchorsDisagree, DuplicateAnchor,
		ForeignMember, MissingMember, DomainLocal, IllegalType, CloudOnlyMember, ChildNotWritten,
	}
}

// OU is the writeback OU of generated exports.
const OU = "OU=Writeback,DC=corp,DC=contoso,DC=com"

// Generate returns a tenant with Connect Sync V1 and V2 in which every written group has its copy,
// apart from the defects asked for, and the number of defects planted.
func Generate(o Options) (*Model, map[Defect]int) {
	g := &generator{
		Options: o, ids: NewIds(o.Seed), random: rand.New(rand.NewPCG(o.Seed, 7)), planted: map[Defect]int{},
		collected: time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC),
	}
	no := "false"
	g.model = &Model{
		Tenant:    Tenant{ID: g.ids.GUID(), Name: "Contoso", LastSync: g.collected.Add(-20 * time.Minute)},
		Collected: g.collected,
		Sync:      &Sync{V1: true, V2: true, Version: "2.4.129.0", OU: OU},
		Settings:  &Settings{Object: true, WritebackDefault: &no},
		Deleted:   []DeletedGroup{},
		// No provisioning job: Cloud Sync is known to be off.
		Files: map[string]any{
			"cloud/synchronizationJobs.json": object{"value": []any{}}, "cloud/subscribedSkus.json": Licences(),
		},
		Containers: []string{OU}, Exchange: true, SchemaVersion: 88, RecycleBin: true,
	}
	g.people()
	for n := range o.Groups {
		g.group(n)
	}
	return g.model, g.planted
}

type generator struct {
	Options
	ids       *Ids
	random    *rand.Rand
	model     *Model
	planted   map[Defect]int
	collected time.Time
}

func (g *generator) people() {
	for n := range max(g.People, 1) {
		name := PersonName(n)
		login := fmt.Sprintf("%s%d", strings.ToLower(strings.ReplaceAll(name, " ", ".")), n)
		g.model.People = append(g.model.People, &Person{
			ID: g.ids.GUID(), Name: name, UPN: login + "@contoso.com",
			Account: &Account{GUID: g.ids.GUID(), SID: g.ids.SID(), SAM: login,
				DN: "CN=" + escapeRDN(name) + " " + fmt.Sprint(n) + ",OU=People,DC=corp,DC=contoso,DC=com"},
		})
	}
}

// group adds one cloud group: of ten, six are security groups that are written, two Microsoft 365
// groups that are written, and two that are not.
func (g *generator) group(n int) {
	group := &Group{ID: g.ids.GUID(), Name: groupName(n), Created: g.collected.AddDate(0, -6, 0)}
	group.Members = g.draw()
	yes, no := true, false
	switch n % 10 {
	case 0, 1:
		kind := "universalDistributionGroup"
		group.Unified, group.MailEnabled, group.Mail = true, true, fmt.Sprintf("group%d@contoso.com", n)
		group.Visibility, group.Enabled, group.Type = "Private", &yes, &kind
	case 2:
		group.Unified, group.MailEnabled, group.Enabled = true, true, &no
	case 3:
		group.Security, group.Enabled = true, &no
	default:
		kind := "universalSecurityGroup"
		group.Security, group.Enabled, group.Type = true, &yes, &kind
	}
	g.model.Groups = append(g.model.Groups, group)
	if group.Enabled == &yes {
		g.written(group)
	}
}

// draw returns distinct people, MembersPerGroup on average.
func (g *generator) draw() []*Person {
	if g.MembersPerGroup == 0 {
		return nil
	}
	n := min(1+g.random.IntN(2*g.MembersPerGroup), len(g.model.People))
	start, step := g.random.IntN(len(g.model.People)), 1+g.random.IntN(7)
	members := make([]*Person, 0, n)
	seen := make(map[int]bool, n)
	for at := start; len(members) < n; at += step {
		k := at % len(g.model.People)
		for seen[k] {
			k = (k + 1) % len(g.model.People)
		}
		seen[k] = true
		members = append(members, g.model.People[k])
	}
	return members
}

// written adds the copy of a group that is written, with at most one defect.
func (g *generator) written(group *Group) {
	c := NewCopy(g.ids, group, OU, g.collected.AddDate(0, -6, 0))
	g.model.Copies = append(g.model.Copies, c)
	at := g.random.Float64()
	for _, d := range Defects() {
		share := g.Shares[d]
		if at < share {
			if g.plant(d, group, c) {
				g.planted[d]++
			}
			return
		}
		at -= share
	}
}

// plant changes group and copy; it reports whether the defect suits the group.
func (g *generator) plant(d Defect, group *Group, c *Copy) bool {
	copies := g.model.Copies
	switch d {
	case MissingCopy:
		g.model.Copies = copies[:len(copies)-1]
	case UnexpectedCopy:
		if !group.Security {
			return false
		}
		no := false
		group.Enabled, group.Type = &no, nil
	case Orphan:
		g.model.Groups = g.model.Groups[:len(g.model.Groups)-1]
	case WrongCategory:
		c.GroupType = UniversalDistribution + UniversalSecurity - c.GroupType
	case WrongScope:
		if !group.Security {
			return false
		}
		c.GroupType = GlobalSecurity
	case AnchorsDisagree:
		c.ExternalID = "Group_" + g.ids.GUID()
	case DuplicateAnchor:
		twin := *c
		twin.GUID, twin.SID, twin.CN = g.ids.GUID(), g.ids.SID(), "Group_"+group.ID
		g.model.Copies = append(g.model.Copies, &twin)
	case IllegalType:
		if !group.Security {
			return false
		}
		kind := "universalDistributionGroup"
		group.Type = &kind
	default:
		return g.plantMember(d, group, c)
	}
	return true
}

func (g *generator) plantMember(d Defect, group *Group, c *Copy) bool {
	switch d {
	case ForeignMember:
		name := fmt.Sprintf("Added By Hand %d", len(g.model.Copies))
		c.Members = append(c.Members, &Account{GUID: g.ids.GUID(), SID: g.ids.SID(), SAM: g.ids.SAM(),
			DN: "CN=" + name + ",OU=People,DC=corp,DC=contoso,DC=com"})
	case MissingMember:
		if len(c.Members) == 0 {
			return false
		}
		c.Members = c.Members[1:]
	case DomainLocal:
		local := &Account{GUID: g.ids.GUID(), SID: g.ids.SID(), SAM: g.ids.SAM(), Class: "group", GroupType: DomainLocalSecurity,
			DN: fmt.Sprintf("CN=Local %d,OU=Groups,DC=corp,DC=contoso,DC=com", len(g.model.Groups))}
		child := &Group{ID: g.ids.GUID(), Name: "Local", Security: true, SyncedFrom: local, Created: group.Created}
		group.Children = append(group.Children, child)
		g.model.Groups = append(g.model.Groups, child)
	case CloudOnlyMember:
		group.Members = append(group.Members, &Person{ID: g.ids.GUID(), Name: "Cloud Only", UPN: "cloud.only@contoso.com"})
		return group.Security
	case ChildNotWritten:
		child := &Group{ID: g.ids.GUID(), Name: group.Name + " child", Security: true, Created: group.Created}
		group.Children = append(group.Children, child)
		g.model.Groups = append(g.model.Groups, child)
	}
	return true
}

// NewCopy returns the copy that Connect Sync writes of group into ou: with the display-name form of
// CN, the anchor in adminDescription, and everybody who has an account.
func NewCopy(ids *Ids, group *Group, ou string, created time.Time) *Copy {
	c := &Copy{
		GUID: ids.GUID(), SID: ids.SID(), SAM: ids.SAM(), OU: ou, CN: DisplayCN(group.Name, group.ID),
		AdminDescription: "Group_" + group.ID, DisplayName: group.Name, Description: group.Description,
		GroupType: UniversalSecurity, WhenCreated: created, WhenChanged: created,
	}
	if group.Unified {
		c.Mail, c.RecipientDisplayType = group.Mail, 17
		if group.Type == nil || *group.Type == "universalDistributionGroup" {
			c.GroupType = UniversalDistribution
		}
	}
	for _, p := range group.Members {
		if p.Account != nil {
			c.Members = append(c.Members, p.Account)
		}
	}
	return c
}

// DisplayCN returns the display-name form of CN: the first 51 characters of the trimmed name, and
// the last 12 digits of the id.
//
// Source: MicrosoftDocs/entra-docs, migrate-group-writeback.md.
func DisplayCN(name, id string) string {
	runes := []rune(strings.TrimSpace(name))
	return string(runes[:min(len(runes), 51)]) + "_" + id[24:]
}
