package diff

import "slices"

// markLoops marks written groups that contain themselves through written groups only: a loop that
// runs through a group which is not written does not arrive in the directory. Of the others it marks
// those that may: a group that may be written closes the loop, or one whose members were not all read.
func (f *Facts) markLoops() {
	written := func(row int) bool { return f.writebacks[f.cloud[row].writeback].Expected == Yes }
	f.markCycles(cloudInLoop, written, func(int) bool { return false })
	possible := func(row int) bool { return f.writebacks[f.cloud[row].writeback].Expected != No }
	f.markCycles(cloudMayLoop, possible, f.hidesChildren)
}

// markCycles marks the groups among those that has names which contain themselves through such groups, or
// contain one that hides its children, which may be any.
func (f *Facts) markCycles(flag cloudFlags, has, hides func(row int) bool) {
	n := &f.nesting
	open := make([]bool, len(f.cloud))
	inside := make([]uint32, len(f.cloud))
	number := uint32(0)
	Components(len(f.cloud), has, n.of, func(members []uint32) {
		number++
		for _, row := range members {
			inside[row] = number
		}
		opened := false
		for _, row := range members {
			looped, below := false, false
			for _, child := range n.of(int(row)) {
				looped = looped || inside[child] == number
				below = below || open[child]
			}
			if looped || below {
				f.cloud[row].flags |= flag
			}
			opened = opened || below || hides(int(row))
		}
		for _, row := range members {
			open[row] = opened
		}
	})
}

// hidesChildren reports whether a group may contain groups that were not read as its children.
func (f *Facts) hidesChildren(row int) bool {
	if status, _ := f.cloudCoverage(row); status != coverComplete {
		return true
	}
	if f.wholeCloud() {
		return false
	}
	return slices.ContainsFunc(f.cloudMembers.of(row), func(member uint32) bool {
		return f.people.traits[member]&traitGroup != 0 && f.people.group[member] == none && f.people.state[member]&stateSynced == 0
	})
}
