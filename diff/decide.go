package diff

import (
	"sync"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// decide computes what is written of every cloud group. There may be a million groups, yet only a
// few different outcomes, so each row keeps the number of one.
func (f *Facts) decide() {
	var mutex sync.Mutex
	numbers := map[Writeback]uint32{}
	parallel(len(f.cloud), func(from, to int) {
		// Most outcomes are seen soon; the shared table is asked once for each.
		known := map[Writeback]uint32{}
		var u unpacked
		for i := from; i < to; i++ {
			w := f.effective(i, &u, nil)
			number, ok := known[w]
			if !ok {
				mutex.Lock()
				if number, ok = numbers[w]; !ok {
					number = uint32(len(f.writebacks))
					numbers[w] = number
					f.writebacks = append(f.writebacks, w)
				}
				mutex.Unlock()
				known[w] = number
			}
			f.cloud[i].writeback = number
		}
	})
}

// effective asks the tables for one group, with the reasons when trace is not nil.
func (f *Facts) effective(row int, u *unpacked, trace *[]Step) Writeback {
	return Effective(&f.tenant, f.cloud[row].unpack(u, &f.cloudTexts), f.considered(row), f.choices, trace)
}

// considered is what beside a group's own record decides.
func (f *Facts) considered(row int) Considered {
	c := &f.cloud[row]
	in := Considered{
		Collected: f.collected, HasCopy: f.hasCopy(row), CopyBySID: c.flags.has(cloudCopyBySID),
		InScope: c.inScope.answer(), ScopeDoubt: f.cloudWords.list[c.scopeDoubt],
	}
	in.Collected.Sync = in.Collected.Sync && c.missing&missingSync == 0
	in.Collected.Configuration = in.Collected.Configuration && !c.flags.has(cloudUnconfigured)
	in.Members, in.MembersExact = f.memberCount(row)
	return in
}

// hasCopy says whether a copy exists, one or several.
func (f *Facts) hasCopy(row int) Answer {
	switch {
	case f.claimed(int32(row)):
		return Yes
	case f.wholeDirectory:
		return No
	}
	return Unknown
}

// memberCount is the number of direct members; exact when they were read completely or the source
// counts them itself.
func (f *Facts) memberCount(row int) (int64, bool) {
	c := &f.cloud[row]
	read := int64(len(f.cloudMembers.of(row)))
	status, _ := f.cloudCoverage(row)
	switch {
	case status == coverComplete:
		return read, true
	case c.sourceCount >= int64(f.cloudMembers.read(row)):
		return c.sourceCount + read - int64(f.cloudMembers.read(row)), true
	}
	return read, false
}

// knownCount is how many members a group has at least: those read, or what its source counted.
func (f *Facts) knownCount(row int) int64 {
	members, _ := f.memberCount(row)
	return members
}

// cloudCoverage says how a group's members were read. A list that came without a gap but is
// shorter here than the source recorded has lost members on the way.
func (f *Facts) cloudCoverage(row int) (coverage, string) {
	c := &f.cloud[row]
	return f.cover(c.coverage, f.cloudWords.list[c.reason], f.cloudMembers.read(row), c.received, &f.cloudEdges)
}

// directoryCoverage is cloudCoverage for a directory group.
func (f *Facts) directoryCoverage(row int) (coverage, string) {
	d := &f.directory[row]
	return f.cover(d.coverage, f.directoryWords.list[d.reason], f.directoryMembers.read(row), int64(d.received), &f.directoryEdges)
}

func (f *Facts) cover(own coverage, reason string, read int, received int64, state *snapshot.StreamState) (coverage, string) {
	switch {
	case state.Status == snapshot.Absent:
		return coverAbsent, orElse(state.Reason, "memberships were not collected")
	case own != coverComplete:
		return own, orElse(reason, "the members of this group were not read")
	case int64(read) < received:
		return coverPartial, "the snapshot holds fewer members than were received"
	}
	return own, ""
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
