package diff

import "slices"

// markLoops marks written groups that contain themselves through written groups only: a loop that
// runs through a group which is not written does not arrive in the directory.
func (f *Facts) markLoops() {
	n := &f.nesting
	if !slices.Contains(n.cyclic, true) {
		return
	}
	written := func(row uint32) bool { return f.writebacks[f.cloud[row].writeback].Expected == Yes }
	inner := nesting{first: make([]int, len(n.first))}
	for row := range f.cloud {
		if n.cyclic[n.component[row]] && written(uint32(row)) {
			for _, child := range n.of(row) {
				if n.component[child] == n.component[row] && written(child) {
					inner.children = append(inner.children, child)
				}
			}
		}
		inner.first[row+1] = len(inner.children)
	}
	inner.findCycles()
	for row := range f.cloud {
		if inner.cyclic[inner.component[row]] {
			f.cloud[row].flags |= cloudInLoop
		}
	}
}
