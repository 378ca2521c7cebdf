package diff

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// randomScene is a small tenant with every kind of defect.
func randomScene(t testing.TB, r *rand.Rand) *scene {
	s := newScene(t)
	if r.IntN(4) == 0 {
		s.sync.Features["groupWriteBackEnabled"] = new(false)
	}
	chance := func(percent int) bool { return r.IntN(100) < percent }
	kinds := []func() *snapshot.CloudGroup{m365, security, security, security, distribution, mailEnabledSecurity, synced, unreadKind}
	groups := 4 + r.IntN(20)
	for n := range groups {
		var change []func(*snapshot.CloudGroup)
		if chance(60) {
			change = append(change, enabled(""))
		} else if chance(40) {
			change = append(change, disabled)
		}
		if chance(25) {
			change = append(change, func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(300 + r.IntN(groups))) })
		}
		if chance(10) {
			change = append(change, makeFormer)
		}
		if chance(8) {
			change = append(change, func(g *snapshot.CloudGroup) { g.Members.Status = snapshot.Partial })
		}
		s.cloud(n, kinds[r.IntN(len(kinds))], change...)
	}
	people := 3 + r.IntN(20)
	for n := range people {
		s.person(100+n, randomPerson(r, n, groups))
	}
	for n := range people {
		randomAccount(s, r, n)
	}
	for n := range groups + r.IntN(6) {
		randomCopy(s, r, n, groups)
	}
	for _, g := range s.groups {
		for range r.IntN(8) {
			switch {
			case chance(75):
				s.join(g.ID, guid(100+r.IntN(people)))
			case chance(90):
				s.join(g.ID, guid(r.IntN(groups)))
			default:
				s.join(g.ID, guid(900+r.IntN(3)))
			}
		}
	}
	for _, g := range s.directory {
		for range r.IntN(8) {
			s.put(g, s.accounts[r.IntN(len(s.accounts))].FoldedDN)
		}
	}
	return s
}

func randomPerson(r *rand.Rand, n, groups int) func(*snapshot.CloudPrincipal) {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	return func(p *snapshot.CloudPrincipal) {
		p.Type = []string{"user", "user", "user", "user", "user", "user", "device", "servicePrincipal", "orgContact", "group", "thing"}[r.IntN(11)]
		p.Limited = chance(8)
		if chance(15) {
			p.UserType = new("Guest")
		}
		if chance(60) {
			p.SecurityIdentifier = new(sidText(n + r.IntN(2)))
		}
		if chance(50) {
			p.DistinguishedName = new(userDN(100 + n + r.IntN(2)))
		}
		if chance(40) {
			p.ImmutableID = immutable(guid(2000 + n + r.IntN(2)))
		}
		if chance(30) {
			p.ObjectIdentifier = new(guid(3000 + n + r.IntN(2)).String())
		}
		if chance(30) {
			p.SyncEnabled = new(chance(70))
		}
	}
}

func randomAccount(s *scene, r *rand.Rand, n int) {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	s.object(userDN(100+n), func(p *snapshot.DirectoryPrincipal) {
		if chance(25) {
			return
		}
		p.Seen = chance(80)
		p.Class = []string{"user", "user", "user", "user", "", "computer", "contact", "group", "foreignSecurityPrincipal"}[r.IntN(9)]
		if chance(70) {
			p.SID = new(sidText(n + r.IntN(2)))
		}
		if chance(60) {
			p.GUID = new(guid(3000 + n + r.IntN(2)))
		}
		if chance(40) {
			octets := guid(2000 + n + r.IntN(2)).DirectoryOctets()
			p.ConsistencyGUID = octets[:]
		}
		if chance(10) {
			p.ExternalDirectoryObjectID = new("User_" + guid(100+r.IntN(20)).String())
		}
		if chance(15) {
			p.AdminCount = new(int32(1))
		}
	})
}

func randomCopy(s *scene, r *rand.Rand, n, groups int) {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	id, other := guid(r.IntN(groups+2)), guid(r.IntN(groups+2))
	cn := fmt.Sprintf("name %d", n)
	switch r.IntN(4) {
	case 0:
		cn = "Group_" + id.String()
	case 1:
		cn = fmt.Sprintf("name %d_%s", n, id.String()[24:])
	}
	if slices.ContainsFunc(s.directory, func(d *snapshot.DirectoryGroup) bool { return *d.CN == cn }) {
		cn = fmt.Sprintf("name %d", n)
	}
	g := s.group(400+n, cn, func(d *snapshot.DirectoryGroup) {
		if chance(30) {
			d.DN = "CN=" + cn + ",OU=Other,DC=contoso,DC=com"
		}
		if chance(50) {
			adminAnchor(id)(d)
		}
		if chance(20) {
			externalAnchor([]snapshot.GUID{id, id, other}[r.IntN(3)])(d)
		}
		if chance(10) {
			d.AdminDescription = new("some text")
		}
		if chance(50) {
			d.SID = new(sidText(300 + r.IntN(groups)))
		}
		if chance(15) {
			d.GroupType = new(int32(-2147483644))
		}
		if chance(8) {
			d.Members.Status = snapshot.Absent
		}
	})
	if chance(60) {
		s.object(g.DN, func(p *snapshot.DirectoryPrincipal) {
			if chance(70) {
				p.Seen, p.Class, p.GUID, p.SID, p.GroupType = true, "group", &g.GUID, g.SID, g.GroupType
			}
		})
	}
}

// reference finds pairs, links and differences the slow and obvious way, from the records
// themselves: it looks at all of them for each step, and keeps maps instead of stamps. What it
// shares with the code it checks are the classes of members, which have their own tests.
type reference struct {
	f     *Facts
	scene *scene
	// copies holds the directory groups that claim each cloud group, links the cloud id of each
	// account by folded DN.
	copies map[snapshot.GUID][]snapshot.GUID
	links  map[string]snapshot.GUID
}

func newReference(f *Facts, s *scene) *reference {
	r := &reference{f: f, scene: s, copies: map[snapshot.GUID][]snapshot.GUID{}, links: map[string]snapshot.GUID{}}
	r.pair()
	r.link()
	return r
}

// pair tries the steps of the matching one after the other.
func (r *reference) pair() {
	groups := map[snapshot.GUID]*snapshot.CloudGroup{}
	for _, g := range r.scene.groups {
		groups[g.ID] = g
	}
	taken := map[snapshot.GUID]bool{}
	steps := []func(d *snapshot.DirectoryGroup, g *snapshot.CloudGroup) bool{
		func(d *snapshot.DirectoryGroup, g *snapshot.CloudGroup) bool {
			id, ok := anchorOf(d)
			return ok && id == g.ID
		},
		func(d *snapshot.DirectoryGroup, g *snapshot.CloudGroup) bool {
			_, ok := anchorOf(d)
			return !ok && KindOf(g) != KindSynced && strings.EqualFold(*d.CN, "Group_"+g.ID.String())
		},
		func(d *snapshot.DirectoryGroup, g *snapshot.CloudGroup) bool {
			_, ok := anchorOf(d)
			return !ok && KindOf(g) != KindSynced && strings.HasSuffix(*d.CN, "_"+g.ID.String()[24:]) && !strings.HasPrefix(*d.CN, "Group_")
		},
		func(d *snapshot.DirectoryGroup, g *snapshot.CloudGroup) bool {
			_, ok := anchorOf(d)
			soa := soaConverted(g)
			return !ok && (soa == SOAYes || soa == SOALikely) && d.SID != nil && *d.SID == *g.SecurityIdentifier && r.holdsSID(g)
		},
	}
	for _, fits := range steps {
		found := map[snapshot.GUID][]snapshot.GUID{}
		for id, g := range groups {
			for _, d := range r.scene.directory {
				if len(r.copies[id]) == 0 && !taken[d.GUID] && fits(d, g) {
					found[id] = append(found[id], d.GUID)
				}
			}
		}
		for id, list := range found {
			r.copies[id] = list
			for _, d := range list {
				taken[d] = true
			}
		}
	}
}

// holdsSID reports whether g is the last group with its SID that could use it.
func (r *reference) holdsSID(g *snapshot.CloudGroup) bool {
	for _, other := range r.scene.groups {
		if other.SecurityIdentifier == nil || *other.SecurityIdentifier != *g.SecurityIdentifier || compareGUID(other.ID, g.ID) <= 0 {
			continue
		}
		soa := soaConverted(other)
		if wasSynced(other) || (soa == SOAYes || soa == SOALikely) && len(r.copies[other.ID]) == 0 {
			return false
		}
	}
	return true
}

// anchorOf returns the id of a directory group's anchors; zero and true for two that disagree.
func anchorOf(d *snapshot.DirectoryGroup) (snapshot.GUID, bool) {
	external, _, read := ParseAnchor(deref(d.ExternalDirectoryObjectID), "TakenOver_Group_")
	admin, _, also := ParseAnchor(deref(d.AdminDescription), "TakenOver_Group_")
	switch {
	case read == AnchorTextOK && also == AnchorTextOK && external != admin:
		return snapshot.GUID{}, true
	case read == AnchorTextOK:
		return external, true
	}
	return admin, also == AnchorTextOK
}

// link tries the keys of members one after the other.
func (r *reference) link() {
	people := map[snapshot.GUID]*snapshot.CloudPrincipal{}
	for _, p := range r.scene.people {
		people[p.ID] = p
	}
	groups := map[snapshot.GUID]*snapshot.CloudGroup{}
	for _, g := range r.scene.groups {
		groups[g.ID] = g
	}
	used := map[snapshot.GUID]bool{}
	accounts := slices.SortedFunc(slices.Values(r.scene.accounts), func(a, b *snapshot.DirectoryPrincipal) int { return strings.Compare(a.FoldedDN, b.FoldedDN) })
	directory := map[string]*snapshot.DirectoryGroup{}
	for _, d := range r.scene.directory {
		folded, _ := snapshot.FoldDN(d.DN)
		directory[folded] = d
	}
	for _, a := range accounts {
		if d := directory[a.FoldedDN]; d != nil {
			for id, copies := range r.copies {
				if slices.Contains(copies, d.GUID) && slices.Contains(r.f.people.ids, id) {
					r.links[a.FoldedDN], used[id] = id, true
				}
			}
		}
	}
	at := func(id snapshot.GUID, a *snapshot.DirectoryPrincipal) bool {
		p := people[id]
		return p != nil && p.DistinguishedName != nil && strings.EqualFold(*p.DistinguishedName, a.DN)
	}
	sidOf := func(id snapshot.GUID) *string {
		if g := groups[id]; g != nil && g.SecurityIdentifier != nil {
			return g.SecurityIdentifier
		}
		if p := people[id]; p != nil {
			return p.SecurityIdentifier
		}
		return nil
	}
	accountSID := func(a *snapshot.DirectoryPrincipal) *string {
		if d := directory[a.FoldedDN]; d != nil && a.SID == nil {
			return d.SID
		}
		return a.SID
	}
	accountGUID := func(a *snapshot.DirectoryPrincipal) *snapshot.GUID {
		if d := directory[a.FoldedDN]; d != nil && a.GUID == nil {
			return &d.GUID
		}
		return a.GUID
	}
	keys := []func(id snapshot.GUID, a *snapshot.DirectoryPrincipal) bool{
		func(id snapshot.GUID, a *snapshot.DirectoryPrincipal) bool {
			return groups[id] == nil && a.ExternalDirectoryObjectID != nil && *a.ExternalDirectoryObjectID == "User_"+id.String()
		},
		func(id snapshot.GUID, a *snapshot.DirectoryPrincipal) bool {
			sid := accountSID(a)
			return sid != nil && sidOf(id) != nil && *sidOf(id) == *sid
		},
		func(id snapshot.GUID, a *snapshot.DirectoryPrincipal) bool {
			p := people[id]
			if p == nil || p.ImmutableID == nil {
				return false
			}
			if len(a.ConsistencyGUID) > 0 {
				own, _ := snapshot.GUIDFromDirectory(a.ConsistencyGUID)
				return *p.ImmutableID == *immutable(own)
			}
			own := accountGUID(a)
			return own != nil && *p.ImmutableID == *immutable(*own)
		},
		func(id snapshot.GUID, a *snapshot.DirectoryPrincipal) bool {
			p, own := people[id], accountGUID(a)
			return p != nil && p.ObjectIdentifier != nil && own != nil && *p.ObjectIdentifier == own.String()
		},
	}
	for _, fits := range keys {
		for _, id := range r.f.people.ids {
			var fitting []*snapshot.DirectoryPrincipal
			for _, a := range accounts {
				_, linked := r.links[a.FoldedDN]
				if !linked && a.Class != "foreignSecurityPrincipal" && fits(id, a) && !r.earlier(id, func(other snapshot.GUID) bool { return fits(other, a) }) {
					fitting = append(fitting, a)
				}
			}
			if len(fitting) == 0 || used[id] {
				continue
			}
			best := fitting[0]
			if i := slices.IndexFunc(fitting, func(a *snapshot.DirectoryPrincipal) bool { return at(id, a) }); i >= 0 {
				best = fitting[i]
			}
			r.links[best.FoldedDN], used[id] = id, true
		}
	}
	for _, id := range r.f.people.ids {
		for _, a := range accounts {
			_, linked := r.links[a.FoldedDN]
			if linked || used[id] || a.Class == "foreignSecurityPrincipal" || !at(id, a) {
				continue
			}
			p := people[id]
			if sid := accountSID(a); sid != nil && sidOf(id) != nil && *sid != *sidOf(id) {
				continue
			}
			if own := accountGUID(a); own != nil && p.ObjectIdentifier != nil && *p.ObjectIdentifier != own.String() {
				continue
			}
			fc, fd := family(r.f.people.profile[r.person(id)]>>4), family(r.f.accounts.profile[r.account(a.FoldedDN)]>>4)
			if fc == fd || fc == familyUnknown || fd == familyUnknown {
				r.links[a.FoldedDN], used[id] = id, true
			}
		}
	}
}

// earlier reports whether a cloud principal before id has the same key.
func (r *reference) earlier(id snapshot.GUID, fits func(snapshot.GUID) bool) bool {
	for _, other := range r.f.people.ids {
		if other == id {
			return false
		}
		if fits(other) {
			return true
		}
	}
	return false
}

// check holds pairs and links against the facts.
func (r *reference) check(t *testing.T, seed uint64) {
	t.Helper()
	f := r.f
	for i := range f.cloud {
		var got []snapshot.GUID
		for _, row := range append(slices.Clone(f.candidates[int32(i)]), f.cloud[i].copy) {
			if row != none {
				got = append(got, f.directory[row].guid)
			}
		}
		want := slices.Clone(r.copies[f.cloud[i].id])
		slices.SortFunc(want, compareGUID)
		slices.SortFunc(got, compareGUID)
		if !slices.Equal(want, got) {
			t.Errorf("seed %d: cloud group %s is claimed by %v, want %v", seed, f.cloud[i].id, got, want)
		}
	}
	for _, a := range r.scene.accounts {
		var got snapshot.GUID
		if n := f.accounts.cloud[r.account(a.FoldedDN)]; n != none {
			got = f.people.ids[n]
		}
		if got != r.links[a.FoldedDN] {
			t.Errorf("seed %d: account %s is linked to %v, want %v", seed, a.DN, got, r.links[a.FoldedDN])
		}
	}
}

func (r *reference) members(row int) (m counts, ok bool) {
	f := r.f
	c := &f.cloud[row]
	if c.copy == none {
		return counts{}, false
	}
	left, _ := f.cloudCoverage(row)
	right, _ := f.directoryCoverage(int(c.copy))
	if left != coverComplete || right != coverComplete {
		return counts{}, false
	}
	cloud := map[snapshot.GUID]bool{}
	for _, e := range r.scene.edges {
		if e.Group == c.id {
			cloud[e.Member] = true
		}
	}
	accounts := map[string]bool{}
	for _, e := range r.scene.directoryE {
		if e.Group == f.directory[c.copy].guid {
			accounts[e.Member] = true
		}
	}
	by := f.columnOf(&f.writebacks[c.writeback])
	wants := map[snapshot.GUID]disposition{}
	for id := range cloud {
		wants[id] = f.people.traits[r.person(id)].disposition(by)
	}
	found := map[snapshot.GUID]bool{}
	strangers := map[string]bool{}
	for dn := range accounts {
		id, linked := r.links[dn]
		if !linked || !cloud[id] {
			strangers[dn] = true
			continue
		}
		if d := wants[id]; found[id] || d != expected && d != ifPresent {
			m.Tolerated++
		} else {
			m.Matched++
		}
		found[id] = true
	}
	r.settle(&m, wants, found, strangers)
	return m, true
}

func (r *reference) settle(m *counts, wants map[snapshot.GUID]disposition, found map[snapshot.GUID]bool, strangers map[string]bool) {
	f := r.f
	blurred := map[snapshot.GUID]bool{}
	unsure := 0
	for dn := range strangers {
		d := r.account(dn)
		may := false
		for id, want := range wants {
			if !found[id] && want != excluded && mayBe(f.people.profile[r.person(id)], f.accounts.profile[d]) {
				may, blurred[id] = true, true
			}
		}
		t := f.accounts.traits[d]
		switch {
		case may:
			unsure++
			m.Tolerated++
			continue
		case t.has(accountKnown):
			m.Known++
		case t.has(accountNoCloud):
			m.NoCloud++
		default:
			m.Unread++
		}
		m.Foreign++
		if t.has(accountDangerous) {
			m.Dangerous++
		}
	}
	sure := 0
	for id, want := range wants {
		switch {
		case want == excluded:
			m.Excluded++
		case want == undecided, want == ifPresent && !found[id], want == expected && blurred[id]:
			m.Undecided++
			if want == expected {
				sure++
			}
		default:
			m.Expected++
			if !found[id] {
				m.Missing++
				if r.f.newComparer().isPrivileged(uint32(r.person(id))) {
					m.MissingPrivileged++
				}
			}
		}
	}
	m.MissingAtLeast = m.Missing + max(0, sure-unsure)
	m.ForeignAtLeast = m.Foreign + max(0, unsure-len(blurred))
}

func (r *reference) person(id snapshot.GUID) int { return slices.Index(r.f.people.ids, id) }

func (r *reference) account(folded string) int {
	for d := range r.f.accounts.text {
		if _, dn := r.f.accountName(uint32(d)); dn == folded {
			return d
		} else if own, _ := snapshot.FoldDN(dn); own == folded {
			return d
		}
	}
	return none
}

func allSubjects(t testing.TB, f *Facts) []Subject {
	t.Helper()
	var list []Subject
	a := f.Assembler()
	for s, err := range f.Subjects(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		a.Detail(&s)
		list = append(list, s)
	}
	return list
}

func TestRandomTenants(t *testing.T) {
	runs := uint64(40)
	if testing.Short() {
		runs = 8
	}
	compared, unsure := 0, 0
	for seed := range runs {
		s := randomScene(t, rand.New(rand.NewPCG(seed, 7)))
		f := s.load()
		ref := newReference(f, s)
		ref.check(t, seed)
		subjects := allSubjects(t, f)
		for i := range subjects {
			reconcile(t, &subjects[i])
			if i >= len(f.cloud) {
				continue
			}
			want, ok := ref.members(i)
			if !ok {
				continue
			}
			compared++
			if want.ForeignAtLeast > want.Foreign || want.Tolerated > 0 {
				unsure++
			}
			if d := cmp.Diff(want, countsOf(&subjects[i].Members)); d != "" {
				t.Errorf("seed %d, %s (-reference +facts)\n%s", seed, subjects[i].Identity.Key, d)
			}
		}
		pairsAreOneToOne(t, f, subjects)
		sorted := slices.IsSortedFunc(subjects, func(a, b Subject) int { return strings.Compare(a.Identity.Key, b.Identity.Key) })
		if !sorted || len(subjects) != f.Len() {
			t.Errorf("seed %d: %d subjects of %d, sorted %v", seed, len(subjects), f.Len(), sorted)
		}
		if t.Failed() {
			return
		}
	}
	if compared < int(runs) || unsure == 0 {
		t.Errorf("only %d pairs were compared, %d of them unsure: the generator proves nothing", compared, unsure)
	}
}

// pairsAreOneToOne holds that a directory group speaks once: as the copy of one cloud group, as a
// candidate, or for itself; and that accounts and people are linked both ways or not at all.
func pairsAreOneToOne(t *testing.T, f *Facts, subjects []Subject) {
	t.Helper()
	seen := map[string]string{}
	speak := func(guid, key string) {
		if other, twice := seen[guid]; twice {
			t.Errorf("directory group %s belongs to %s and %s", guid, other, key)
		}
		seen[guid] = key
	}
	for i := range subjects {
		s := &subjects[i]
		if s.Directory != nil {
			speak(s.Identity.DirectoryGUID, s.Identity.Key)
			if s.DirectoryCandidates > 0 || s.DirectoryAbsent != No {
				t.Errorf("%s has a copy, %d candidates and absent %s", s.Identity.Key, s.DirectoryCandidates, s.DirectoryAbsent)
			}
		}
		if len(s.Details.Candidates) != s.DirectoryCandidates+s.DirectoryDisagreeing || s.DirectoryCandidates == 1 {
			t.Errorf("%s: %d candidates, %d in details", s.Identity.Key, s.DirectoryCandidates, len(s.Details.Candidates))
		}
		for _, c := range s.Details.Candidates {
			if c.Facts.AnchorState != AnchorDisagree {
				speak(c.GUID, s.Identity.Key)
			}
		}
	}
	if n := f.Totals().DirectoryGroups; n == nil || len(seen) != *n {
		t.Errorf("%d directory groups speak, %v counted", len(seen), n)
	}
	for d, n := range f.accounts.cloud {
		if n != none && f.people.group[n] == none && f.people.account[n] != int32(d) {
			t.Errorf("account %d is linked to person %d, which is linked to %d", d, n, f.people.account[n])
		}
	}
	for n, d := range f.people.account {
		if d != none && f.accounts.cloud[d] != int32(n) {
			t.Errorf("person %d is linked to account %d, which is linked to %d", n, d, f.accounts.cloud[d])
		}
	}
}

func TestTheOrderOfRecordsDoesNotMatter(t *testing.T) {
	for seed := range uint64(6) {
		s := randomScene(t, rand.New(rand.NewPCG(seed, 8)))
		first := s.load()
		r := rand.New(rand.NewPCG(seed, 9))
		shuffle(r, s.groups)
		shuffle(r, s.people)
		shuffle(r, s.edges)
		shuffle(r, s.directory)
		shuffle(r, s.accounts)
		shuffle(r, s.directoryE)
		second := s.load()
		if d := cmp.Diff(allSubjects(t, first), allSubjects(t, second)); d != "" {
			t.Fatalf("seed %d (-sorted +shuffled)\n%s", seed, d)
		}
		if d := cmp.Diff(first.TenantSubject(), second.TenantSubject()); d != "" {
			t.Fatalf("seed %d (-sorted +shuffled)\n%s", seed, d)
		}
	}
}

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func TestUnpackedGroupsGiveTheSameAnswer(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var store texts
	words := newWords()
	tri := func() *bool { return [...]*bool{nil, new(true), new(false)}[r.IntN(3)] }
	text := func() *string {
		return [...]*string{nil, new(""), new("universalSecurityGroup"), new("x"), new(sidText(5)), new("S-1-5-32-544")}[r.IntN(6)]
	}
	for range 20_000 {
		g := snapshot.CloudGroup{ID: guid(r.IntN(100))}
		g.DisplayName, g.Description, g.Mail, g.SecurityIdentifier = text(), text(), text(), text()
		g.MailEnabled, g.SecurityEnabled, g.SyncEnabled, g.IsCloudManaged, g.IsAssignableToRole = tri(), tri(), tri(), tri(), tri()
		g.GroupTypes = [...][]string{nil, {}, {"Unified"}, {"DynamicMembership", "Unified"}}[r.IntN(4)]
		if r.IntN(3) > 0 {
			g.Writeback = &snapshot.WritebackConfiguration{IsEnabled: tri(), OnPremisesGroupType: text()}
		}
		if r.IntN(10) == 0 {
			g.Unreadable = "broken"
		}
		tenant := newTenant(On, On, SwitchUnknown)
		row := packCloud(&g, &store, words)
		var u unpacked
		in := Considered{Collected: Collected{true, true}, Members: 5, MembersExact: true, HasCopy: Yes, InScope: Yes}
		want, got := Effective(&tenant, &g, in, DefaultChoices(), nil), Effective(&tenant, row.unpack(&u, &store), in, DefaultChoices(), nil)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%+v (-group +row)\n%s", g, d)
		}
	}
}
