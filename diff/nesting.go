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

// unvisited is the index of a group Tarjan's algorithm has not reached.
const unvisited = 0

// tarjan holds the state of one run.
type tarjan struct {
	*nesting
	index, low []uint32
	// next is the position in the children of a group where its visit goes on.
	next        []int
	stack, path []uint32
	onStack     []bool
	counter     uint32
}

// findCycles numbers the strongly connected components with Tarjan's algorithm, without recursion:
// a chain of groups can be longer than any stack.
//
// Source: Tarjan, Depth-first search and linear graph algorithms, 1972.
func (n *nesting) findCycles() {
	size := len(n.first) - 1
	n.component = make([]uint32, size)
	t := tarjan{
		nesting: n, index: make([]uint32, size), low: make([]uint32, size),
		next: make([]int, size), onStack: make([]bool, size),
	}
	for row := range size {
		if len(n.of(row)) == 0 {
			// Most groups hold no groups: they are components of their own.
			t.alone(uint32(row))
		}
	}
	for row := range size {
		if t.index[row] == unvisited {
			t.visit(uint32(row))
		}
	}
}

// alone makes row a component without a walk.
func (t *tarjan) alone(row uint32) {
	t.counter++
	t.index[row] = t.counter
	t.component[row] = uint32(len(t.depth))
	t.depth = append(t.depth, 0)
	t.cyclic = append(t.cyclic, false)
}

func (t *tarjan) visit(root uint32) {
	t.enter(root)
	for len(t.path) > 0 {
		row := t.path[len(t.path)-1]
		if t.next[row] < t.first[row+1] {
			child := t.children[t.next[row]]
			t.next[row]++
			switch {
			case t.index[child] == unvisited:
				t.enter(child)
			case t.onStack[child]:
				t.low[row] = min(t.low[row], t.index[child])
			}
			continue
		}
		t.path = t.path[:len(t.path)-1]
		if len(t.path) > 0 {
			parent := t.path[len(t.path)-1]
			t.low[parent] = min(t.low[parent], t.low[row])
		}
		if t.low[row] == t.index[row] {
			t.close(row)
		}
	}
}

func (t *tarjan) enter(row uint32) {
	t.counter++
	t.index[row], t.low[row] = t.counter, t.counter
	t.next[row] = t.first[row]
	t.onStack[row] = true
	t.stack = append(t.stack, row)
	t.path = append(t.path, row)
}

// close takes the component whose root is row off the stack. Its children's components are closed
// already, so its depth is known.
func (t *tarjan) close(root uint32) {
	number := uint32(len(t.depth))
	at := len(t.stack) - 1
	for t.stack[at] != root {
		at--
	}
	members := t.stack[at:]
	t.stack = t.stack[:at]
	for _, row := range members {
		t.onStack[row] = false
		t.component[row] = number
	}
	depth, cyclic := uint32(0), len(members) > 1
	for _, row := range members {
		for _, child := range t.of(int(row)) {
			if t.component[child] == number {
				cyclic = true
				continue
			}
			depth = max(depth, t.depth[t.component[child]]+1)
		}
	}
	t.depth = append(t.depth, depth)
	t.cyclic = append(t.cyclic, cyclic)
}
