package samples_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// southridge is a company in which nobody looked for a fortnight: whatever can change of group
// writeback did, and one list could not be read the second time.
func southridge() *story {
	before, after := newSouthridge(), newSouthridge()
	before.back()
	after.switches()
	after.groups()
	after.editors()
	after.purge()
	after.moves()
	return &story{Model: after.Model, setup: after.setup, earlier: before.Model, compared: true}
}

// southridgeTown is the company with handles on what changes.
type southridgeTown struct {
	*clean
	films, crew, vault, archive *synthetic.Group
	reels                       []*synthetic.Group
}

// newSouthridge is the company as it was; equal calls give equal ids.
func newSouthridge() *southridgeTown {
	c := newTidy(2718, "Southridge Video", withV2)
	c.staff(28)
	c.ordinary()
	s := &southridgeTown{clean: c}
	s.films = s.written("App Films", 12, 20)
	s.crew = s.written("App Film Crew", 20, 12)
	s.vault = s.written("App Vault", 3, 6)
	s.archive = s.written("App Film Archive", 5, 5)
	for n := range 6 {
		s.reels = append(s.reels, s.written(fmt.Sprintf("App Reel %d", n+1), n, 3))
	}
	for _, g := range s.Groups {
		g.Owners = c.members(10, 2)
	}
	return s
}

// written adds a group that is written, with its copy.
func (s *southridgeTown) written(name string, from, n int) *synthetic.Group {
	g := s.security(name, on(), kind(secured), s.members(from, n))
	s.copies[g] = s.copied(g)
	return g
}

// back moves the clock of everything that was read to a fortnight before.
func (s *southridgeTown) back() {
	s.Collected = s.now.Add(-lookBack)
	s.Tenant.LastSync = s.Collected.Add(-25 * time.Minute)
	turnBackJobs(s.Model)
}

// switches turns the setting for new groups.
func (s *southridgeTown) switches() {
	yes := "true"
	s.Settings.WritebackDefault = &yes
}

// groups are changes that somebody made in the cloud.
func (s *southridgeTown) groups() {
	// Switched on, and a copy appears; switched off, and its copy freezes.
	s.idle.Enabled, s.idle.Type = on(), kind(secured)
	s.copies[s.idle] = s.copied(s.idle)
	s.vault.Enabled = off()
	// The board's copy turns from a security group into a distribution group.
	s.board.Type = kind(distribution)
	s.copies[s.board].GroupType = synthetic.UniversalDistribution
	// Renamed, and the copy follows.
	s.team.Name = "Team Commerce"
	s.copies[s.team].CN, s.copies[s.team].DisplayName = synthetic.DisplayCN(s.team.Name, s.team.ID), s.team.Name
	// Fifteen of twenty exchanged, and the copy follows.
	s.films.Members = slices.Concat(s.members(12, 5), s.members(0, 12))
	s.copies[s.films].Members = accountsOf(s.films.Members)
	// Nobody of the earlier owners is left.
	s.crew.Owners = s.members(0, 1)
	// Not every answer came the second time.
	s.app.MembersMissing = true
}

// editors are changes that somebody made in the directory alone.
func (s *southridgeTown) editors() {
	crew := s.copies[s.crew]
	crew.Members = append(slices.Clone(crew.Members), s.People[0].Account)
	crew.Description = "also for contractors"
	s.copies[s.shop].MemberOf = append(slices.Clone(s.copies[s.shop].MemberOf), "CN=Domain Admins,CN=Users,"+domainHead)
}

// purge is a script that deleted what it should not have: six groups with their copies, and one copy alone.
func (s *southridgeTown) purge() {
	for _, g := range s.reels {
		s.without(s.copies[g])
		s.withoutGroup(g)
		s.Deleted = append(s.Deleted, synthetic.DeletedGroup{ID: g.ID, Name: g.Name, Deleted: s.now.AddDate(0, 0, -4)})
	}
	s.without(s.copies[s.archive])
}

// moves are what must show as one change each: a person who married and an account that moved.
func (s *southridgeTown) moves() {
	s.People[6].Name = "Ada Lindqvist"
	s.People[7].Account.DN = "CN=Moved,OU=Leaving," + domainHead
}

func accountsOf(people []*synthetic.Person) []*synthetic.Account {
	accounts := make([]*synthetic.Account, len(people))
	for i, p := range people {
		accounts[i] = p.Account
	}
	return accounts
}
