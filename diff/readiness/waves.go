package readiness

// graph is groups inside groups among those that are considered: children of group i are children(i).
type graph struct {
	size     int
	children func(i int) []uint32
	// has chooses groups; the others are as if they were not there.
	has func(i int) bool
}

// components are the strongly connected components of a graph, children before parents.
type components struct {
	// of is the component of each group, none for one that is not considered.
	of []int32
	// members lists the groups of each component, ascending.
	members [][]uint32
}

const none = -1

// tarjan holds the state of one run.
//
// Source: Tarjan, Depth-first search and linear graph algorithms, 1972; without recursion, since a chain of
// groups can be longer than any stack.
type tarjan struct {
	graph
	found       components
	index, low  []int32
	next        []int32
	stack, path []uint32
	onStack     []bool
	counter     int32
}

// components finds them.
func (g graph) components() components {
	t := tarjan{
		graph: g, index: make([]int32, g.size), low: make([]int32, g.size), next: make([]int32, g.size), onStack: make([]bool, g.size),
		found: components{of: make([]int32, g.size)},
	}
	for i := range t.found.of {
		t.found.of[i] = none
	}
	for i := range g.size {
		if g.has(i) && t.index[i] == 0 {
			t.visit(uint32(i))
		}
	}
	return t.found
}

func (t *tarjan) visit(root uint32) {
	t.enter(root)
	for len(t.path) > 0 {
		at := t.path[len(t.path)-1]
		if children := t.children(int(at)); int(t.next[at]) < len(children) {
			child := children[t.next[at]]
			t.next[at]++
			switch {
			case !t.has(int(child)):
			case t.index[child] == 0:
				t.enter(child)
			case t.onStack[child]:
				t.low[at] = min(t.low[at], t.index[child])
			}
			continue
		}
		t.path = t.path[:len(t.path)-1]
		if len(t.path) > 0 {
			parent := t.path[len(t.path)-1]
			t.low[parent] = min(t.low[parent], t.low[at])
		}
		if t.low[at] == t.index[at] {
			t.close(at)
		}
	}
}

func (t *tarjan) enter(i uint32) {
	t.counter++
	t.index[i], t.low[i] = t.counter, t.counter
	t.onStack[i] = true
	t.stack, t.path = append(t.stack, i), append(t.path, i)
}

// close takes the component whose root is root off the stack.
func (t *tarjan) close(root uint32) {
	at := len(t.stack) - 1
	for t.stack[at] != root {
		at--
	}
	members := append([]uint32(nil), t.stack[at:]...)
	t.stack = t.stack[:at]
	for _, i := range members {
		t.onStack[i] = false
		t.found.of[i] = int32(len(t.found.members))
	}
	sortGroups(members)
	t.found.members = append(t.found.members, members)
}
