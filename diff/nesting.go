package diff

// nesting is the graph of cloud groups inside cloud groups, by row number.
type nesting struct {
	// first and children list the child groups of each group: those of row i are
	// children[first[i]:first[i+1]].
	first    []int
	children []uint32
	parents  []uint32
	// component numbers strongly connected components so that children come before parents; depth
	// is by component, and cyclic marks components that contain a path back.
	component []uint32
	depth     []uint32
	cyclic    []bool
}

func (n *nesting) of(row int) []uint32 { return n.children[n.first[row]:n.first[row+1]] }

// countParents fills parents.
func (n *nesting) countParents() {
	n.parents = make([]uint32, len(n.first)-1)
	for _, child := range n.children {
		n.parents[child]++
	}
}

// findCycles numbers the strongly connected components. The components of a group's children are
// closed before its own, so its depth is known.
func (n *nesting) findCycles() {
	size := len(n.first) - 1
	n.component = make([]uint32, size)
	Components(size, func(int) bool { return true }, n.of, n.close)
}

func (n *nesting) close(members []uint32) {
	number := uint32(len(n.depth))
	for _, row := range members {
		n.component[row] = number
	}
	depth, cyclic := uint32(0), len(members) > 1
	for _, row := range members {
		for _, child := range n.of(int(row)) {
			if n.component[child] == number {
				cyclic = true
				continue
			}
			depth = max(depth, n.depth[n.component[child]]+1)
		}
	}
	n.depth = append(n.depth, depth)
	n.cyclic = append(n.cyclic, cyclic)
}
