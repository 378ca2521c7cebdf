package diff

import (
	"cmp"
	"slices"
	"strings"
)

// Tracer follows members through a move. It is not safe for concurrent use, but several may work on the
// same Facts at once; one holds 4 bytes for each principal of either side.
type Tracer struct {
	comparer *comparer
	to       Destination
	by       column
	// sources are the directory groups that synced groups come from, by SID; nil unless they move.
	sources map[domainSID]int32
	// people marks who was met in this round.
	people []uint32
	round  uint32
}

// Tracer returns a new one.
func (f *Facts) Tracer(to Destination) *Tracer {
	m := &Tracer{comparer: f.newComparer(), to: to, by: columnConnect, people: make([]uint32, len(f.accounts.text))}
	if to.Engine == CloudSync {
		m.by = columnCloudSync
	}
	if to.Synced {
		m.sources = f.sourcesOfSynced()
	}
	return m
}

// sourcesOfSynced finds the directory group of every synced cloud group by SID.
func (f *Facts) sourcesOfSynced() map[domainSID]int32 {
	sources := map[domainSID]int32{}
	for i := range f.cloud {
		if c := &f.cloud[i]; c.kind.kind() == KindSynced && c.sid != (domainSID{}) {
			sources[c.sid] = none
		}
	}
	for i := range f.directory {
		if _, wanted := sources[f.directory[i].sid]; wanted {
			sources[f.directory[i].sid] = int32(i)
		}
	}
	return sources
}

// Copies returns the texts of the directory groups that are, or claim to be, the copy of subject i; of a
// group that comes from the directory, where such groups move, of the one it comes from.
func (m *Tracer) Copies(i int) []DirectoryDetails {
	f := m.comparer.Facts
	cloud := none
	if i < len(f.cloud) {
		cloud = i
	}
	var copies []DirectoryDetails
	for _, row := range m.rows(i) {
		copies = append(copies, f.directoryDetails(row, cloud))
	}
	return copies
}

// unseen reports whether subject i, of which no copy was found, may have one all the same. A group that comes from the
// directory always has its source there.
func (m *Tracer) unseen(i int) bool {
	f := m.comparer.Facts
	return i < len(f.cloud) && (f.hasCopy(i) == Unknown || f.cloud[i].kind.kind() == KindSynced && m.to.Synced)
}

func (m *Tracer) rows(i int) []int {
	f := m.comparer.Facts
	if i < len(f.cloud) && f.cloud[i].kind.kind() == KindSynced && m.to.Synced {
		if row, ok := m.sources[f.cloud[i].sid]; ok && row != none {
			return []int{int(row)}
		}
		return nil
	}
	return f.copiesOf(i)
}

// Trace follows the members of the copy of subject i, as if the group itself moved.
func (m *Tracer) Trace(i int) Transfer {
	rows := m.rows(i)
	result := Transfer{Copies: len(rows), PeopleWhole: true}
	switch len(rows) {
	case 0:
		if m.unseen(i) {
			result.Gap, result.PeopleWhole = reasonUnseen, false
		}
		return result
	case 1:
	default:
		result.Gap, result.PeopleWhole = "several directory groups claim to be the copy", false
		return result
	}
	f := m.comparer.Facts
	if status, reason := f.directoryCoverage(rows[0]); status != coverComplete {
		result.Gap = orElse(reason, "the members of the copy were not all read")
	} else if status, reason := f.cloudCoverage(i); status != coverComplete {
		result.Gap = orElse(reason, ReasonListGap)
	}
	w := newTransferWalk(m, rows[0], i)
	m.count(&result, rows[0], w.nodes[0].fates)
	w.follow(&result)
	return result
}

// count adds up the direct members of the copy and lists those that are lost.
func (m *Tracer) count(into *Transfer, row int, fates []memberFate) {
	f := m.comparer.Facts
	members := f.directoryMembers.of(row)
	into.Members = len(members)
	edges := map[TransferEdge]int{}
	for at, member := range members {
		fate := fates[at]
		switch fate.fate {
		case FateKept:
			into.Kept++
			continue
		case FateLost:
			into.Lost++
			into.Losses = append(into.Losses, m.loss(member, fate))
		default:
			into.Undecided++
		}
		edges[TransferEdge{Fate: fate.fate, Class: fate.class, Reason: fate.reason}]++
	}
	for edge, n := range edges {
		edge.Count = n
		into.Edges = append(into.Edges, edge)
	}
	slices.SortFunc(into.Edges, func(a, b TransferEdge) int {
		return cmp.Or(strings.Compare(string(a.Fate), string(b.Fate)), strings.Compare(string(a.Class), string(b.Class)), strings.Compare(a.Reason, b.Reason))
	})
	slices.SortStableFunc(into.Losses, func(a, b MemberLoss) int {
		return cmp.Or(strings.Compare(string(a.Class), string(b.Class)), strings.Compare(a.Key, b.Key))
	})
}

func (m *Tracer) loss(member uint32, fate memberFate) MemberLoss {
	who := m.comparer.copyMember(member, true)
	return MemberLoss{Key: who.Key, DN: who.DN, Name: who.Name, Class: fate.class, Reason: fate.reason}
}
