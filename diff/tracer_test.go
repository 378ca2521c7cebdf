package diff

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// tracing is a scene with one written group, its copy, and where it goes.
type tracing struct {
	*scene
	id     snapshot.GUID
	copied *snapshot.DirectoryGroup
	writes map[snapshot.GUID]Answer
	to     Destination
}

func newTracing(t *testing.T) *tracing {
	s := newScene(t)
	s.choices.OnPremisesUsers = On
	id := s.cloud(500, security, enabled(""))
	return &tracing{scene: s, id: id, copied: s.copyOf(501, id), writes: map[snapshot.GUID]Answer{}, to: Destination{Engine: CloudSync}}
}

// both adds a synced person who is in the group and in its copy.
func (s *tracing) both(n int) { s.member(s.id, s.copied, n) }

func (s *tracing) member(id snapshot.GUID, copied *snapshot.DirectoryGroup, n int) {
	s.join(id, s.person(n, onPremises(n)))
	s.put(copied, s.account(n))
}

// child adds a cloud group with a copy to the group and the copy.
func (s *tracing) child(n int, written Answer) (snapshot.GUID, *snapshot.DirectoryGroup) {
	id := s.cloud(n, security, enabled(""))
	copied := s.copyOf(n+1, id)
	s.people = append(s.people, &snapshot.CloudPrincipal{ID: id, Type: "group"})
	s.join(s.id, id)
	s.put(s.copied, s.asMember(copied))
	s.writes[id] = written
	return id, copied
}

func (s *tracing) trace() Transfer { return s.traceIn(s.load()) }

func (s *tracing) traceIn(f *Facts) Transfer {
	s.to.Writes = func(i int) Answer {
		if written, ok := s.writes[f.Footing(i).CloudID]; ok {
			return written
		}
		return Yes
	}
	i, ok := f.Position(ofCloud(s.id))
	if !ok {
		s.t.Fatal("no such group")
	}
	return f.Tracer(s.to).Trace(i)
}

// numbers are those of a transfer that the rows below tell.
type numbers struct{ Members, Kept, Lost, Undecided, People, PeopleLost, PeopleUndecided int }

func TestWhatBecomesOfMembers(t *testing.T) {
	for _, c := range []struct {
		claim  string
		fill   func(s *tracing)
		want   numbers
		reason string
	}{
		{"people from the directory are kept where that is stated", func(s *tracing) { s.both(1) }, numbers{1, 1, 0, 0, 1, 0, 0}, ""},
		{"they are lost where it is off", func(s *tracing) { s.choices.OnPremisesUsers = Off; s.both(1) }, numbers{1, 0, 1, 0, 1, 1, 0}, ReasonUsersOff},
		{"and undecided where nobody stated it", func(s *tracing) { s.choices.OnPremisesUsers = ""; s.both(1) }, numbers{1, 0, 0, 1, 1, 0, 1}, ReasonUsersOpen},
		{"whom cloud sync does not find is lost", func(s *tracing) {
			s.choices.Move = &MoveChoices{Target: ToCloudSync}
			s.join(s.id, s.person(1, onPremises(1), func(p *snapshot.CloudPrincipal) { p.ObjectIdentifier = new(guid(1_000_009).String()) }))
			s.put(s.copied, s.account(1))
		}, numbers{1, 0, 1, 0, 1, 1, 0}, ReasonUnidentified},
		{"as is who has no identifier", func(s *tracing) {
			s.choices.Move = &MoveChoices{Target: ToCloudSync}
			s.both(1)
		}, numbers{1, 0, 1, 0, 1, 1, 0}, ReasonUnidentified},
		{"Connect keeps them whatever is stated of cloud sync", func(s *tracing) {
			s.to.Engine, s.choices.OnPremisesUsers = V1, Off
			s.both(1)
		}, numbers{1, 1, 0, 0, 1, 0, 0}, ""},
		{"who is no cloud member goes", func(s *tracing) {
			s.both(1)
			s.put(s.copied, s.account(2))
		}, numbers{2, 1, 1, 0, 2, 1, 0}, ReasonNoMember},
		{"a device goes and is no person", func(s *tracing) {
			s.people = append(s.people, &snapshot.CloudPrincipal{ID: guid(3), Type: "device", PrincipalOnPremises: snapshot.PrincipalOnPremises{SecurityIdentifier: new(sidText(3))}})
			s.join(s.id, guid(3))
			s.put(s.copied, s.account(3, func(p *snapshot.DirectoryPrincipal) { p.Class = "computer" }))
		}, numbers{1, 0, 1, 0, 0, 0, 0}, reasons[numDevice]},
		{"a child that moves keeps its people", func(s *tracing) {
			id, copied := s.child(600, Yes)
			s.member(id, copied, 4)
		}, numbers{1, 1, 0, 0, 1, 0, 0}, ""},
		{"a child that stays loses its people", func(s *tracing) {
			id, copied := s.child(600, No)
			s.member(id, copied, 4)
		}, numbers{1, 0, 1, 0, 1, 1, 0}, reasonChildStays},
		{"who is in the copy by another way as well loses nothing", func(s *tracing) {
			id, copied := s.child(600, No)
			s.member(id, copied, 4)
			s.join(s.id, guid(4))
			s.put(s.copied, userFolded(s, 4))
		}, numbers{2, 1, 1, 0, 1, 0, 0}, reasonChildStays},
		{"a child of which nothing is known leaves its people undecided", func(s *tracing) {
			id, copied := s.child(600, Unknown)
			s.member(id, copied, 4)
		}, numbers{1, 0, 0, 1, 1, 0, 1}, reasonChildOpen},
		{"a synced child is not referenced by cloud sync", func(s *tracing) {
			group := s.group(700, "Synced", withSID(sidText(700)))
			id := s.cloud(701, synced, func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(700)) })
			s.people = append(s.people, &snapshot.CloudPrincipal{ID: id, Type: "group"})
			s.join(s.id, id)
			s.put(s.copied, s.asMember(group))
			s.put(group, s.account(5))
		}, numbers{1, 0, 1, 0, 1, 1, 0}, reasonSynced},
		{"members of a group whose list was cut are undecided where they were not found", func(s *tracing) {
			s.both(1)
			s.put(s.copied, s.account(2))
			s.groups[0].Members = snapshot.Coverage{Status: snapshot.Partial}
		}, numbers{2, 1, 0, 1, 2, 0, 1}, ReasonListGap},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newTracing(t)
			c.fill(s)
			got := s.trace()
			told := numbers{got.Members, got.Kept, got.Lost, got.Undecided, got.People, got.PeopleLost, got.PeopleUndecided}
			if d := cmp.Diff(c.want, told); d != "" {
				t.Errorf("numbers (-want +got):\n%s", d)
			}
			reason := ""
			if len(got.Edges) > 0 {
				reason = got.Edges[0].Reason
			}
			if reason != c.reason {
				t.Errorf("the edge breaks since %q, want %q", reason, c.reason)
			}
			holdTransfer(t, got)
		})
	}
}

// userFolded is the folded DN of an account that is in the scene already.
func userFolded(s *tracing, n int) string {
	folded, err := snapshot.FoldDN(userDN(n))
	s.must(err)
	return folded
}

// holdTransfer holds sums and lists to one another.
func holdTransfer(t *testing.T, got Transfer) {
	t.Helper()
	edges := 0
	for _, e := range got.Edges {
		edges += e.Count
	}
	if got.Kept+got.Lost+got.Undecided != got.Members || edges != got.Lost+got.Undecided || len(got.Losses) != got.Lost {
		t.Errorf("%d members, but %d kept, %d lost (%d listed), %d undecided and %d on edges", got.Members, got.Kept, got.Lost, len(got.Losses), got.Undecided, edges)
	}
	if len(got.PeopleLosses) != got.PeopleLost || got.PeopleLost+got.PeopleUndecided > got.People {
		t.Errorf("%d people, but %d lost (%d listed) and %d undecided", got.People, got.PeopleLost, len(got.PeopleLosses), got.PeopleUndecided)
	}
}

func TestALossNamesTheEdgeAtWhichItHappens(t *testing.T) {
	s := newTracing(t)
	id, copied := s.child(600, Yes)
	s.id, s.copied, id, copied = id, copied, s.id, s.copied
	inner, innerCopy := s.child(610, No)
	s.member(inner, innerCopy, 4)
	s.id, s.copied = id, copied
	got := s.trace()
	if len(got.PeopleLosses) != 1 {
		t.Fatalf("%d people are lost, want 1", len(got.PeopleLosses))
	}
	loss := got.PeopleLosses[0]
	want := PersonLoss{
		Key: guid(4).String(), DN: userDN(4), Name: loss.Name, Direct: false,
		Group: "Group " + guid(600).String()[24:], Member: "Group " + guid(610).String()[24:], Reason: reasonChildStays,
		At: loss.At,
	}
	if at, _ := s.load().Position(ofCloud(guid(600))); loss.At != at {
		t.Errorf("the loss is at %d, want %d", loss.At, at)
	}
	if d := cmp.Diff(want, loss); d != "" {
		t.Errorf("loss (-want +got):\n%s", d)
	}
	if got.Lost != 0 {
		t.Errorf("%d direct members are lost, want none: the edge below the child breaks", got.Lost)
	}
}

func TestASyncedGroupIsItsOwnCopyWhenItMoves(t *testing.T) {
	s := newTracing(t)
	s.to = Destination{Engine: CloudSync, Synced: true}
	source := s.group(700, "Synced", withSID(sidText(700)))
	s.id, s.copied = s.cloud(701, synced, func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(700)) }), source
	s.both(1)
	got := s.trace()
	if got.Copies != 1 || got.Members != 1 || got.Kept != 1 {
		t.Errorf("%d copies, %d of %d members kept, want one of each", got.Copies, got.Kept, got.Members)
	}
}

// Whatever the members are, and however groups contain one another, what is kept, lost and undecided are
// all members, and who loses the access was in the copy.
func TestKeptLostAndUndecidedAreAllMembers(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 7))
		s := newTracing(t)
		s.choices.OnPremisesUsers = []Switch{On, Off, ""}[r.IntN(3)]
		s.to.Engine = []Engine{CloudSync, V2}[r.IntN(2)]
		groups, copies := []snapshot.GUID{s.id}, []*snapshot.DirectoryGroup{s.copied}
		for n := range 4 {
			id, copied := s.child(600+10*n, []Answer{Yes, No, Unknown}[r.IntN(3)])
			groups, copies = append(groups, id), append(copies, copied)
		}
		for n := range 30 {
			at := r.IntN(len(groups))
			if r.IntN(4) > 0 {
				s.join(groups[at], s.person(n+1, onPremises(n+1)))
			}
			s.put(copies[at], s.account(n+1))
			if other := r.IntN(len(groups)); other != at && r.IntN(3) == 0 {
				s.put(copies[other], userFolded(s, n+1))
			}
		}
		for range r.IntN(5) {
			folded, err := snapshot.FoldDN(copies[1+r.IntN(4)].DN)
			s.must(err)
			s.put(copies[1+r.IntN(4)], folded)
		}
		f := s.load()
		got := s.traceIn(f)
		holdTransfer(t, got)
		i, _ := f.Position(ofCloud(s.id))
		everybody, _ := f.CopyMembers(i)
		if got.People != len(everybody) {
			t.Errorf("seed %d: %d people are in the copy, want %d", seed, got.People, len(everybody))
		}
	}
}

// Who could not be followed may lose the access only where an edge on the way is not kept, or where the group inside
// is written anew itself.
func TestWhoCouldNotBeFollowed(t *testing.T) {
	cut := func(g *snapshot.DirectoryGroup) { g.Members.Status = snapshot.Partial }
	for _, c := range []struct {
		claim string
		fill  func(s *tracing)
		whole bool
	}{
		{"everybody read is followed", func(s *tracing) { s.child(600, No) }, true},
		{"a group that is lost and was cut hides people", func(s *tracing) { _, d := s.child(600, No); cut(d) }, false},
		{"so does one of which it is not known whether it is written", func(s *tracing) { _, d := s.child(600, Unknown); cut(d) }, false},
		{"and one that is written anew", func(s *tracing) { _, d := s.child(600, Yes); cut(d) }, false},
		{"one that stays as it is hides nobody who loses anything", func(s *tracing) {
			s.to.Engine = V2
			child := s.cloud(600, synced, func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(77)) })
			source := s.group(601, "Plant", func(d *snapshot.DirectoryGroup) { d.SID = new(sidText(77)) })
			s.people = append(s.people, &snapshot.CloudPrincipal{ID: child, Type: "group"})
			s.join(s.id, child)
			s.put(s.copied, s.asMember(source))
			cut(source)
		}, true},
	} {
		s := newTracing(t)
		s.both(1)
		c.fill(s)
		if got := s.trace(); got.PeopleWhole != c.whole {
			t.Errorf("%s: whole %t, %+v", c.claim, got.PeopleWhole, got)
		}
	}
}

// Nobody is in a copy that is known not to exist; who is in one that nobody looked for is not known.
func TestAnUnreadDirectoryHidesWhoIsInACopy(t *testing.T) {
	for _, c := range []struct {
		claim string
		fill  func(s *tracing)
		whole bool
	}{
		{"the directory was read and has no copy", func(s *tracing) {}, true},
		{"the directory was read in part", func(s *tracing) {
			e := s.ended[snapshot.StreamDirectoryGroups]
			e.Status, e.Reason = snapshot.Partial, "cut off"
			s.ended[snapshot.StreamDirectoryGroups] = e
		}, false},
	} {
		s := newTracing(t)
		s.directory = nil
		c.fill(s)
		f := s.load()
		got := s.traceIn(f)
		i, _ := f.Position(ofCloud(s.id))
		_, whole := f.CopyMembers(i)
		if got.PeopleWhole != c.whole || whole != c.whole || (got.Gap == "") != c.whole || got.Unread() == c.whole {
			t.Errorf("%s: whole %t, %+v", c.claim, whole, got)
		}
	}
}
