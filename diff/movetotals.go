package diff

import "github.com/wbaudit/wbaudit/collect/snapshot"

// MoveTotals counts what a move brings to its target. While no move is judged Any is no and the
// rest 0.
type MoveTotals struct {
	// Any says whether a group moves; unknown while none is known to and some may, read or not.
	Any Answer `json:"any"`
	// Candidates counts groups that will move, see Move.Moves, Undecided those of which it is not
	// known, Staying the Microsoft 365 groups that V1 goes on writing.
	Candidates int `json:"candidates"`
	Undecided  int `json:"undecided"`
	Staying    int `json:"staying"`
	// ChangingOver counts those of Staying that V1 takes over from V2, which may be on, or begins to write.
	ChangingOver int `json:"changing_over"`
	// Groups counts the groups that cloud sync would have in scope: those it writes now and the
	// candidates; Memberships their direct members. Whole is false while not all groups, or not all
	// members of these, were read: both are the least there can be then.
	Groups      int   `json:"groups"`
	Memberships int64 `json:"memberships"`
	Whole       bool  `json:"whole"`
	// AllMemberships counts the memberships of all cloud groups, People and Objects the people and
	// all objects that were seen in the cloud: the least there can be in the tenant.
	AllMemberships int64 `json:"all_memberships"`
	People         int   `json:"people"`
	Objects        int   `json:"objects"`
	// Connectors counts the connectors of exported Connect servers that lead neither to Entra ID nor
	// to Active Directory; nil when no connector was read.
	Connectors *int `json:"connectors"`
	// Gaps counts the lists that a move rests on and that were not read completely: groups and
	// memberships of both sides.
	Gaps int `json:"gaps"`
}

// moveLists are the lists without which no verdict about a move is whole.
var moveLists = [...]snapshot.Stream{
	snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships, snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryMemberships,
}

// countMove counts over all cloud groups.
func (f *Facts) countMove() MoveTotals {
	t := MoveTotals{Whole: f.complete(snapshot.StreamCloudGroups), Connectors: f.otherConnectors()}
	if f.target() == "" {
		return MoveTotals{Any: No}
	}
	for _, stream := range moveLists {
		state := f.State(stream)
		t.Gaps += count(!state.Stands())
	}
	toCloudSync := f.target() == ToCloudSync || f.target() == ToSOA
	for i := range f.cloud {
		c := &f.cloud[i]
		w := &f.writebacks[c.writeback]
		members, exact := f.memberCount(i)
		t.AllMemberships += members
		moves := f.moves(i)
		switch moves {
		case Yes:
			t.Candidates++
		case Unknown:
			t.Undecided++
			t.Whole = t.Whole && !toCloudSync
		}
		t.Staying += count(f.moving.stands[i] == StandStays)
		t.ChangingOver += count(f.moving.stands[i].ChangesOver(w))
		if toCloudSync && (moves == Yes || w.CloudSync.effective() == Yes) {
			t.Groups++
			t.Memberships += members
			t.Whole = t.Whole && exact
		}
	}
	for _, state := range f.people.state {
		kind := state & stateKind
		t.People += count(kind == stateUser || kind == stateGuest)
		t.Objects += count(kind != stateGroup)
	}
	t.Objects += len(f.cloud)
	switch {
	case t.Candidates > 0:
		t.Any = Yes
	case t.Undecided > 0 || !f.complete(snapshot.StreamCloudGroups):
		t.Any = Unknown
	default:
		t.Any = No
	}
	return t
}

// otherConnectors counts connectors to directories that are not Active Directory.
func (f *Facts) otherConnectors() *int {
	read, others := false, 0
	for _, v := range f.estate.connect {
		for _, c := range v.connectors {
			if read = read || c.Type != nil; c.Type == nil || c.Entra() {
				continue
			}
			others += count(*c.Type != "AD")
		}
	}
	return exactly(others, read)
}
